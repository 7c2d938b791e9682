#include "services/assessment/app/testing/programme_example.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "assessment_programme.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/app/create_metric.h"
#include "services/assessment/app/testing/programme_projects.h"

namespace cobuild::assessment {
namespace {

constexpr int kVillages = 277;
constexpr int kJinkouVillages = 50;
constexpr int kFirstHollow = 10;  // villages 0 to 9 are in the other categories
constexpr int kFirstOrdinary = 61;
constexpr int kShanpoVillages = 42;  // the first
constexpr base::Date kElectionDay{2011, 11, 20};
constexpr char kDistrict[] = "420115000000";
constexpr char kZhifang[] = "420115001000";
constexpr char kJinkou[] = "420115002000";

Village VillageAt(int index) {
  const bool jinkou = index >= kVillages - kJinkouVillages;
  return {.code = fmt::format("420115001{}", 201 + index),
          .name = fmt::format("第{}村", index + 1),
          .township_name = jinkou ? "金口街" : "纸坊街",
          .township = jinkou ? kJinkou : kZhifang};
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

// What one record is filed under.
class Files {
 public:
  Files(FakeSources& sources, DataOrigin origin) : sources_(sources), origin_(origin) {}

  void Add(Fact fact, const std::string& qualifier, base::Date date, Item item) {
    item.origin = origin_;
    sources_.AddRecord(fact, qualifier, date, std::move(item));
  }

 private:
  FakeSources& sources_;
  DataOrigin origin_;
};

// 277 villages with five members each and 115 with one more make 1,500; 96 of them are young where
// 63 were, and 780 educated where 555 were.
void AddElection(Files& files, const Village& village, int index) {
  const auto add = [&](Fact fact, int before, int after) {
    const int members = index < 115 ? 6 : 5;
    const auto share = [&](int parts) {
      return Exact{parts / kVillages + (index < parts % kVillages ? 1 : 0), members};
    };
    files.Add(fact, "8", kElectionDay,
              {.name = "villages/" + village.code + "/elections/8",
               .village = village.code,
               .value = share(after),
               .before = share(before)});
  };
  add(Fact::kYoungMembers, 63, 96);
  add(Fact::kEducatedMembers, 555, 780);
  files.Add(Fact::kSecretaryChange, "8", kElectionDay,
            {.name = "villages/" + village.code + "/elections/8",
             .village = village.code,
             .held = index < 62 ? Held::kYes : Held::kNo});
}

// 22 centres were built, 58 extended and 120 repaired; every village has one in use.
void AddCentre(Files& files, const Village& village, int index) {
  const Item centre{.name = "serviceCentres/" + village.code, .village = village.code};
  files.Add(Fact::kCentreInUse, "", {2009, 1, 1}, centre);
  const std::string kind = index < 22              ? "NEW"
                           : index < 22 + 58       ? "RECONSTRUCTION_EXTENSION"
                           : index < 22 + 58 + 120 ? "REPAIR"
                                                   : "";
  if (!kind.empty()) files.Add(Fact::kCentreWork, kind, {2011, 6, 1}, centre);
}

void AddPostings(Files& files, const Village& village, int index) {
  const auto posting = [&](const std::string& role) {
    return Item{.name = "postings/" + role + "-" + village.code, .village = village.code};
  };
  const base::Date since{2010, 3, 1};
  if (CategoryAt(index) == Category::kWeakOrganisation) {
    files.Add(Fact::kPosting, "FIRST_SECRETARY", since, posting("first"));
  }
  if (CategoryAt(index) == Category::kHollowEconomy) {
    files.Add(Fact::kPosting, "CAPABLE_PERSON", since, posting("capable"));
    files.Add(Fact::kPosting, "CONTACT_LEADER", since, posting("leader"));
  }
  if (index >= kVillages - kJinkouVillages) {
    files.Add(Fact::kPosting, "LIAISON_OFFICER", since, posting("liaison"));
  }
  if (index < kShanpoVillages) {
    files.Add(Fact::kPostingLodging, "RESIDENT_TEAM_MEMBER", since, posting("resident"));
  }
}

void AddLeadingGroups(Files& files) {
  for (const char* division : {kDistrict, kZhifang, kJinkou}) {
    files.Add(Fact::kLeadingGroup, "", {2010, 2, 1},
              {.name = fmt::format("leadingGroups/{}", division), .division = division});
  }
}

void LoadRecords(FakeSources& sources, const std::vector<Village>& villages, DataOrigin origin) {
  sources.AddPerimeter("shanpo", {villages.begin(), villages.begin() + kShanpoVillages}, origin);
  sources.AddDistrict({kDistrict, "江夏区"}, {kZhifang, kJinkou});
  for (const char* fund : {"agricultural-development", "small-irrigation"}) {
    sources.AddFund(fund, kDistrict);
  }
  Files files(sources, origin);
  AddLeadingGroups(files);
  for (int index = 0; index < kVillages; ++index) {
    const Village& village = villages[static_cast<size_t>(index)];
    AddElection(files, village, index);
    AddCentre(files, village, index);
    AddPostings(files, village, index);
    if (CategoryAt(index) == Category::kPoorEnvironment) {
      files.Add(Fact::kVillageAcceptance, "MUNICIPAL", {2010, 10, 1},
                {.name = "villages/" + village.code + "/acceptances/1", .village = village.code});
    }
  }
}

}  // namespace

std::vector<Claim> ProgrammeClaims() {
  const auto files = programme::Files();
  auto claims = ParseClaims(files[0].content, files[1].content);
  EXPECT_OK(claims);
  return *std::move(claims);
}

void CreateProgrammeMetrics(LiveAssessment& live) {
  const auto metric = [](const char* id, Fact fact, const char* qualifier) {
    return Metric{.key = {id, 1}, .description = id, .fact = fact, .qualifier = qualifier};
  };
  Metric income = metric("collective_income", Fact::kVillageIncome, "");
  income.income_definition = "collective_income_gross@1";
  const std::vector<Metric> metrics = {
      income,
      metric("villages", Fact::kVillage, ""),
      metric("secretaries_changed", Fact::kSecretaryChange, "8"),
      metric("young_members", Fact::kYoungMembers, "8"),
      metric("educated_members", Fact::kEducatedMembers, "8"),
      metric("new_centres", Fact::kCentreWork, "NEW"),
      metric("extended_centres", Fact::kCentreWork, "RECONSTRUCTION_EXTENSION"),
      metric("repaired_centres", Fact::kCentreWork, "REPAIR"),
      metric("centres_in_use", Fact::kCentreInUse, ""),
      metric("municipal_acceptances", Fact::kVillageAcceptance, "MUNICIPAL"),
      metric("liaison_officers", Fact::kPosting, "LIAISON_OFFICER"),
      metric("first_secretaries", Fact::kPosting, "FIRST_SECRETARY"),
      metric("resident_lodgings", Fact::kPostingLodging, "RESIDENT_TEAM_MEMBER"),
      metric("leading_groups", Fact::kLeadingGroup, ""),
      metric("projects", Fact::kProject, ""),
      metric("economic_projects", Fact::kProject, "ECONOMIC_DEVELOPMENT"),
      metric("infrastructure_projects", Fact::kProject, "INFRASTRUCTURE"),
      metric("project_investment", Fact::kInvestment, ""),
      metric("economic_investment", Fact::kInvestment, "ECONOMIC_DEVELOPMENT"),
      metric("infrastructure_investment", Fact::kInvestment, "INFRASTRUCTURE"),
      metric("promoted_models", Fact::kPromotedModel, ""),
      metric("three_ones", Fact::kThreeOnes, ""),
      metric("household_income", Fact::kHouseholdIncome, ""),
      metric("support_policies", Fact::kSupportPolicy, ""),
      metric("agricultural_fund", Fact::kFundYear, "agricultural-development"),
      metric("irrigation_plan", Fact::kPlannedAppropriation, "small-irrigation")};
  for (const Metric& each : metrics) {
    const ChangeRequest change{.request = {"machine/test", "CreateMetric", each.key.id, {}},
                               .now = FakeSources::kStart,
                               .reach = scope::Reach::Everything()};
    EXPECT_OK(CreateMetric(live, change, each));
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
  LoadRecords(sources, villages, origin);
  LoadProjects(sources, villages, origin);
  LoadBooks(sources, villages, origin);
}

}  // namespace cobuild::assessment
