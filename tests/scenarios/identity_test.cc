// Who is not known by a certificate of this installation gets no answer from any service.
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

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

INSTANTIATE_TEST_SUITE_P(Services, Identity, ::testing::ValuesIn(kServices));

}  // namespace
}  // namespace cobuild::scenarios
