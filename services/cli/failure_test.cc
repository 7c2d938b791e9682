#include "services/cli/failure.h"

#include <gtest/gtest.h>

#include <sstream>

#include "common/error/error.h"

namespace cobuild::cli {
namespace {

std::string Printed(const absl::Status& status) {
  std::ostringstream err;
  PrintFailure(err, status);
  return err.str();
}

TEST(ExitCodeOf, EachKind_HasItsCode) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), 0);
  EXPECT_EQ(ExitCodeOf(AnswerIsNo("not serving")), 1);
  EXPECT_EQ(ExitCodeOf(UsageError("what?")), 2);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("")), 13);
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("")), 15);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("")), 24);
  EXPECT_EQ(ExitCodeOf(absl::UnauthenticatedError("")), 26);
}

TEST(PrintFailure, EveryViolation_HasItsLine) {
  EXPECT_EQ(Printed(error::Invalid({{"amount", "FINER_THAN_FEN", "whole fen only"},
                                    {"year", "OUT_OF_RANGE", "1978 to 2100"}})),
            "INVALID_ARGUMENT FINER_THAN_FEN: amount: whole fen only (and 1 more)\n"
            "  amount: whole fen only (FINER_THAN_FEN)\n"
            "  year: 1978 to 2100 (OUT_OF_RANGE)\n"
            "what to do: correct what is named above and try again\n");
}

TEST(PrintFailure, KnownReason_SaysWhatToDoAboutIt) {
  EXPECT_EQ(Printed(error::Make(absl::StatusCode::kAlreadyExists, "INCOME_ALREADY_RECORDED",
                                "recorded at position 7")),
            "ALREADY_EXISTS INCOME_ALREADY_RECORDED: recorded at position 7\n"
            "what to do: see it with `cobuild income list`, change it with `cobuild income "
            "correct`\n");
}

TEST(PrintFailure, WithoutReason_HasCodeAndMessage) {
  EXPECT_EQ(Printed(absl::UnavailableError("connection refused")),
            "UNAVAILABLE: connection refused\n"
            "what to do: see `cobuild health`; repeating with the same --request-id is safe\n");
}

TEST(PrintFailure, ReasonEqualToTheCode_IsSaidOnce) {
  EXPECT_EQ(Printed(error::Make(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED",
                                "machine/cli lacks the permission finance.journal.verify")),
            "PERMISSION_DENIED: machine/cli lacks the permission finance.journal.verify\n"
            "what to do: ask for a role in the grants file of the service\n");
}

TEST(PrintFailure, AnswerIsNo_IsTheAnswerAlone) {
  EXPECT_EQ(Printed(AnswerIsNo("not every service is serving")), "not every service is serving\n");
}

}  // namespace
}  // namespace cobuild::cli
