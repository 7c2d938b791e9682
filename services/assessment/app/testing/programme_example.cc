#include "services/assessment/app/testing/programme_example.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "assessment_programme.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/app/create_metric.h"

namespace cobuild::assessment {
namespace {

constexpr int kVillages = 277;
constexpr int kJinkouVillages = 50;
constexpr int kFirstHollow = 10;  // villages 0 to 9 are in the other categories
constexpr int kFirstOrdinary = 61;
constexpr int64_t kFenPerYuan = 100;

Village VillageAt(int index) {
  return {.code = fmt::format("420115001{}", 201 + index),
          .name = fmt::format("第{}村", index + 1),
          .township_name = index < kVillages - kJinkouVillages ? "纸坊街" : "金口街"};
}

Category CategoryAt(int index) {
  if (index < 2) return Category::kWeakOrganisation;
  if (index < 5) return Category::kPoorEnvironment;
  if (index < kFirstHollow) return Category::kOldRevolutionaryBase;
  return index < kFirstOrdinary ? Category::kHollowEconomy : Category::kNone;
}

// The hollow ones sum to 3,620,000 and all to 87,890,000; one ordinary village has exactly 50,000.
int64_t IncomeOf2011(int index) {
  if (CategoryAt(index) == Category::kHollowEconomy) return index == kFirstHollow ? 85'000 : 70'700;
  if (index == kVillages - 1) return 892'000;
  return index == kFirstOrdinary ? 50'000 : 372'000;
}

// All sum to 33,340,000.
int64_t IncomeOf2009(int index) { return index == kVillages - 1 ? 220'000 : 120'000; }

void PostInTwoLines(FakeSources& sources, const std::string& village, int year, int64_t yuan,
                    DataOrigin origin) {
  constexpr int64_t kFirstLine = 20'000;
  sources.PostIncome(village, year, {kFirstLine * kFenPerYuan}, origin);
  sources.PostIncome(village, year, {(yuan - kFirstLine) * kFenPerYuan}, origin);
}

}  // namespace

std::vector<Claim> ProgrammeClaims() {
  const auto files = programme::Files();
  auto claims = ParseClaims(files[0].content, files[1].content);
  EXPECT_OK(claims);
  return *std::move(claims);
}

void CreateProgrammeMetrics(Store& store) {
  const Metric villages{.key = {"villages", 1}, .description = "villages"};
  const Metric income{.key = {"collective_income", 1},
                      .description = "collective income",
                      .fact = Fact::kVillageIncome,
                      .income_definition = "collective_income_gross@1"};
  for (const Metric& metric : {villages, income}) {
    EXPECT_OK(CreateMetric(store, {.metric = metric,
                                   .principal = "machine/test",
                                   .method = "CreateMetric",
                                   .request_id = metric.key.id,
                                   .validate_only = false,
                                   .now = FakeSources::kStart}));
  }
}

void LoadProgramme(FakeSources& sources, DataOrigin origin) {
  sources.AddDefinition("collective_income_gross@1");
  std::vector<Village> villages;
  for (int index = 0; index < kVillages; ++index) villages.push_back(VillageAt(index));
  sources.AddPerimeter("jiangxia-programme", villages, origin);
  sources.AddPerimeter("jinkou", {villages.end() - kJinkouVillages, villages.end()}, origin);
  for (int index = 0; index < kVillages; ++index) {
    const std::string& code = villages[static_cast<size_t>(index)].code;
    if (CategoryAt(index) != Category::kNone) {
      sources.OpenEpisode(code, CategoryAt(index), {2010, 1, 1}, origin);
    }
    PostInTwoLines(sources, code, 2009, IncomeOf2009(index), origin);
    PostInTwoLines(sources, code, 2011, IncomeOf2011(index), origin);
  }
}

}  // namespace cobuild::assessment
