#include "common/rpc/named_call.h"

#include <gmock/gmock.h>

#include <chrono>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/obs/trace.h"
#include "common/rpc/client.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"
#include "echo/echo.pb.h"

namespace cobuild::echo {
namespace {

using test::HasCode;
using test::Refuses;
using v1::EchoRequest;
using v1::EchoResponse;

class NamedCallTest : public ::testing::Test {
 protected:
  absl::StatusOr<EchoResponse> Call(const std::string& method, const std::string& text) {
    EchoRequest request;
    request.set_text(text);
    EchoResponse response;
    const auto context = rpc::ContextFor(std::chrono::seconds(20), obs::NewTrace());
    COBUILD_RETURN_IF_ERROR(
        rpc::CallNamed(server_.ChannelAs(), *context, method, request, response));
    return response;
  }

  test::TestServer server_{[](rpc::Router& router) {
    router.Unary<EchoRequest, EchoResponse>(
        kEcho, [](rpc::Call&, const EchoRequest& request) -> absl::StatusOr<EchoResponse> {
          if (request.text().empty()) {
            return error::Make(absl::StatusCode::kFailedPrecondition, "NOTHING_SAID", "say it");
          }
          EchoResponse response;
          response.set_text(request.text());
          return response;
        });
  }};
};

TEST_F(NamedCallTest, GivesTheResponse) {
  ASSERT_OK_AND_ASSIGN(const EchoResponse response, Call(std::string(kEcho.name), "山坡"));
  EXPECT_EQ(response.text(), "山坡");
}

TEST_F(NamedCallTest, RefusalKeepsItsReason) {
  EXPECT_STATUS(Call(std::string(kEcho.name), ""),
                Refuses(absl::StatusCode::kFailedPrecondition, "NOTHING_SAID"));
}

TEST_F(NamedCallTest, RpcThatNobodyServes_IsUnimplemented) {
  EXPECT_STATUS(Call("cobuild.echo.v1.EchoService/Nothing", "x"),
                HasCode(absl::StatusCode::kUnimplemented));
}

}  // namespace
}  // namespace cobuild::echo
