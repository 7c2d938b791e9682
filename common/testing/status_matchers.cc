#include "common/testing/status_matchers.h"

#include <algorithm>
#include <optional>

namespace cobuild::test {
namespace {

MATCHER(IsOkMatcher, negation ? "is not OK" : "is OK") {
  *result_listener << Describe(arg);
  return arg.ok();
}

MATCHER_P(CodeMatcher, code,
          std::string(negation ? "has not" : "has") + " the code " +
              absl::StatusCodeToString(code)) {
  *result_listener << Describe(arg);
  return arg.code() == code;
}

MATCHER_P2(RefusalMatcher, code, reason,
           "refuses with " + absl::StatusCodeToString(code) + " " + reason) {
  *result_listener << Describe(arg);
  return arg.code() == code && error::ReasonOf(arg) == reason;
}

MATCHER_P2(ViolationMatcher, field, reason, "has the violation " + field + ": " + reason) {
  *result_listener << Describe(arg);
  if (arg.code() != absl::StatusCode::kInvalidArgument) return false;
  const std::optional<error::Detail> detail = error::DetailOf(arg);
  return detail && std::any_of(detail->violations.begin(), detail->violations.end(),
                               [this](const error::Violation& violation) {
                                 return violation.field == field && violation.reason == reason;
                               });
}

}  // namespace

std::string Describe(const absl::Status& status) {
  std::string text = status.ToString();
  if (const std::optional<error::Detail> detail = error::DetailOf(status)) {
    text += " reason " + detail->reason;
    for (const error::Violation& violation : detail->violations) {
      text += " [" + violation.field + ": " + violation.reason + "]";
    }
  }
  return text;
}

::testing::AssertionResult Succeeds(const absl::Status& status) {
  if (status.ok()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << Describe(status);
}

StatusMatcher IsOk() { return IsOkMatcher(); }
StatusMatcher HasCode(absl::StatusCode code) { return CodeMatcher(code); }
StatusMatcher Refuses(absl::StatusCode code, std::string_view reason) {
  return RefusalMatcher(code, std::string(reason));
}
StatusMatcher HasViolation(std::string_view field, std::string_view reason) {
  return ViolationMatcher(std::string(field), std::string(reason));
}

}  // namespace cobuild::test
