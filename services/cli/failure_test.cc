#include "services/cli/failure.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <vector>

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

TEST(ExitCodes, EveryCanonicalCode_IsAmongThem) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "");
    const auto found = std::ranges::find(ExitCodes(), ExitCodeOf(status), &ExitCode::code);
    ASSERT_NE(found, ExitCodes().end()) << status;
    EXPECT_EQ(found->name, absl::StatusCodeToString(status.code()));
  }
}

TEST(ExitCodes, AreTheRowsOfTheReadme) {
  std::ifstream readme("services/cli/README.md");
  std::vector<std::string> rows;
  std::string line;
  while (std::getline(readme, line) && line != "## Exit codes") continue;
  while (std::getline(readme, line) && !line.starts_with("## ")) {
    if (line.starts_with("| ") && !line.starts_with("| code |")) rows.push_back(line);
  }
  std::vector<std::string> expected;
  for (const ExitCode& each : ExitCodes()) {
    expected.push_back(fmt::format("| {} | {} | {} |", each.code, each.name, each.meaning));
  }
  EXPECT_EQ(rows, expected);
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
            "what to do: see `cobuild whoami`, and ask for the role that is missing\n");
}

TEST(PrintFailure, PersonWhoMayNot_IsRemindedOfTheToken) {
  EXPECT_THAT(Printed(error::Make(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED",
                                  "person/li.si lacks the permission registry.principals.revoke",
                                  {{"principal", "person/li.si"}})),
              testing::HasSubstr("COBUILD_TOKEN_FILE= before a command"));
}

TEST(PrintFailure, AnswerIsNo_IsTheAnswerAlone) {
  EXPECT_EQ(Printed(AnswerIsNo("not every service is serving")), "not every service is serving\n");
}

}  // namespace
}  // namespace cobuild::cli
