#include "services/assessment/app/generate_programme_report.h"

#include <gmock/gmock.h>

#include <map>

#include "services/assessment/app/testing/generated_report.h"

namespace cobuild::assessment {
namespace {

using test::Refuses;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using GenerateProgrammeReportTest = GeneratedReportTest;

TEST_F(GenerateProgrammeReportTest, ProgrammeAsReported_ProvesEveryClaim) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  const std::map<std::string, std::pair<std::string, std::string>> expected = {
      {"F01", {"61", "61个"}},
      {"F02", {"2", "2个"}},
      {"F03", {"3", "3个"}},
      {"F04", {"5", "5个"}},
      {"F05", {"51", "51个"}},
      {"F06", {"30", "30个"}},
      {"F07", {"1219000.00", "121.9万元"}},
      {"F08", {"372000.00", "最低37.2万元"}},
      {"F09", {"8000.01", "最低0.800001万元"}},
      {"F10", {"89", "89个"}},
      {"F11", {"26380000.00", "2638万元"}},
      {"F12", {"3620000.00", "362万元"}},
      {"F13", {"70980.392156862745", "7.1万元"}},
      {"F14", {"70700.00", "最低7.07万元"}},
      {"F15", {"482", "482个"}},
      {"F16", {"125300000.00", "12530万元"}},
      {"F17", {"322", "322个"}},
      {"F18", {"85930000.00", "8593万元"}},
      {"F19", {"160", "160个"}},
      {"F20", {"39370000.00", "3937万元"}},
      {"F21", {"33340000.00", "3334万元"}},
      {"F22", {"87890000.00", "8789万元"}},
      {"F23", {"0.623629503749", "62%"}},
      {"F24", {"317292.418772563176", "31.7万元"}},
      {"F25", {"277", "277个"}},
      {"F26", {"50000.00", "最低5万元"}},
      {"F27", {"62", "62名"}},
      {"F28", {"0.064", "6.4%"}},
      {"F29", {"2.2", "2.2个百分点"}},
      {"F30", {"0.52", "52%"}},
      {"F31", {"15", "15个百分点"}},
      {"F32", {"12", "12项"}},
      {"F33", {"20000000.00", "每年2000万元"}},
      {"F34", {"30000000.00", "3000万元"}},
      {"F35", {"22", "22个"}},
      {"F36", {"58", "58个"}},
      {"F37", {"120", "120个"}},
      {"F38", {"50", "50个"}},
      {"F39", {"50", "50个"}},
      {"F40", {"8", "8个"}},
      {"F41", {"2", "2个"}},
      {"F42", {"3", "3个"}},
      {"F43", {"1", "最低1个"}},
      {"F44", {"51", "51个"}},
      {"F45", {"277", "277个"}},
      {"F46", {"42", "42个"}},
  };
  for (const auto& [id, result] : Generate()) {
    SCOPED_TRACE(id + ": " + result.formula);
    EXPECT_EQ(result.finding.verdict, Verdict::kProven);
    EXPECT_EQ(ValueOf(result), expected.at(id).first);
    EXPECT_EQ(result.rendered_value, expected.at(id).second);
    EXPECT_TRUE(result.finding.violators.empty());
  }
}

TEST_F(GenerateProgrammeReportTest, OneHollowVillageCorrected_MovesExactlyWhatRestsOnIt) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  const auto before = Generate();
  CorrectRichestTo49000();
  const auto after = Generate();

  // 85,000.00 became 49,000.00: every sum falls by 36,000.00.
  EXPECT_EQ(ValueOf(after.at("F12")), "3584000.00");
  EXPECT_EQ(ValueOf(after.at("F22")), "87854000.00");
  EXPECT_EQ(ValueOf(after.at("F13")), "70274.509803921568");
  EXPECT_EQ(ValueOf(after.at("F24")), "317162.454873646209");
  EXPECT_EQ(ValueOf(after.at("F14")), "49000.00");
  EXPECT_EQ(ValueOf(after.at("F26")), "49000.00");
  for (const char* id : {"F12", "F13", "F14", "F22", "F26"}) {
    EXPECT_EQ(after.at(id).finding.verdict, Verdict::kRefuted) << id;
  }
  // Rounded to 0.1万 and to 1 % these are still what the report says.
  EXPECT_EQ(after.at("F24").finding.verdict, Verdict::kProven);
  EXPECT_EQ(after.at("F23").finding.verdict, Verdict::kProven);
  for (const char* id : {"F14", "F26"}) {
    ASSERT_EQ(after.at(id).finding.violators.size(), 1u) << id;
    EXPECT_EQ(after.at(id).finding.violators[0].village.code, kRichestHollowVillage);
    EXPECT_EQ(after.at(id).finding.violators[0].village.name, "第11村");
  }
  for (const char* id : {"F01", "F02", "F03", "F04", "F05", "F21", "F25", "F38"}) {
    EXPECT_EQ(ValueOf(after.at(id)), ValueOf(before.at(id))) << id;
    EXPECT_EQ(after.at(id).finding.verdict, Verdict::kProven) << id;
  }
}

