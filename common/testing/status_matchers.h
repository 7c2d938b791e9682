// What tests say of absl::Status and absl::StatusOr:
//
//   ASSERT_THAT(store.Find("a"), IsOkAndHolds(3));
//   EXPECT_THAT(Decide(...), Refuses(absl::StatusCode::kFailedPrecondition, "ACCOUNT_CLOSED"));
//   EXPECT_THAT(FromProto(request), HasViolation("transfers[1].amount", "FINER_THAN_FEN"));
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
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
#define ASSERT_OK_AND_ASSIGN_INNER(holder, target, expression) \
  auto holder = (expression);                                  \
  ASSERT_TRUE(holder.ok()) << holder.status();                 \
  target = *std::move(holder)

#define ASSERT_OK(expression) ASSERT_THAT(expression, ::cobuild::test::IsOk())
#define EXPECT_OK(expression) EXPECT_THAT(expression, ::cobuild::test::IsOk())

namespace cobuild::test {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <class T>
const absl::Status& StatusOf(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}

// With the detail that absl::Status does not print.
inline std::string Describe(const absl::Status& status) {
  std::string text = status.ToString();
  if (const std::optional<error::Detail> detail = error::DetailOf(status)) {
    text += " reason " + detail->reason;
    for (const error::Violation& violation : detail->violations) {
      text += " [" + violation.field + ": " + violation.reason + "]";
    }
  }
  return text;
}

MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  *result_listener << Describe(StatusOf(arg));
  return StatusOf(arg).ok();
}

MATCHER_P(IsOkAndHolds, inner, "is OK and holds what " + ::testing::PrintToString(inner)) {
  if (!arg.ok()) {
    *result_listener << Describe(arg.status());
    return false;
  }
  using Value = std::decay_t<decltype(*arg)>;
  return ::testing::ExplainMatchResult(::testing::MatcherCast<const Value&>(inner), *arg,
                                       result_listener);
}

// Not OK, with this canonical code.
MATCHER_P(HasCode, code, std::string(negation ? "has not" : "has") + " the code") {
  *result_listener << Describe(StatusOf(arg));
  return StatusOf(arg).code() == code;
}

// A refusal with this code and documented reason.
MATCHER_P2(Refuses, code, reason,
           "refuses with " + absl::StatusCodeToString(code) + " " + std::string(reason)) {
  *result_listener << Describe(StatusOf(arg));
  return StatusOf(arg).code() == code && error::ReasonOf(StatusOf(arg)) == reason;
}

// INVALID_ARGUMENT in which this field, among others or alone, has this reason.
MATCHER_P2(HasViolation, field, reason,
           "has the violation " + std::string(field) + ": " + std::string(reason)) {
  *result_listener << Describe(StatusOf(arg));
  if (StatusOf(arg).code() != absl::StatusCode::kInvalidArgument) return false;
  const std::optional<error::Detail> detail = error::DetailOf(StatusOf(arg));
  return detail && std::any_of(detail->violations.begin(), detail->violations.end(),
                               [this](const error::Violation& violation) {
                                 return violation.field == field && violation.reason == reason;
                               });
}

}  // namespace cobuild::test
