#include "services/assessment/domain/compare_reports.h"

#include <gmock/gmock.h>

#include <functional>

#include "services/assessment/testing/report_content.h"

namespace cobuild::assessment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CompareReports, Alike_HasEveryClaimAndNoChange) {
  const auto compared = CompareReports(TwoClaims(), TwoClaims());
  ASSERT_EQ(compared.size(), 2u);
  EXPECT_EQ(compared[0].base->id, "F01");
  EXPECT_EQ(compared[1].other->id, "F14");
  EXPECT_THAT(compared[0].changes, IsEmpty());
  EXPECT_THAT(compared[1].changes, IsEmpty());
}

TEST(CompareReports, EachPart_IsToldByItsName) {
  using Change = std::function<void(StatedClaim&)>;
  const std::vector<std::pair<ClaimChange, Change>> changes = {
      {ClaimChange::kStatement, [](StatedClaim& claim) { claim.statement += "x"; }},
      {ClaimChange::kStatement, [](StatedClaim& claim) { claim.claimed_value = "1"; }},
      {ClaimChange::kStatement, [](StatedClaim& claim) { claim.relation = "x"; }},
      {ClaimChange::kStatement, [](StatedClaim& claim) { claim.unit = "x"; }},
      {ClaimChange::kStatement, [](StatedClaim& claim) { claim.period = "x"; }},
      {ClaimChange::kStatement, [](StatedClaim& claim) { claim.as_of = "x"; }},
      {ClaimChange::kValue, [](StatedClaim& claim) { claim.computed_value = "1"; }},
      {ClaimChange::kValue, [](StatedClaim& claim) { claim.rendered_value = "x"; }},
      {ClaimChange::kVerdict, [](StatedClaim& claim) { claim.verdict = Verdict::kConsistent; }},
      {ClaimChange::kViolators, [](StatedClaim& claim) { claim.violators[0].value = "1"; }},
      {ClaimChange::kMissing, [](StatedClaim& claim) { claim.missing.clear(); }},
      {ClaimChange::kDefinition, [](StatedClaim& claim) { claim.perimeter = "x"; }},
      {ClaimChange::kDefinition, [](StatedClaim& claim) { claim.definition = "x"; }},
      {ClaimChange::kFormula, [](StatedClaim& claim) { claim.formula = "x"; }},
      {ClaimChange::kOrigin, [](StatedClaim& claim) { claim.origin = DataOrigin::kRecorded; }},
  };
  for (const auto& [name, change] : changes) {
    ReportContent other = TwoClaims();
    change(other.claims[1]);
    const auto compared = CompareReports(TwoClaims(), other);
    EXPECT_THAT(compared[0].changes, IsEmpty());
    EXPECT_THAT(compared[1].changes, ElementsAre(name));
  }
}

TEST(CompareReports, SeveralParts_AreInOrder) {
  ReportContent other = TwoClaims();
  other.claims[0].formula = "x";
  other.claims[0].verdict = Verdict::kRefuted;
  other.claims[0].computed_value = "60";
  EXPECT_THAT(CompareReports(TwoClaims(), other)[0].changes,
              ElementsAre(ClaimChange::kValue, ClaimChange::kVerdict, ClaimChange::kFormula));
}

TEST(CompareReports, ClaimOfOneAlone_WasAddedOrRemoved) {
  ReportContent base = TwoClaims();
  base.claims.pop_back();
  ReportContent other = TwoClaims();
  other.claims.erase(other.claims.begin());
  const auto compared = CompareReports(base, other);
  ASSERT_EQ(compared.size(), 2u);
  EXPECT_THAT(compared[0].changes, ElementsAre(ClaimChange::kRemoved));
  EXPECT_FALSE(compared[0].other.has_value());
  EXPECT_THAT(compared[1].changes, ElementsAre(ClaimChange::kAdded));
  EXPECT_FALSE(compared[1].base.has_value());
}

}  // namespace
}  // namespace cobuild::assessment
