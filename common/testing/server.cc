#include "common/testing/server.h"

#include <fmt/format.h>

#include <random>
#include <stdexcept>
#include <utility>

#include "common/rpc/client.h"
#include "common/rpc/roles.h"
#include "common/testing/thread_leaks.h"

namespace cobuild::test {
namespace {

// The only ports free for tests lie below the range that the system gives to clients.
constexpr int kFirstPort = 20000;
constexpr int kPorts = 12000;

template <class T>
T Must(absl::StatusOr<T> outcome) {
  if (!outcome.ok()) throw std::runtime_error(outcome.status().ToString());
  return *std::move(outcome);
}

// For a maker and for two checkers.
std::string EveryRoleForTests() {
  std::string roles;
  for (const std::string& role : rpc::RoleNames()) {
    roles += fmt::format(R"({}"{}")", roles.empty() ? "" : ",", role);
  }
  return fmt::format(R"({{"principals":[{{"name":"machine/test","roles":[{0}]}},)"
                     R"({{"name":"machine/township","roles":[{0}]}},)"
                     R"({{"name":"machine/checker","roles":[{0}]}}]}})",
                     roles);
}

rpc::Router RouterWith(const std::function<void(rpc::Router&)>& add_routes) {
  rpc::Router router;
  add_routes(router);
  return router;
}

std::unique_ptr<rpc::Server> StartOnFreePort(rpc::ServerOptions options,
                                             const rpc::ServerParts& parts) {
  static int next = static_cast<int>(std::random_device()() % kPorts);
  for (int tries = 0; tries < 100; ++tries) {
    options.listen_address = fmt::format("127.0.0.1:{}", kFirstPort + next++ % kPorts);
    auto server = rpc::Server::Start(options, parts);
    if (server.status().code() != absl::StatusCode::kUnavailable) return Must(std::move(server));
  }
  throw std::runtime_error("no free port");
}

}  // namespace

TestServer::TestServer(const std::function<void(rpc::Router&)>& add_routes,
                       TestServerOptions options)
    : router_(RouterWith(add_routes)),
      grants_(Must(rpc::Grants::FromJson(options.grants_json.empty() ? EveryRoleForTests()
                                                                     : options.grants_json))) {
  options.server.tls = certificates_.ForServer();
  const rpc::ServerParts parts{
      .router = router_,
      .directory = options.directory == nullptr ? grants_ : *options.directory,
      .clock = options.clock == nullptr ? system_clock_ : *options.clock,
      .metrics = metrics_,
      .tokens = options.tokens,
      .on_worker_start = options.on_worker_start,
      .on_worker_exit = options.on_worker_exit,
      .on_failure = options.on_failure};
  server_ = StartOnFreePort(options.server, parts);
  server_->SetServing(true);
}

std::shared_ptr<grpc::Channel> TestServer::ChannelAs(const std::string& principal) {
  return ChannelWith(certificates_.ForClient(principal));
}

std::shared_ptr<grpc::Channel> TestServer::ChannelWith(const rpc::TlsFiles& tls) const {
  return Must(rpc::MakeChannel({.address = address(), .tls = tls, .server_name = ""}));
}

std::string TestServer::address() const { return fmt::format("127.0.0.1:{}", server_->port()); }

}  // namespace cobuild::test
