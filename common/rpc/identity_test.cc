// Who gets in: certificates, names in them, permissions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error/error.h"
#include "common/rpc/testdata/echo/servers.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using namespace std::chrono_literals;
using test::HasCode;
using test::IsOkAndHolds;
using test::Refuses;

TEST(IdentityTest, NoCertificate_IsRefusedByTheHandshake) {
  test::TestServer server(AddEcho);
  const auto tls = rpc::ReadTlsFiles(server.certificates().ForClient("machine/test"));
  ASSERT_OK(tls);
  const auto channel = grpc::CreateChannel(
      server.address(), grpc::SslCredentials({tls->authorities, /*key=*/"", /*certificate=*/""}));
  EXPECT_THAT(Echo(*EchoService::NewStub(channel), "hi", 2s),
              HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, PlainText_IsRefused) {
  test::TestServer server(AddEcho);
  const auto channel = grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials());
  EXPECT_THAT(Echo(*EchoService::NewStub(channel), "hi", 2s),
              HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, CertificateOfAnotherAuthority_IsRefusedByTheHandshake) {
  test::TestServer server(AddEcho);
  test::Certificates others;
  rpc::TlsFiles files = others.ForClient("machine/test");
  files.authorities = server.certificates().ForClient("machine/test").authorities;
  EXPECT_THAT(Echo(*EchoService::NewStub(server.ChannelWith(files)), "hi", 2s),
              HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, ServerOfAnotherAuthority_IsRefusedByTheClient) {
  test::TestServer server(AddEcho);
  test::Certificates others;
  rpc::TlsFiles files = server.certificates().ForClient("machine/test");
  files.authorities = others.ForClient("machine/test").authorities;
  EXPECT_THAT(Echo(*EchoService::NewStub(server.ChannelWith(files)), "hi", 2s),
              HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, CertificateThatNamesNobodyOfOurs_IsUnauthenticated) {
  test::TestServer server(AddEcho);
  const rpc::TlsFiles nameless = server.certificates().Issue("URI:spiffe://others/machine/test");
  EXPECT_THAT(Echo(*EchoService::NewStub(server.ChannelWith(nameless)), "hi"),
              Refuses(absl::StatusCode::kUnauthenticated, "NO_PRINCIPAL"));
}

constexpr char kReaderOnly[] =
    R"({"principals":[{"name":"machine/reader","roles":["MUNICIPAL_VIEWER"]}]})";

TEST(PermissionTest, PrincipalWithoutAGrant_IsDenied) {
  test::TestServer server(AddEcho, {.grants_json = kReaderOnly});
  const absl::Status status =
      Echo(*EchoService::NewStub(server.ChannelAs("machine/stranger")), "hi").status();
  EXPECT_THAT(status, Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_EQ(error::DetailOf(status)->metadata.at("principal"), "machine/stranger");
  EXPECT_EQ(error::DetailOf(status)->metadata.at("permission"), "registry.divisions.read");
}

TEST(PermissionTest, RoleBoundsWhatAPrincipalMayCall) {
  test::TestServer server(
      [](rpc::Router& router) {
        AddEcho(router);
        router.Unary<StoreRequest, EchoResponse>(
            kStore, [](rpc::Call&, const StoreRequest&) { return EchoResponse(); });
      },
      {.grants_json = kReaderOnly});
  const auto stub = EchoService::NewStub(server.ChannelAs("machine/reader"));
  EXPECT_THAT(Echo(*stub, "hi"), IsOkAndHolds("hi"));
  EchoResponse response;
  EXPECT_THAT(rpc::FromGrpc(stub->Store(NewContext().get(), StoreRequest(), &response)),
              Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST(PermissionTest, Denial_ComesBeforeTheMessageIsParsed) {
  test::TestServer server(AddEcho, {.grants_json = kReaderOnly});
  const auto status = CallWithBytes(server.ChannelAs("machine/stranger"),
                                    "/cobuild.echo.v1.EchoService/Echo", "\x0a\x7f");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace cobuild::echo
