#include "services/assessment/domain/metric.h"

#include <gtest/gtest.h>

namespace cobuild::assessment {
namespace {

TEST(ParseMetricKey, WellFormed_GivesIdAndVersion) {
  EXPECT_EQ(ParseMetricKey("collective_income@1"), (MetricKey{"collective_income", 1}));
  EXPECT_EQ(ParseMetricKey("a@2147483647"), (MetricKey{"a", 2147483647}));
  EXPECT_EQ(FormatMetricKey({"a", 12}), "a@12");
}

TEST(ParseMetricKey, Malformed_GivesNothing) {
  for (const char* text : {"", "@1", "a", "a@", "a@0", "a@01", "a@-1", "a@+1", "a@1 ", "A@1",
                           "1a@1", "_a@1", "a-b@1", "a@1@2", "a@2147483648", "村@1"}) {
    EXPECT_EQ(ParseMetricKey(text), std::nullopt) << text;
  }
}

TEST(IsMetricId, HasAtMost63Characters) {
  EXPECT_TRUE(IsMetricId(std::string(63, 'a')));
  EXPECT_FALSE(IsMetricId(std::string(64, 'a')));
}

// A request id is kept for 400 days, also over an upgrade of the program.
TEST(DigestOf, WithoutQualifier_IsWhatEarlierProgramsRecorded) {
  const Metric metric{.key = {"villages", 1}, .description = "villages"};
  EXPECT_EQ(DigestOf(metric), base::DigestBuilder("cobuild.assessment.create_metric.v1")
                                  .Add("villages@1")
                                  .Add("villages")
                                  .Add(int64_t{0})
                                  .Add("")
                                  .Finish());
}

TEST(DigestOf, EveryFieldCounts) {
  const Metric metric{.key = {"a", 1},
                      .description = "text",
                      .fact = Fact::kVillageIncome,
                      .income_definition = "d@1"};
  const base::Digest digest = DigestOf(metric);
  Metric other = metric;
  other.key.version = 2;
  EXPECT_NE(DigestOf(other), digest);
  other = metric;
  other.description = "other";
  EXPECT_NE(DigestOf(other), digest);
  other = metric;
  other.fact = Fact::kVillage;
  EXPECT_NE(DigestOf(other), digest);
  other = metric;
  other.income_definition = "d@2";
  EXPECT_NE(DigestOf(other), digest);
  other = metric;
  other.qualifier = "NEW";
  EXPECT_NE(DigestOf(other), digest);
}

}  // namespace
}  // namespace cobuild::assessment
