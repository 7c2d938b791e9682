// Who gets in: certificates, names in them, tokens of people, permissions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "common/error/error.h"
#include "common/rpc/testdata/echo/servers.h"
#include "common/testing/fake_clock.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"
#include "common/token/testing.h"
#include "common/token/verifier.h"

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
  EXPECT_STATUS(Echo(*EchoService::NewStub(channel), "hi", 2s),
                HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, PlainText_IsRefused) {
  test::TestServer server(AddEcho);
  const auto channel = grpc::CreateChannel(server.address(), grpc::InsecureChannelCredentials());
  EXPECT_STATUS(Echo(*EchoService::NewStub(channel), "hi", 2s),
                HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, CertificateOfAnotherAuthority_IsRefusedByTheHandshake) {
  test::TestServer server(AddEcho);
  test::Certificates others;
  rpc::TlsFiles files = others.ForClient("machine/test");
  files.authorities = server.certificates().ForClient("machine/test").authorities;
  EXPECT_STATUS(Echo(*EchoService::NewStub(server.ChannelWith(files)), "hi", 2s),
                HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, ServerOfAnotherAuthority_IsRefusedByTheClient) {
  test::TestServer server(AddEcho);
  test::Certificates others;
  rpc::TlsFiles files = server.certificates().ForClient("machine/test");
  files.authorities = others.ForClient("machine/test").authorities;
  EXPECT_STATUS(Echo(*EchoService::NewStub(server.ChannelWith(files)), "hi", 2s),
                HasCode(absl::StatusCode::kUnavailable));
}

TEST(IdentityTest, CertificateThatNamesNobodyOfOurs_IsUnauthenticated) {
  test::TestServer server(AddEcho);
  const rpc::TlsFiles nameless = server.certificates().Issue("URI:spiffe://others/machine/test");
  EXPECT_STATUS(Echo(*EchoService::NewStub(server.ChannelWith(nameless)), "hi"),
                Refuses(absl::StatusCode::kUnauthenticated, "NO_PRINCIPAL"));
}

constexpr char kReaderOnly[] =
    R"({"principals":[{"name":"machine/reader","roles":["MUNICIPAL_VIEWER"]}]})";

TEST(PermissionTest, PrincipalWithoutAGrant_IsDenied) {
  test::TestServer server(AddEcho, {.grants_json = kReaderOnly});
  const absl::Status status =
      Echo(*EchoService::NewStub(server.ChannelAs("machine/stranger")), "hi").status();
  EXPECT_STATUS(status, Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
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
  EXPECT_STATUS(rpc::FromGrpc(stub->Store(NewContext().get(), StoreRequest(), &response)),
                Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST(PermissionTest, Denial_ComesBeforeTheMessageIsParsed) {
  test::TestServer server(AddEcho, {.grants_json = kReaderOnly});
  const auto status = CallWithBytes(server.ChannelAs("machine/stranger"),
                                    "/cobuild.echo.v1.EchoService/Echo", "\x0a\x7f");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

constexpr char kLiSiOnly[] =
    R"({"principals":[{"name":"person/li.si","roles":["MUNICIPAL_VIEWER"]}]})";

// Says who calls, again and again, for as long as anybody waits.
absl::Status Repeat(rpc::Call& call, const RepeatRequest&,
                    rpc::StreamWriter<EchoResponse>& writer) {
  EchoResponse response;
  response.set_text(call.principal().name);
  while (!call.Cancelled() && writer.Write(response)) {
  }
  return absl::OkStatus();
}

// A server that tells who called, and keeps whom it refused and why: "machine/desk TOKEN_EXPIRED".
class TokenTest : public ::testing::Test {
 protected:
  void Serve(token::Verifier* tokens) {
    server_ = std::make_unique<test::TestServer>(
        [](rpc::Router& router) {
          router.Unary<EchoRequest, EchoResponse>(kEcho, [](rpc::Call& call, const EchoRequest&) {
            EchoResponse response;
            response.set_text(call.principal().name);
            return response;
          });
          router.ServerStream<RepeatRequest, EchoResponse>(kWatch, Repeat);
        },
        test::TestServerOptions{.grants_json = kLiSiOnly,
                                .on_failure =
                                    [this](const rpc::Call& call, const absl::Status& failure) {
                                      const std::lock_guard lock(mutex_);
                                      refused_.push_back(call.principal().name + " " +
                                                         error::ReasonOf(failure));
                                    },
                                .tokens = tokens,
                                .clock = &clock_});
  }
  void ServeWithTokens() { Serve(verifier_.get()); }

  // Who the server takes for the caller on a connection of `certificate` with these headers.
  absl::StatusOr<std::string> Caller(const std::string& certificate,
                                     std::initializer_list<std::string> authorizations) {
    const auto context = NewContext();
    for (const std::string& value : authorizations) context->AddMetadata("authorization", value);
    EchoResponse response;
    const auto stub = EchoService::NewStub(server_->ChannelAs(certificate));
    const absl::Status status = rpc::FromGrpc(stub->Echo(context.get(), EchoRequest(), &response));
    if (!status.ok()) return status;
    return response.text();
  }
  // How a watch with this header ends, which `act` brings about once the watch has begun.
  absl::Status EndOfWatch(const std::string& authorization, const std::function<void()>& act) {
    const auto context = NewContext();
    context->AddMetadata("authorization", authorization);
    const auto stub = EchoService::NewStub(server_->ChannelAs("machine/desk"));
    const auto reader = stub->Watch(context.get(), RepeatRequest());
    EchoResponse response;
    EXPECT_TRUE(reader->Read(&response));
    EXPECT_EQ(response.text(), "person/li.si");
    act();
    while (reader->Read(&response)) {
    }
    return rpc::FromGrpc(reader->Finish());
  }
  std::string TokenOf(const std::string& subject) const {
    return "Bearer " + token::Issue(key_, token::TestClaims(clock_.Now(), subject));
  }
  std::vector<std::string> refused() {
    const std::lock_guard lock(mutex_);
    return refused_;
  }

  test::FakeClock clock_{{1'801'440'000'000'000}};  // 2027-02-01
  const base::SigningKey key_ = base::SigningKey::New();
  token::TestKeyFile keys_{token::WithKey("", key_.Public()).value()};
  const std::unique_ptr<token::Verifier> verifier_ =
      token::Verifier::Create({token::kTestIssuer, token::kTestAudience, keys_.path()},
                              clock_.Now())
          .value();
  std::mutex mutex_;
  std::vector<std::string> refused_;
  std::unique_ptr<test::TestServer> server_;
};

TEST_F(TokenTest, CallWithAToken_IsThePersonsOnAnyonesConnection) {
  ServeWithTokens();
  EXPECT_THAT(Caller("machine/desk", {TokenOf("li.si")}), IsOkAndHolds("person/li.si"));
  EXPECT_THAT(Caller("person/wang.wu", {TokenOf("li.si")}), IsOkAndHolds("person/li.si"));
}

TEST_F(TokenTest, TokenAndCertificateOfOneName_AreOnePrincipal) {
  ServeWithTokens();
  EXPECT_THAT(Caller("person/li.si", {}), IsOkAndHolds("person/li.si"));
  EXPECT_THAT(Caller("person/li.si", {TokenOf("li.si")}), IsOkAndHolds("person/li.si"));
}

TEST_F(TokenTest, PersonWithoutAGrant_HasNotThatOfTheConnection) {
  ServeWithTokens();
  EXPECT_STATUS(Caller("person/li.si", {TokenOf("wang.wu")}),
                Refuses(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(refused(), ::testing::ElementsAre("person/wang.wu PERMISSION_DENIED"));
}

TEST_F(TokenTest, WrongToken_IsRefusedAndToldOfTheCertificatesOwner) {
  ServeWithTokens();
  const std::string right = TokenOf("li.si");
  const base::SigningKey other = base::SigningKey::New();
  token::Claims old = token::TestClaims(clock_.Now());
  old.issued.micros -= 7'200'000'000;
  old.expires.micros -= 7'200'000'000;
  old.not_before = old.issued;
  const auto refuses = [](const char* reason) {
    return Refuses(absl::StatusCode::kUnauthenticated, reason);
  };
  EXPECT_STATUS(Caller("machine/desk", {"Bearer " + token::Issue(key_, old)}),
                refuses("TOKEN_EXPIRED"));
  EXPECT_STATUS(Caller("machine/desk", {"Bearer " + token::Issue(other, old)}),
                refuses("TOKEN_KEY_UNKNOWN"));
  EXPECT_STATUS(Caller("machine/desk", {"Bearer nonsense"}), refuses("TOKEN_MALFORMED"));
  EXPECT_STATUS(Caller("machine/desk", {"Basic bGkuc2k6eA=="}), refuses("TOKEN_MALFORMED"));
  EXPECT_STATUS(Caller("machine/desk", {right, right}), refuses("TOKEN_MALFORMED"));
  EXPECT_THAT(refused(),
              ::testing::ElementsAre("machine/desk TOKEN_EXPIRED", "machine/desk TOKEN_KEY_UNKNOWN",
                                     "machine/desk TOKEN_MALFORMED", "machine/desk TOKEN_MALFORMED",
                                     "machine/desk TOKEN_MALFORMED"));
}

TEST_F(TokenTest, TokenOnAConnectionThatNamesNobody_IsNoneTheBetter) {
  ServeWithTokens();
  const rpc::TlsFiles nameless = server_->certificates().Issue("URI:spiffe://others/machine/test");
  const auto context = NewContext();
  context->AddMetadata("authorization", TokenOf("li.si"));
  EchoResponse response;
  const auto stub = EchoService::NewStub(server_->ChannelWith(nameless));
  EXPECT_STATUS(rpc::FromGrpc(stub->Echo(context.get(), EchoRequest(), &response)),
                Refuses(absl::StatusCode::kUnauthenticated, "NO_PRINCIPAL"));
}

TEST_F(TokenTest, ServerWithoutKeys_RefusesEveryToken) {
  Serve(nullptr);
  EXPECT_STATUS(Caller("person/li.si", {TokenOf("li.si")}),
                Refuses(absl::StatusCode::kUnauthenticated, "TOKENS_NOT_ACCEPTED"));
  EXPECT_THAT(Caller("person/li.si", {}), IsOkAndHolds("person/li.si"));
}

TEST_F(TokenTest, KeyThatIsTakenAway_StopsItsTokensWithinASecond) {
  ServeWithTokens();
  const std::string token = TokenOf("li.si");
  ASSERT_OK(Caller("machine/desk", {token}));
  keys_.Remove(key_.Public());
  clock_.Advance(1s);
  EXPECT_STATUS(Caller("machine/desk", {token}),
                Refuses(absl::StatusCode::kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
}

TEST_F(TokenTest, Watch_EndsWithItsToken) {
  ServeWithTokens();
  EXPECT_STATUS(EndOfWatch(TokenOf("li.si"), [this] { clock_.Advance(1h + token::kClockSkew); }),
                Refuses(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED"));
  EXPECT_THAT(refused(), ::testing::ElementsAre("person/li.si TOKEN_EXPIRED"));
}

TEST_F(TokenTest, Watch_EndsWithTheKeyOfItsTokenWithinASecond) {
  ServeWithTokens();
  const auto take_key_away = [this] {
    keys_.Remove(key_.Public());
    clock_.Advance(1s);
  };
  EXPECT_STATUS(EndOfWatch(TokenOf("li.si"), take_key_away),
                Refuses(absl::StatusCode::kUnauthenticated, "TOKEN_KEY_UNKNOWN"));
}

}  // namespace
}  // namespace cobuild::echo
