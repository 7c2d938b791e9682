#include "common/error/error.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace cobuild::error {
namespace {

TEST(Make, CarriesCodeReasonMessageAndMetadata) {
  const absl::Status status =
      Make(absl::StatusCode::kFailedPrecondition, "ACCOUNT_CLOSED", "the account is closed",
           {{"account", "ledgers/a/accounts/b"}, {"closed", ""}});

  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "the account is closed");
  const auto detail = DetailOf(status);
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->reason, "ACCOUNT_CLOSED");
  EXPECT_EQ(detail->metadata, (std::map<std::string, std::string>{
                                  {"account", "ledgers/a/accounts/b"}, {"closed", ""}}));
  EXPECT_TRUE(detail->violations.empty());
}

TEST(Make, AnyBytes_ComeBackAsTheyWere) {
  const std::string every_byte = [] {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
    return bytes;
  }();
  const std::string reason(70'000, 'R');
  const absl::Status status =
      Make(absl::StatusCode::kAborted, reason, "m", {{every_byte, "江夏"}, {"", every_byte}});

  const auto detail = DetailOf(status);
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->reason, reason);
  EXPECT_EQ(detail->metadata.at(every_byte), "江夏");
  EXPECT_EQ(detail->metadata.at(""), every_byte);
}

TEST(Invalid, CarriesEveryViolationInOrder) {
  const absl::Status status = Invalid({{"name", "REQUIRED", "must be given"},
                                       {"transfers[3].amount", "FINER_THAN_FEN", "whole fen only"},
                                       {"name", "TOO_LONG", ""}});

  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "name: must be given (and 2 more)");
  EXPECT_EQ(ReasonOf(status), "REQUIRED");
  const auto detail = DetailOf(status);
  ASSERT_TRUE(detail);
  ASSERT_EQ(detail->violations.size(), 3u);
  EXPECT_EQ(detail->violations[0].field, "name");
  EXPECT_EQ(detail->violations[1].field, "transfers[3].amount");
  EXPECT_EQ(detail->violations[1].reason, "FINER_THAN_FEN");
  EXPECT_EQ(detail->violations[1].description, "whole fen only");
  EXPECT_EQ(detail->violations[2].reason, "TOO_LONG");
  EXPECT_EQ(detail->violations[2].description, "");
}

TEST(Invalid, OneViolation_SaysNothingOfMore) {
  EXPECT_EQ(Invalid({{"name", "REQUIRED", "must be given"}}).message(), "name: must be given");
}

TEST(DetailOf, OtherStatuses_HaveNone) {
  EXPECT_FALSE(DetailOf(absl::OkStatus()));
  EXPECT_FALSE(DetailOf(absl::NotFoundError("x")));
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
  EXPECT_EQ(ReasonOf(absl::NotFoundError("x")), "");
}

TEST(DetailOf, CopiedStatus_KeepsIt) {
  const absl::Status status = Make(absl::StatusCode::kNotFound, "NO_SUCH_VILLAGE", "none");
  absl::Status copy = absl::OkStatus();
  copy.Update(status);
  EXPECT_EQ(ReasonOf(copy), "NO_SUCH_VILLAGE");
}

TEST(Violations, None_IsOk) {
  Violations violations;
  EXPECT_TRUE(violations.empty());
  EXPECT_TRUE(std::move(violations).Finish().ok());
}

TEST(Violations, Some_AreInvalidArgument) {
  Violations violations;
  violations.Add("page_size", "NEGATIVE_PAGE_SIZE", "must not be negative");
  violations.Add("request_id", "REQUIRED", "must be given");
  EXPECT_FALSE(violations.empty());

  const absl::Status status = std::move(violations).Finish();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "NEGATIVE_PAGE_SIZE");
  EXPECT_EQ(DetailOf(status)->violations.size(), 2u);
}

}  // namespace
}  // namespace cobuild::error
