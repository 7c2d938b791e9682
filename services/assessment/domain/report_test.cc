#include "services/assessment/domain/report.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "services/assessment/testing/report_content.h"

namespace cobuild::assessment {
namespace {

using Change = std::function<void(ReportContent&)>;

TEST(DigestOfContent, EverythingThatIsSaid_Counts) {
  const std::vector<Change> changes = {
      [](ReportContent& content) { content.claims.pop_back(); },
      [](ReportContent& content) { content.claims[0].id = "F02"; },
      [](ReportContent& content) { content.claims[0].statement += "x"; },
      [](ReportContent& content) { content.claims[0].claimed_value = "62"; },
      [](ReportContent& content) { content.claims[0].relation = "every >"; },
      [](ReportContent& content) { content.claims[0].unit = "CNY"; },
      [](ReportContent& content) { content.claims[0].period = "2011"; },
      [](ReportContent& content) { content.claims[0].as_of = "2011-12-31"; },
      [](ReportContent& content) { content.claims[0].computed_value = "60"; },
      [](ReportContent& content) { content.claims[0].rendered_value = "60个"; },
      [](ReportContent& content) { content.claims[0].verdict = Verdict::kRefuted; },
      [](ReportContent& content) { content.claims[0].perimeter = "perimeters/jinkou"; },
      [](ReportContent& content) { content.claims[0].definition = "villages@2"; },
      [](ReportContent& content) { content.claims[0].formula += "x"; },
      [](ReportContent& content) { content.claims[0].origin = DataOrigin::kRecorded; },
      [](ReportContent& content) { content.claims[1].violators.clear(); },
      [](ReportContent& content) { content.claims[1].violators[0].value = "48000.00"; },
      [](ReportContent& content) { content.claims[1].missing.clear(); },
      [](ReportContent& content) { ++content.positions.registry; },
      [](ReportContent& content) { ++content.positions.finance; },
      [](ReportContent& content) { ++content.metrics_position; },
      [](ReportContent& content) { content.origin = DataOrigin::kRecorded; },
  };
  std::set<base::Digest> digests = {DigestOf(TwoClaims())};
  for (const Change& change : changes) {
    ReportContent content = TwoClaims();
    change(content);
    EXPECT_TRUE(digests.insert(DigestOf(content)).second) << "change " << digests.size();
  }
}

TEST(DigestOfContent, HowItCameAbout_DoesNotCount) {
  ReportContent content = TwoClaims();
  content.generate_time = {1};
  content.known_at = base::Timestamp{2};
  EXPECT_EQ(DigestOf(content), DigestOf(TwoClaims()));
}

TEST(CountVerdicts, EachClaimOnce) {
  ReportContent content = TwoClaims();
  content.claims.push_back({});
  content.claims.push_back(content.claims[0]);
  content.claims.back().verdict = Verdict::kConsistent;
  EXPECT_EQ(CountVerdicts(content),
            (VerdictCounts{.proven = 1, .refuted = 1, .consistent = 1, .undefined = 1}));
}

TEST(CountNames, ViolatorsAndMissingSubjectsOfAllClaims) { EXPECT_EQ(CountNames(TwoClaims()), 2u); }

}  // namespace
}  // namespace cobuild::assessment