TEST_F(GenerateProgrammeReportTest, KnownAtBeforeTheCorrection_ShowsTheOldFigures) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  CorrectRichestTo49000();
  const auto then = Generate(FakeSources::kStart);
  EXPECT_EQ(ValueOf(then.at("F12")), "3620000.00");
  EXPECT_EQ(then.at("F14").finding.verdict, Verdict::kProven);
  EXPECT_EQ(ValueOf(Generate(kLater).at("F12")), "3584000.00");
}

TEST_F(GenerateProgrammeReportTest, FactsRecordedWhileItIsComputed_AreInNoFigure) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  const auto before = Generate();
  int recorded = 0;
  sources_.OnCall([&](const std::string& method) {
    if (method == "ReadEpisodes") {
      sources_.OpenEpisode("420115001301", Category::kHollowEconomy, {2010, 1, 1},
                           DataOrigin::kRecorded);
      ++recorded;
    }
    if (method == "ReadPerimeter" && recorded == 0) {
      sources_.PostIncome(kRichestHollowVillage, 2009, {-1'000'000}, DataOrigin::kRecorded);
      sources_.CancelProject("projects/p001", {2011, 12, 31});
      ++recorded;
    }
  });
  const auto during = Generate();
  EXPECT_EQ(recorded, 2);
  for (const char* id : {"F01", "F05", "F12", "F15", "F16", "F21", "F22", "F23"}) {
    EXPECT_EQ(ValueOf(during.at(id)), ValueOf(before.at(id))) << id;
  }
  sources_.OnCall(nullptr);
  const auto after = Generate();
  EXPECT_EQ(ValueOf(after.at("F05")), "52");
  EXPECT_EQ(ValueOf(after.at("F21")), "33330000.00");
  EXPECT_EQ(ValueOf(after.at("F15")), "481");
}

TEST_F(GenerateProgrammeReportTest, Positions_AreThoseThatWereRead) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport report, TryGenerate());
  EXPECT_EQ(report.positions, (Positions{kRegistryRecords, kFinanceRecords, kProjectsRecords}));
  EXPECT_EQ(report.generate_time, kNow);
  EXPECT_EQ(report.known_at, std::nullopt);
  CorrectRichestTo49000();
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport then, TryGenerate(FakeSources::kStart));
  EXPECT_EQ(then.positions, report.positions);
  EXPECT_EQ(then.known_at, FakeSources::kStart);
}

TEST_F(GenerateProgrammeReportTest, EachFact_IsReadOnce) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  Generate();
  EXPECT_EQ(sources_.calls("RegistryPosition"), 1);
  EXPECT_EQ(sources_.calls("FinancePosition"), 1);
  EXPECT_EQ(sources_.calls("ProjectsPosition"), 1);
  EXPECT_EQ(sources_.calls("ReadPerimeter"), 7);  // Jiangxia on five days, Jinkou and Shanpo on one
  EXPECT_EQ(sources_.calls("ReadEpisodes"), 1);
  EXPECT_EQ(sources_.calls("ReadRegistryRecords"), 14);  // one a metric, two for the Three Ones
  EXPECT_EQ(sources_.calls("ReadDistricts"), 1);
  EXPECT_EQ(sources_.calls("SummarizeIncome"), 2);  // 2009 and 2011
  EXPECT_EQ(sources_.calls("ReadProjects"), 2);     // of the years, and up to a day
  EXPECT_EQ(sources_.calls("ReadPromotedModels"), 1);
  EXPECT_EQ(sources_.calls("SummarizeInvestments"), 1);
  EXPECT_EQ(sources_.calls("ReadFinanceRecords"), 4);  // one a metric
  for (const char* method :
       {"ReadIncomeLines", "ReadInvestmentLines", "ReadFundLines", "ReadProjectEvidence"}) {
    EXPECT_EQ(sources_.calls(method), 0) << method;
  }
}

TEST_F(GenerateProgrammeReportTest, OneExampleFact_MakesTheReportAnExample) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport recorded, TryGenerate());
  EXPECT_EQ(recorded.origin, DataOrigin::kRecorded);
  sources_.PostIncome(kRichestHollowVillage, 2011, {1}, DataOrigin::kExample);
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport example, TryGenerate());
  EXPECT_EQ(example.origin, DataOrigin::kExample);
  EXPECT_EQ(example.claims[11].figure->origin, DataOrigin::kExample);   // F12
  EXPECT_EQ(example.claims[20].figure->origin, DataOrigin::kRecorded);  // F21, of 2009
}

TEST_F(GenerateProgrammeReportTest, OneExampleEpisode_MakesItsCohortAnExample) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  sources_.OpenEpisode("420115001301", Category::kHollowEconomy, {2010, 1, 1},
                       DataOrigin::kExample);
  const auto results = Generate();
  EXPECT_EQ(results.at("F05").figure->origin, DataOrigin::kExample);
  EXPECT_EQ(results.at("F12").figure->origin, DataOrigin::kExample);
  EXPECT_EQ(results.at("F04").figure->origin, DataOrigin::kRecorded);
  EXPECT_EQ(results.at("F22").figure->origin, DataOrigin::kRecorded);
}

