#include "common/base/status_macros.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace cobuild::base {
namespace {

absl::Status ReturnEarly(const absl::Status& first, bool& went_on) {
  COBUILD_RETURN_IF_ERROR(first);
  went_on = true;
  return absl::OkStatus();
}

absl::StatusOr<std::string> AssignTwo(absl::StatusOr<std::unique_ptr<int>> first,
                                      const absl::StatusOr<int>& second) {
  COBUILD_ASSIGN_OR_RETURN(const std::unique_ptr<int> one, std::move(first));
  COBUILD_ASSIGN_OR_RETURN(const int two, second);
  return std::to_string(*one + two);
}

TEST(ReturnIfError, Error_ReturnsItAtOnce) {
  bool went_on = false;
  EXPECT_EQ(ReturnEarly(absl::AbortedError("no"), went_on), absl::AbortedError("no"));
  EXPECT_FALSE(went_on);
}

TEST(ReturnIfError, Ok_GoesOn) {
  bool went_on = false;
  EXPECT_TRUE(ReturnEarly(absl::OkStatus(), went_on).ok());
  EXPECT_TRUE(went_on);
}

TEST(AssignOrReturn, Values_AreMovedOut) {
  EXPECT_EQ(*AssignTwo(std::make_unique<int>(1), 2), "3");
}

TEST(AssignOrReturn, Error_ReturnsTheFirst) {
  EXPECT_EQ(AssignTwo(absl::AbortedError("first"), absl::AbortedError("second")).status(),
            absl::AbortedError("first"));
  EXPECT_EQ(AssignTwo(std::make_unique<int>(1), absl::AbortedError("second")).status(),
            absl::AbortedError("second"));
}

}  // namespace
}  // namespace cobuild::base
