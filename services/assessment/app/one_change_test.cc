// One change of the data at a time: exactly the claims that rest on it change.
#include <gmock/gmock.h>

#include <functional>

#include "services/assessment/app/testing/generated_report.h"

namespace cobuild::assessment {
namespace {

struct OneChange {
  const char* name;
  std::function<void(FakeSources&)> change;
  std::vector<std::string> refuted;
  std::string violator;  // the first one's subject, of the last claim that is refuted
};

class OneChangeTest : public GeneratedReportTest,
                      public ::testing::WithParamInterface<OneChange> {};

TEST_P(OneChangeTest, RefutesExactlyTheClaimsThatRestOnIt) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  const auto before = Generate();
  sources_.SetNow(kLater);
  GetParam().change(sources_);
  std::vector<std::string> refuted;
  for (const auto& [id, result] : Generate()) {
    if (result.finding.verdict == Verdict::kRefuted) refuted.push_back(id);
    EXPECT_EQ(result.finding.verdict == Verdict::kUndefined,
              before.at(id).finding.verdict == Verdict::kUndefined)
        << id;
    if (id != GetParam().refuted.back() || GetParam().violator.empty()) continue;
    ASSERT_FALSE(result.finding.violators.empty());
    EXPECT_EQ(result.finding.violators[0].subject, GetParam().violator);
  }
  EXPECT_EQ(refuted, GetParam().refuted);
  for (const auto& [id, result] : Generate(FakeSources::kStart)) {
    EXPECT_EQ(ValueOf(result), ValueOf(before.at(id))) << id;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Families, OneChangeTest,
    ::testing::Values(
        OneChange{"LodgingMissing",
                  [](FakeSources& sources) {
                    sources.AddRecord(
                        Fact::kPostingLodging, "RESIDENT_TEAM_MEMBER", {2011, 5, 1},
                        {.name = "postings/x", .village = "420115001203", .held = Held::kNo});
                  },
                  {"F46"},
                  "villages/420115001203"},
        OneChange{"WeakVillageWithoutFirstSecretary",
                  [](FakeSources& sources) {
                    sources.OpenEpisode(kOrdinaryVillage, Category::kWeakOrganisation, {2010, 1, 1},
                                        DataOrigin::kRecorded);
                  },
                  {"F01", "F02", "F41"},
                  std::string("villages/") + kOrdinaryVillage},
        OneChange{"PoorVillageNotAccepted",
                  [](FakeSources& sources) {
                    sources.OpenEpisode(kOrdinaryVillage, Category::kPoorEnvironment, {2010, 1, 1},
                                        DataOrigin::kRecorded);
                  },
                  {"F01", "F03", "F42"},
                  std::string("villages/") + kOrdinaryVillage},
        OneChange{"DistrictWithoutLeadingGroup",
                  [](FakeSources& sources) {
                    sources.AddDistrict({"420116000000", "黄陂区"}, {"420115001000"});
                  },
                  {"F43"},
                  "divisions/420116000000"},
        OneChange{"SecretaryChangedToo",
                  [](FakeSources& sources) {
                    sources.AddRecord(
                        Fact::kSecretaryChange, "8", {2011, 11, 20},
                        {.name = "villages/x/elections/8", .village = kOrdinaryVillage});
                  },
                  {"F27"},
                  ""},
        OneChange{"CentreRepairedToo",
                  [](FakeSources& sources) {
                    sources.AddRecord(Fact::kCentreWork, "REPAIR", {2011, 12, 31},
                                      {.name = "serviceCentres/x", .village = kOrdinaryVillage});
                  },
                  {"F37"},
                  ""},
        OneChange{"ProjectOfAnOldBaseVillageCancelled",
                  [](FakeSources& sources) {
                    sources.CancelProject("projects/p002", {2011, 12, 31});
                  },
                  {"F06", "F07", "F15", "F16", "F17", "F18"},
                  ""},
        OneChange{"InfrastructureProjectCancelled",
                  [](FakeSources& sources) {
                    sources.CancelProject("projects/p482", {2011, 12, 31});
                  },
                  {"F15", "F16", "F19", "F20"},
                  ""},
        OneChange{"AmountOfAHollowVillagesProject",
                  [](FakeSources& sources) {
                    sources.Invest("projects/p032", "IN_KIND", "partner-unit", {1}, {2011, 12, 31},
                                   DataOrigin::kRecorded);
                  },
                  {"F11", "F16", "F18"},
                  ""},
        OneChange{"ModelThatNoProjectFollows",
                  [](FakeSources& sources) {
                    sources.PromoteModel("FISHING", {2011, 12, 31}, DataOrigin::kRecorded);
                  },
                  {"F40"},
                  "models/FISHING"},
        OneChange{"HollowVillageWithoutTheThreeOnes",
                  [](FakeSources& sources) {
                    sources.OpenEpisode(kOrdinaryVillage, Category::kHollowEconomy, {2010, 1, 1},
                                        DataOrigin::kRecorded);
                  },
                  {"F01", "F05", "F10", "F11", "F12", "F13", "F44"},
                  std::string("villages/") + kOrdinaryVillage},
        OneChange{"OldBaseHouseholdsAtTheBound",
                  [](FakeSources& sources) {
                    sources.AddFinanceRecord(
                        Fact::kHouseholdIncome, "", {2011, 12, 31},
                        {.name = "villages/420115001206/household-incomes/2011b",
                         .village = "420115001206",
                         .value = {-1, kFenPerYuan}});
                  },
                  {"F09"},
                  "villages/420115001206"},
        OneChange{"PolicyAdopted",
                  [](FakeSources& sources) {
                    sources.AddFinanceRecord(Fact::kSupportPolicy, "", {2011, 12, 31},
                                             {.name = "policies/p13"});
                  },
                  {"F32"},
                  ""},
        OneChange{"FundPaidLess",
                  [](FakeSources& sources) {
                    sources.AddFinanceRecord(
                        Fact::kFundYear, "agricultural-development", {2011, 12, 31},
                        {.name = "funds/x/years/2011/paid", .value = {1'999'999'999, kFenPerYuan}});
                  },
                  {"F33"},
                  "funds/x/years/2011/paid"},
        OneChange{"IrrigationPlannedTwice",
                  [](FakeSources& sources) {
                    sources.AddFinanceRecord(Fact::kPlannedAppropriation, "small-irrigation",
                                             {2012, 3, 14},
                                             {.name = "funds/small-irrigation/movements/more",
                                              .value = {1, kFenPerYuan}});
                  },
                  {"F34"},
                  ""}),
    [](const ::testing::TestParamInfo<OneChange>& change) { return change.param.name; });

}  // namespace
}  // namespace cobuild::assessment
