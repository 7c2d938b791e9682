// The bound on connections, and what a flood of them does.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>
#include <vector>

#include "common/rpc/acceptor.h"
#include "common/rpc/testdata/echo/servers.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using test::IsOkAndHolds;

// A TCP connection that says nothing.
rpc::Descriptor Connect(const test::TestServer& server) {
  rpc::Descriptor connection(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const std::string address = server.address();
  sockaddr_in target{};
  target.sin_family = AF_INET;
  target.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(address.find(':') + 1))));
  target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(connection.number(), reinterpret_cast<sockaddr*>(&target), sizeof target), 0);
  return connection;
}

void AwaitMetric(test::TestServer& server, const std::string& line) {
  while (server.metrics().Render().find(line + "\n") == std::string::npos) {
    std::this_thread::yield();
  }
}

TEST(ConnectionTest, ConnectionsAboveTheLimit_AreClosedAndRoomComesBack) {
  rpc::ServerOptions options;
  options.max_connections = 3;
  test::TestServer server(AddEcho, {.server = options});
  std::vector<rpc::Descriptor> silent;
  for (int i = 0; i < 3; ++i) silent.push_back(Connect(server));
  AwaitMetric(server, "cobuild_rpc_connections 3");
  const rpc::Descriptor fourth = Connect(server);
  char byte = 0;
  while (read(fourth.number(), &byte, 1) > 0) {  // gRPC greets those it serves
  }
  AwaitMetric(server, "cobuild_rpc_connections_refused_total 1");
  silent.clear();
  AwaitMetric(server, "cobuild_rpc_connections 0");
  const auto stub = EchoService::NewStub(server.ChannelAs());
  EXPECT_THAT(Echo(*stub, "hi"), IsOkAndHolds("hi"));
  AwaitMetric(server, "cobuild_rpc_connections 1");
}

TEST(ConnectionTest, FloodOfConnections_LeavesTheServerServing) {
  rpc::ServerOptions options;
  options.max_connections = 20;
  test::TestServer server(AddEcho, {.server = options});
  const auto stub = EchoService::NewStub(server.ChannelAs());
  EXPECT_OK(Echo(*stub, "before"));
  for (int round = 0; round < 5; ++round) {
    std::vector<rpc::Descriptor> flood;
    for (int i = 0; i < 100; ++i) flood.push_back(Connect(server));
    EXPECT_OK(Echo(*stub, "during"));
  }
  AwaitMetric(server, "cobuild_rpc_connections 1");
  EXPECT_OK(Echo(*EchoService::NewStub(server.ChannelAs()), "after"));
}

}  // namespace
}  // namespace cobuild::echo
