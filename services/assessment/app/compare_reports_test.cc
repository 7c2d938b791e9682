// CompareReports: two stored reports, and one with what is computed now.
#include <algorithm>
#include <map>

#include "services/assessment/app/reports.h"
#include "services/assessment/testing/reports_test.h"

namespace cobuild::assessment {
namespace {

using absl::StatusCode;
using test::Refuses;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

class CompareReportsTest : public ReportsTest {
 protected:
  absl::StatusOr<ReportComparison> Compare(const std::string& base, const std::string& other,
                                           std::optional<base::Timestamp> known_at = std::nullopt) {
    return CompareReports(
        live_, sources_, claims_,
        {base,
         other,
         {.known_at = known_at, .now = kReportNow, .reach = scope::Reach::Everything()}});
  }
};

const auto kNothingChanged = Each(Field(&ClaimComparison::changes, IsEmpty()));

std::map<std::string, ClaimComparison> ChangedOf(const ReportComparison& comparison) {
  std::map<std::string, ClaimComparison> changed;
  for (const ClaimComparison& claim : comparison.claims) {
    if (!claim.changes.empty()) changed.emplace(claim.base->id, claim);
  }
  return changed;
}

TEST_F(CompareReportsTest, FactsThatWereCorrected_ChangeExactlyWhatRestsOnThem) {
  ASSERT_OK(Create("before"));
  CorrectRichest();
  ASSERT_OK(Create("after"));
  ASSERT_OK_AND_ASSIGN(const ReportComparison comparison, Compare("before", "after"));
  ASSERT_EQ(comparison.claims.size(), 46u);
  EXPECT_NE(comparison.base_digest, comparison.other_digest);
  EXPECT_LT(comparison.base_positions.finance, comparison.other_positions.finance);
  const auto changed = ChangedOf(comparison);
  ASSERT_TRUE(changed.contains("F14"));
  const ClaimComparison& every = changed.at("F14");
  EXPECT_THAT(every.changes,
              ElementsAre(ClaimChange::kValue, ClaimChange::kVerdict, ClaimChange::kViolators));
  EXPECT_EQ(every.base->computed_value, "70700.00");
  EXPECT_EQ(every.other->computed_value, "40000.00");
  EXPECT_EQ(every.base->verdict, Verdict::kProven);
  EXPECT_EQ(every.other->verdict, Verdict::kRefuted);
  EXPECT_FALSE(changed.contains("F01"));
  EXPECT_FALSE(changed.contains("F21"));
}

TEST_F(CompareReportsTest, ReportsOfTheSameFacts_HaveEveryClaimAndNoChange) {
  ASSERT_OK(Create("a"));
  ASSERT_OK(Create("b"));
  ASSERT_OK_AND_ASSIGN(const ReportComparison comparison, Compare("a", "b"));
  EXPECT_EQ(comparison.claims.size(), 46u);
  EXPECT_THAT(comparison.claims, kNothingChanged);
  EXPECT_EQ(comparison.base_digest, comparison.other_digest);
}

TEST_F(CompareReportsTest, WithWhatIsComputedNow_StoresNothing) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> report, Create("y2011"));
  const int64_t head = Head();
  ASSERT_OK_AND_ASSIGN(const ReportComparison same, Compare("y2011", ""));
  EXPECT_THAT(same.claims, kNothingChanged);
  EXPECT_EQ(same.other_digest, report.facts.content_digest);
  EXPECT_EQ(same.position, head);
  CorrectRichest();
  EXPECT_TRUE(ChangedOf(*Compare("y2011", "")).contains("F14"));
  EXPECT_THAT(Compare("y2011", "", FakeSources::kStart)->claims, kNothingChanged);
  EXPECT_EQ(Head(), head);
}

TEST_F(CompareReportsTest, TwoStoredReports_AskNobody) {
  ASSERT_OK(Create("a"));
  ASSERT_OK(Create("b"));
  sources_.Break("registry");
  EXPECT_OK(Compare("a", "b"));
  EXPECT_STATUS(Compare("a", ""), Refuses(StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
}

TEST_F(CompareReportsTest, UnknownReport_IsNotFound) {
  ASSERT_OK(Create("a"));
  EXPECT_STATUS(Compare("a", "nobody"), Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
  EXPECT_STATUS(Compare("nobody", "a"), Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
}

}  // namespace
}  // namespace cobuild::assessment