TEST_F(GenerateProgrammeReportTest, VillageWithoutIncome_LeavesClaimsConsistent) {
  CreateProgrammeMetrics(live_);
  const Village known{.code = "420115001201", .name = "一村", .township_name = "乡"};
  const Village unknown{.code = "420115001202", .name = "二村", .township_name = "乡"};
  sources_.AddDefinition("collective_income_gross@1");
  sources_.AddPerimeter("jiangxia-programme", {known, unknown}, DataOrigin::kRecorded);
  sources_.PostIncome(known.code, 2011, {6'000'000}, DataOrigin::kRecorded);
  const auto results = Generate();
  EXPECT_EQ(results.at("F22").finding.verdict, Verdict::kConsistent);
  EXPECT_EQ(results.at("F26").finding.verdict, Verdict::kConsistent);
  EXPECT_THAT(results.at("F26").figure->missing, ElementsAre("villages/" + unknown.code));
  EXPECT_EQ(results.at("F22").rendered_value, "至少6万元");
  EXPECT_EQ(results.at("F25").finding.verdict, Verdict::kRefuted);
  EXPECT_EQ(results.at("F14").finding.verdict, Verdict::kUndefined);
  EXPECT_THAT(results.at("F14").formula, HasSubstr("no village counts"));
}

TEST_F(GenerateProgrammeReportTest, WorkOutsideTheYears_DoesNotCount) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  for (const base::Date day : {base::Date{2009, 12, 31}, base::Date{2012, 1, 1}}) {
    sources_.AddRecord(Fact::kCentreWork, "NEW", day,
                       {.name = "serviceCentres/x", .village = kOrdinaryVillage});
  }
  EXPECT_EQ(ValueOf(Generate().at("F35")), "22");
}

TEST_F(GenerateProgrammeReportTest, MetricNotCreated_LeavesItsClaimsUndefined) {
  LoadProgramme(sources_);
  const auto results = Generate();
  EXPECT_EQ(results.at("F22").finding.verdict, Verdict::kUndefined);
  EXPECT_EQ(results.at("F22").formula, "metric collective_income@1 is not defined");
  EXPECT_EQ(results.at("F01").formula, "metric villages@1 is not defined");
}

TEST_F(GenerateProgrammeReportTest, DefinitionUnknownToFinance_LeavesItsClaimsUndefined) {
  CreateProgrammeMetrics(live_);
  const Village village{.code = "420115001201", .name = "一村", .township_name = "乡"};
  sources_.AddPerimeter("jiangxia-programme", {village}, DataOrigin::kRecorded);
  const auto results = Generate();
  EXPECT_EQ(results.at("F22").finding.verdict, Verdict::kUndefined);
  EXPECT_THAT(results.at("F22").formula,
              HasSubstr("finance has no definition collective_income_gross@1"));
}

TEST_F(GenerateProgrammeReportTest, OnePerimeterMissing_LeavesOnlyItsClaimsUndefined) {
  CreateProgrammeMetrics(live_);
  const Village village{.code = "420115001201", .name = "一村", .township_name = "乡"};
  sources_.AddPerimeter("jinkou", {village}, DataOrigin::kRecorded);
  const auto results = Generate();
  EXPECT_EQ(results.at("F25").finding.verdict, Verdict::kUndefined);
  EXPECT_EQ(results.at("F25").formula, "perimeter jiangxia-programme is not defined");
  EXPECT_EQ(results.at("F38").finding.verdict, Verdict::kRefuted);
  EXPECT_EQ(ValueOf(results.at("F38")), "1");
}

TEST_F(GenerateProgrammeReportTest, EmptyServices_GiveAReportOfUndefinedClaims) {
  CreateProgrammeMetrics(live_);
  ASSERT_OK_AND_ASSIGN(const ProgrammeReport report, TryGenerate());
  EXPECT_EQ(report.positions, (Positions{0, 0, 0}));
  EXPECT_EQ(report.origin, DataOrigin::kUnknown);
  for (const ClaimResult& result : report.claims) {
    EXPECT_EQ(result.finding.verdict, Verdict::kUndefined) << result.claim.id;
  }
}

TEST_F(GenerateProgrammeReportTest, AnySourceDown_GivesNoReportAtAll) {
  CreateProgrammeMetrics(live_);
  LoadProgramme(sources_);
  for (const char* service : {"registry", "finance", "projects"}) {
    sources_.Break(service);
    const auto report = TryGenerate();
    EXPECT_STATUS(report, Refuses(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE"));
    EXPECT_EQ(error::DetailOf(report.status())->metadata.at("service"), service);
  }
}

}  // namespace
}  // namespace cobuild::assessment
