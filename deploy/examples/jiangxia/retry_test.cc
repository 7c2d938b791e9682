#include "deploy/examples/jiangxia/retry.h"

#include <gtest/gtest.h>

#include <thread>

#include "common/error/error.h"
#include "common/testing/status_matchers.h"

namespace cobuild::jiangxia {
namespace {

using namespace std::chrono_literals;

constexpr RetryPolicy kQuick{.first_pause = 1ms, .longest_pause = 2ms, .patience = 10'000ms};

// Fails `failures` times with `status`, then gives 7.
struct Flaky {
  absl::Status status;
  int failures;
  int attempts = 0;

  absl::StatusOr<int> operator()() {
    if (attempts++ < failures) return status;
    return 7;
  }
};

absl::StatusOr<int> RetryFlaky(const RetryPolicy& policy, Stop& stop, Flaky& flaky) {
  return Retry(
      policy, stop, [&flaky] { return flaky(); }, [](const absl::Status&) {});
}

TEST(Retry, PassingFailures_AreRepeatedUntilItWorks) {
  Stop stop;
  Flaky flaky{absl::UnavailableError("away"), 5};
  EXPECT_THAT(RetryFlaky(kQuick, stop, flaky), test::IsOkAndHolds(7));
  EXPECT_EQ(flaky.attempts, 6);
}

TEST(Retry, FailureForGood_IsReturnedAtOnce) {
  Stop stop;
  Flaky flaky{error::Make(absl::StatusCode::kAlreadyExists, "PERIMETER_EXISTS", "there"), 5};
  EXPECT_STATUS(RetryFlaky(kQuick, stop, flaky),
                test::Refuses(absl::StatusCode::kAlreadyExists, "PERIMETER_EXISTS"));
  EXPECT_EQ(flaky.attempts, 1);
}

TEST(Retry, PatienceIsOver_ReturnsTheLastFailure) {
  Stop stop;
  Flaky flaky{absl::UnavailableError("away"), 1'000'000};
  const RetryPolicy policy{.first_pause = 1ms, .longest_pause = 5ms, .patience = 50ms};
  EXPECT_STATUS(RetryFlaky(policy, stop, flaky), test::HasCode(absl::StatusCode::kUnavailable));
  EXPECT_GT(flaky.attempts, 1);
}

TEST(Retry, StopRequestedWhileWaiting_EndsTheWait) {
  Stop stop;
  Flaky flaky{absl::UnavailableError("away"), 1'000'000};
  const RetryPolicy policy{
      .first_pause = 60'000ms, .longest_pause = 60'000ms, .patience = 600'000ms};
  std::jthread stopper([&stop] { stop.Request(); });
  EXPECT_STATUS(RetryFlaky(policy, stop, flaky), test::HasCode(absl::StatusCode::kUnavailable));
  EXPECT_EQ(flaky.attempts, 1);
}

TEST(IsPassing, BrokenConnection_Passes) {
  EXPECT_TRUE(IsPassing(absl::UnavailableError("Socket closed")));
  EXPECT_TRUE(IsPassing(absl::UnknownError("Stream removed")));
  EXPECT_TRUE(IsPassing(absl::DeadlineExceededError("Deadline Exceeded")));
  EXPECT_TRUE(IsPassing(error::Make(absl::StatusCode::kUnavailable, "OVERLOADED", "busy")));
  EXPECT_TRUE(IsPassing(error::Make(absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed")));
}

TEST(IsPassing, ReleaseThatFinanceHasNotHeardOf_Passes) {
  const auto status = error::Make(absl::StatusCode::kNotFound, "RELEASE_NOT_FOUND", "not there");
  EXPECT_TRUE(IsNotYet(status));
  EXPECT_TRUE(IsPassing(status));
}

TEST(IsPassing, AnythingElseThatIsNotFound_DoesNotPass) {
  for (const char* reason : {"FUND_NOT_FOUND", "CLAIM_NOT_FOUND", "PROJECT_NOT_FOUND", ""}) {
    const auto status = error::Make(absl::StatusCode::kNotFound, reason, "not there");
    EXPECT_FALSE(IsNotYet(status)) << reason;
    EXPECT_FALSE(IsPassing(status)) << reason;
  }
}

TEST(IsPassing, Refusal_DoesNotPass) {
  EXPECT_FALSE(IsPassing(error::Make(absl::StatusCode::kInternal, "INTERNAL", "")));
  EXPECT_FALSE(IsPassing(error::Make(absl::StatusCode::kInvalidArgument, "REQUIRED", "")));
  EXPECT_FALSE(IsPassing(error::Make(absl::StatusCode::kResourceExhausted, "STORE_FULL", "")));
  EXPECT_FALSE(IsPassing(absl::PermissionDeniedError("")));
}

}  // namespace
}  // namespace cobuild::jiangxia
