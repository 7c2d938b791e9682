// What is told of calls that end otherwise than OK: the audit of refusals lives on it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <vector>

#include "common/error/error.h"
#include "common/rpc/testdata/echo/calls.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::echo {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

struct Failure {
  std::string principal;
  std::string peer;
  std::string method;
  std::string request_id;
  std::string reason;
};

class FailureTest : public ::testing::Test {
 protected:
  absl::Status Send(const std::string& id, const std::string& text,
                    const std::string& principal = "machine/test") {
    StoreRequest request;
    request.set_request_id(id);
    request.set_text(text);
    EchoResponse response;
    const auto context = NewContext();
    const auto stub = EchoService::NewStub(server_.ChannelAs(principal));
    const bool async = text.starts_with("post");
    return rpc::FromGrpc(async ? stub->Post(context.get(), request, &response)
                               : stub->Store(context.get(), request, &response));
  }

  // Told before the caller is answered, so nothing is waited for.
  std::vector<Failure> Told() {
    const std::lock_guard lock(mutex_);
    return told_;
  }

  std::mutex mutex_;
  std::vector<Failure> told_;
  test::TestServer server_{
      [](rpc::Router& router) {
        router.Unary<StoreRequest, EchoResponse>(
            kStore, [](rpc::Call&, const StoreRequest& request) -> absl::StatusOr<EchoResponse> {
              if (request.text() == "fine") return EchoResponse();
              return error::Make(absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed", {});
            });
        router.UnaryAsync<StoreRequest, EchoResponse>(
            kPost, [](rpc::Call& call, const StoreRequest&, rpc::Reply<EchoResponse> reply) {
              call.NoteRefusal(error::Make(absl::StatusCode::kFailedPrecondition, "ONE_OF_A_BATCH",
                                           "overdrawn", {}));
              reply(EchoResponse());
            });
      },
      {.grants_json =
           R"({"principals":[{"name":"machine/test","roles":["DISTRICT_ADMIN","FINANCE_OFFICER"]},
                             {"name":"machine/viewer","roles":["MUNICIPAL_VIEWER"]}]})",
       .on_failure = [this](const rpc::Call& call, const absl::Status& failure) {
         const std::lock_guard lock(mutex_);
         told_.push_back({call.principal().name, call.peer(), std::string(call.method().name),
                          call.request_id(), error::ReasonOf(failure)});
       }}};
};

TEST_F(FailureTest, RefusedChange_IsToldWithWhoFromWhereAndWhichRequest) {
  EXPECT_FALSE(Send("r1", "refuse").ok());
  const auto told = Told();
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].principal, "machine/test");
  EXPECT_THAT(told[0].peer, StartsWith("ipv4:127.0.0.1:"));
  EXPECT_EQ(told[0].method, "cobuild.echo.v1.EchoService/Store");
  EXPECT_EQ(told[0].request_id, "r1");
  EXPECT_EQ(told[0].reason, "ETAG_MISMATCH");
}

TEST_F(FailureTest, CallThatIsFine_IsNotTold) {
  EXPECT_OK(Send("r1", "fine"));
  EXPECT_THAT(Told(), IsEmpty());
}

TEST_F(FailureTest, DeniedCall_IsToldThoughNoByteOfItWasRead) {
  EXPECT_FALSE(Send("r1", "fine", "machine/viewer").ok());
  EXPECT_FALSE(Send("r1", "fine", "machine/stranger").ok());
  const auto told = Told();
  ASSERT_THAT(told, SizeIs(2));
  EXPECT_EQ(told[0].principal, "machine/viewer");
  EXPECT_EQ(told[0].reason, "PERMISSION_DENIED");
  EXPECT_EQ(told[0].request_id, "");
  EXPECT_EQ(told[1].principal, "machine/stranger");
}

TEST_F(FailureTest, RefusalWithinABatchThatIsAnswered_IsTold) {
  EXPECT_OK(Send("r1", "post"));
  const auto told = Told();
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].reason, "ONE_OF_A_BATCH");
  EXPECT_EQ(told[0].request_id, "r1");
}

TEST_F(FailureTest, OverlongRequestId_IsNotToldAtAll) {
  EXPECT_FALSE(Send(std::string(257, 'x'), "refuse").ok());
  EXPECT_EQ(Told()[0].request_id, "");
}

}  // namespace
}  // namespace cobuild::echo
