// Who is not known by a certificate of this installation gets no answer from any service; what
// those who are known do, and are refused, is recorded.
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "common/rpc/client.h"
#include "common/testing/certificates.h"
#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

std::string Address(const std::string& service) {
  return "127.0.0.1:" + std::to_string(Stack::Shared().Port(service));
}

grpc::Status Ask(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = feed::v1::FeedService::NewStub(channel);
  const auto context = rpc::ContextFor(std::chrono::seconds(3), obs::TraceContext{});
  feed::v1::ListChangesResponse page;
  return stub->ListChanges(context.get(), {}, &page);
}

class Identity : public ::testing::TestWithParam<std::string> {};

TEST_P(Identity, KnownCertificateIsAnswered) {
  EXPECT_TRUE(Ask(Stack::Shared().Channel(GetParam())).ok());
}

TEST_P(Identity, PlaintextIsRefused) {
  const auto channel = grpc::CreateChannel(Address(GetParam()), grpc::InsecureChannelCredentials());
  EXPECT_FALSE(Ask(channel).ok());
}

TEST_P(Identity, NoCertificateIsRefused) {
  rpc::TlsFiles tls = Stack::Shared().Credentials("machine/cli");
  tls.certificate.clear();
  tls.key.clear();
  const auto channel = ChannelWith(Address(GetParam()), tls);
  EXPECT_FALSE(Ask(channel).ok());
}

TEST_P(Identity, CertificateOfAnotherAuthorityIsRefused) {
  test::Certificates others;
  rpc::TlsFiles tls = others.ForClient("machine/cli");
  tls.authorities = Stack::Shared().Credentials("machine/cli").authorities;
  const auto channel = ChannelWith(Address(GetParam()), tls);
  EXPECT_FALSE(Ask(channel).ok());
}

nlohmann::json AuditOf(const std::string& trail) {
  return Stack::Shared().Json({"audit", "list", "finance", "--trail", trail, "--format", "json"});
}

// Refusals stand in the trail a second after they happened.
bool AwaitRefusal(const std::string& reason) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (std::chrono::steady_clock::now() < deadline) {
    for (const auto& record : AuditOf("refusals")) {
      if (record.at("refusal").at("reason") == reason && record.at("actor") == "machine/cli")
        return true;
    }
  }
  return false;
}

TEST(Audit, WhatWasDoneAndWhatWasRefused_StandsInTrailsThatHold) {
  Stack& stack = Stack::Shared();
  EXPECT_EQ(stack.Cli({"ledger", "create", "audited", "--name", "Books"}).exit_code, 0);
  EXPECT_EQ(stack.Cli({"account", "close", "audited", "none"}).exit_code, 15);
  EXPECT_TRUE(AwaitRefusal("ACCOUNT_NOT_FOUND"));

  const auto changes = AuditOf("changes");
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].at("resource_name"), "ledgers/audited");
  EXPECT_EQ(changes[0].at("actor"), "machine/cli");
  EXPECT_EQ(changes[0].at("peer").get<std::string>().rfind("ipv4:127.0.0.1:", 0), 0U);
  for (const std::string& service : kServices) {
    const Output verified =
        stack.Cli({"audit", "verify", service, "--checkpoints", stack.home() + "/checkpoints",
                   "--public-key", stack.home() + "/tls/audit/" + service + "/public.pem"});
    EXPECT_EQ(verified.exit_code, 0) << service << ": " << verified.err;
  }
}

// Within a second of the change before it, and some more for the processes that ask.
bool AwaitExitCode(int wanted, const std::vector<std::string>& command) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < deadline) {
    if (Stack::Shared().Cli(command).exit_code == wanted) return true;
  }
  return false;
}

TEST(Token, OfThisStack_IsThePersonsUntilItsKeyIsTakenAway) {
  Stack& stack = Stack::Shared();
  const Output issued = scenarios::Run({"deploy/run", "token", "li.si"}, stack.environment());
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string file = stack.home() + "/li.si.token";
  std::ofstream(file) << issued.out;
  const Output login = stack.Cli({"login", "--token-file", file});
  ASSERT_EQ(login.exit_code, 0) << login.err;
  EXPECT_EQ(stack.Json({"whoami", "--format", "json"}).at("principal"), "person/li.si");
  // Nothing is granted to the person, whatever the certificate of the connection may do.
  EXPECT_EQ(stack.Cli({"ledger", "get", "audited"}).exit_code, 17);

  const std::string keys = stack.home() + "/tls/token_keys.json";
  const auto listed = stack.Json({"token", "keys", keys, "--format", "json"});
  ASSERT_EQ(listed.size(), 1U);
  const std::string id = listed[0].at("id");
  ASSERT_EQ(stack.Cli({"token", "keys", keys, "--remove", id}).exit_code, 0);
  EXPECT_TRUE(AwaitExitCode(26, {"ledger", "get", "audited"}));
  EXPECT_EQ(stack.Cli({"logout"}).exit_code, 0);
  EXPECT_TRUE(AwaitRefusal("TOKEN_KEY_UNKNOWN"));
}

INSTANTIATE_TEST_SUITE_P(Services, Identity, ::testing::ValuesIn(kServices));

}  // namespace
}  // namespace cobuild::scenarios
