// What tests say of absl::Status and absl::StatusOr:
//
//   ASSERT_OK(store.Open());
//   ASSERT_OK_AND_ASSIGN(const Found found, store.Find("a"));
//   ASSERT_THAT(store.Find("a"), IsOkAndHolds(3));
//   EXPECT_STATUS(Decide(...), Refuses(absl::StatusCode::kFailedPrecondition, "ACCOUNT_CLOSED"));
//   EXPECT_STATUS(FromProto(request), HasViolation("transfers[1].amount", "FINER_THAN_FEN"));
//
// Whatever a StatusOr holds, its status is matched alone: a matcher for each type costs a sixth of
// compiling registry_app_test.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/error/error.h"

// Assigns what a StatusOr holds to `target`, or fails the test with its status.
#define COBUILD_TEST_CONCAT_INNER(a, b) a##b
#define COBUILD_TEST_CONCAT(a, b) COBUILD_TEST_CONCAT_INNER(a, b)
#define ASSERT_OK_AND_ASSIGN(target, expression) \
  ASSERT_OK_AND_ASSIGN_INNER(COBUILD_TEST_CONCAT(status_or_, __LINE__), target, expression)
#define ASSERT_OK_AND_ASSIGN_INNER(holder, target, expression)               \
  auto holder = (expression);                                                \
  ASSERT_TRUE(::cobuild::test::Succeeds(::cobuild::test::StatusOf(holder))); \
  target = *std::move(holder)

#define ASSERT_OK(expression) \
  ASSERT_TRUE(::cobuild::test::Succeeds(::cobuild::test::StatusOf(expression)))
#define EXPECT_OK(expression) \
  EXPECT_TRUE(::cobuild::test::Succeeds(::cobuild::test::StatusOf(expression)))

#define ASSERT_STATUS(expression, matcher) \
  ASSERT_THAT(::cobuild::test::StatusOf(expression), matcher)
#define EXPECT_STATUS(expression, matcher) \
  EXPECT_THAT(::cobuild::test::StatusOf(expression), matcher)

namespace cobuild::test {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <class T>
const absl::Status& StatusOf(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}

// With the detail that absl::Status does not print.
std::string Describe(const absl::Status& status);

// What ASSERT_OK and EXPECT_OK say.
::testing::AssertionResult Succeeds(const absl::Status& status);

using StatusMatcher = ::testing::Matcher<const absl::Status&>;

StatusMatcher IsOk();
// Not OK, with this canonical code.
StatusMatcher HasCode(absl::StatusCode code);
// A refusal with this code and documented reason.
StatusMatcher Refuses(absl::StatusCode code, std::string_view reason);
// INVALID_ARGUMENT in which this field, among others or alone, has this reason.
StatusMatcher HasViolation(std::string_view field, std::string_view reason);

MATCHER_P(IsOkAndHolds, inner, "is OK and holds what " + ::testing::PrintToString(inner)) {
  if (!arg.ok()) {
    *result_listener << Describe(arg.status());
    return false;
  }
  using Value = std::decay_t<decltype(*arg)>;
  return ::testing::ExplainMatchResult(::testing::MatcherCast<const Value&>(inner), *arg,
                                       result_listener);
}

}  // namespace cobuild::test
