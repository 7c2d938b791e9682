// What callers get whose grants do not reach the whole tree: their own, a parent's, a sibling's,
// another district's, an organization's.
#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "common/scope/tree.h"
#include "services/assessment/app/evaluate_metric.h"
#include "services/assessment/app/explain_figure.h"
#include "services/assessment/app/known_facts.h"
#include "services/assessment/app/report_content.h"
#include "services/assessment/app/testing/kept_explanation.h"
#include "services/assessment/domain/errors.h"
#include "services/assessment/testing/reports_test.h"

namespace cobuild::assessment {
namespace {

using absl::StatusCode;
using ::cobuild::test::Refuses;
using scope::Bound;
using scope::Reach;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kCity[] = "420100000000";
constexpr char kDistrict[] = "420115000000";
constexpr char kZhifang[] = "420115001000";
constexpr char kJinkou[] = "420115002000";
constexpr char kOtherDistrict[] = "420116000000";

class ReachTest : public ReportsTest {
 protected:
  ReachTest() {
    std::vector<scope::Node> nodes = {{kCity, ""},
                                      {kDistrict, kCity},
                                      {kOtherDistrict, kCity},
                                      {kZhifang, kDistrict},
                                      {kJinkou, kDistrict}};
    const auto all = sources_.ReadPerimeter("jiangxia-programme", {2011, 12, 31}, kRegistryRecords);
    for (const Village& village : all->villages) nodes.push_back({village.code, village.township});
    tree_ = std::make_shared<const scope::Tree>(nodes, std::vector<scope::Succession>{});
  }

  Reach Within(const std::string& division) const {
    const Bound bound = Bound::Division(division);
    return Reach::Of(tree_, {&bound, 1});
  }
  Reach OfOrganization() const {
    const Bound bound = Bound::Organization("o1");
    return Reach::Of(tree_, {&bound, 1});
  }
  // Those that see nothing of Jinkou.
  std::vector<Reach> Strangers() const {
    return {Within(kZhifang), Within(kOtherDistrict), Within("990000000000"), OfOrganization(),
            Reach()};
  }

  static FigureQuery IncomeOf(const std::string& perimeter) {
    return {.metric = {"collective_income", 1},
            .aggregation = Aggregation::kSum,
            .perimeter = perimeter,
            .year = 2011,
            .as_of = {2011, 12, 31}};
  }
  absl::StatusOr<Figure> Evaluate(const FigureQuery& query, const Reach& reach) {
    return EvaluateMetric(live_, sources_,
                          {.query = query, .known_at = std::nullopt, .reach = reach});
  }
  absl::Status Explain(const FigureQuery& query, const Reach& reach) {
    return ExplainFigure(live_, sources_, claims_,
                         {.figure = query, .known_at = std::nullopt, .reach = reach}, explanation_);
  }

  GenerateProgrammeReportCommand ReportFor(const Reach& reach) const {
    return {.known_at = {}, .now = kReportNow, .reach = reach};
  }
  absl::StatusOr<ReportContent> Generate(const Reach& reach) {
    const auto report = GenerateProgrammeReport(live_, sources_, claims_, ReportFor(reach));
    if (!report.ok()) return report.status();
    return ContentOf(*report);
  }
  absl::StatusOr<Record<Report>> CreateAs(const std::string& id, const Reach& reach) {
    ChangeRequest change = ReportRequest("Create", id);
    change.reach = reach;
    CreateReportCommand command = NewReportCommand(id);
    command.generate.reach = reach;
    return CreateReport(live_, sources_, claims_, change, command);
  }
  absl::Status Get(const std::string& id, const Reach& reach) {
    return GetReport(live_, {id, {}, reach}).status();
  }
  std::vector<std::string> List(const Reach& reach) {
    std::vector<std::string> ids;
    const auto page = ListReports(
        live_, {.key = "", .known_at = {}, .range = {9, ""}, .reach = reach}, std::nullopt);
    EXPECT_OK(page);
    for (const Record<Report>& report : page->records) ids.push_back(report.id);
    return ids;
  }

  std::shared_ptr<const scope::Tree> tree_;
  KeptExplanation explanation_;
};

TEST_F(ReachTest, Figure_OverWhatIsWhollyWithin_IsTheSameForEverybody) {
  ASSERT_OK_AND_ASSIGN(const Figure figure, Evaluate(IncomeOf("jinkou"), Reach::Everything()));
  for (const char* division : {kJinkou, kDistrict, kCity}) {
    ASSERT_OK_AND_ASSIGN(const Figure own, Evaluate(IncomeOf("jinkou"), Within(division)));
    EXPECT_EQ(ToDecimal(*own.value, 2), ToDecimal(*figure.value, 2)) << division;
    EXPECT_EQ(own.rows.size(), figure.rows.size());
  }
}

TEST_F(ReachTest, Figure_OverWhatIsNotWhollyWithin_IsOutOfScope) {
  for (const Reach& reach : Strangers()) {
    EXPECT_EQ(Evaluate(IncomeOf("jinkou"), reach).status(), scope::OutOfScope("perimeters/jinkou"));
    EXPECT_EQ(Evaluate(IncomeOf("nowhere"), reach).status(), PerimeterNotFound("nowhere"));
  }
  const std::string village = kRichestHollowVillage;
  for (const std::string& division : {std::string(kJinkou), std::string(kZhifang), village}) {
    EXPECT_EQ(Evaluate(IncomeOf("jiangxia-programme"), Within(division)).status(),
              scope::OutOfScope("perimeters/jiangxia-programme"))
        << division;
  }
}

TEST_F(ReachTest, Figure_OutOfReach_IsRefusedBeforeAnybodyElseIsAsked) {
  sources_.Break("finance");
  EXPECT_EQ(Evaluate(IncomeOf("jinkou"), Within(kZhifang)).status(),
            scope::OutOfScope("perimeters/jinkou"));
  EXPECT_EQ(sources_.calls("FinancePosition"), 0);
}

TEST_F(ReachTest, Figure_OverNoVillagesOrMoreThanAreRead_IsOutOfScope) {
  sources_.AddPerimeter("huge", std::vector<Village>(static_cast<size_t>(kMaxVillages) + 1),
                        DataOrigin::kRecorded);
  sources_.AddPerimeter("empty", {}, DataOrigin::kRecorded);
  for (const char* perimeter : {"huge", "empty"}) {
    EXPECT_EQ(Evaluate(IncomeOf(perimeter), Within(kCity)).status(),
              scope::OutOfScope(std::string("perimeters/") + perimeter));
  }
}

TEST_F(ReachTest, Figure_OfADivisionAboveTheVillages_NeedsThatDivision) {
  FigureQuery query = IncomeOf("jinkou");
  query.metric = {"leading_groups", 1};
  query.aggregation = Aggregation::kMinimum;
  query.year = 0;
  EXPECT_STATUS(Evaluate(query, Within(kJinkou)),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  EXPECT_OK(Evaluate(query, Within(kDistrict)));
}

TEST_F(ReachTest, Figure_OfAFund_NeedsTheDivisionWhoseMoneyItIs) {
  FigureQuery query = IncomeOf("jinkou");
  query.metric = {"agricultural_fund", 1};
  query.aggregation = Aggregation::kMinimum;
  query.from_year = 2010;
  EXPECT_STATUS(Evaluate(query, Within(kJinkou)),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  EXPECT_OK(Evaluate(query, Within(kDistrict)));
  sources_.AddFund("agricultural-development", kCity);
  EXPECT_STATUS(Evaluate(query, Within(kDistrict)),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
}

TEST_F(ReachTest, Fund_ThatIsNotThere_ReadsAsOneOutOfReach) {
  KnownFacts facts(sources_, Within(kJinkou), std::nullopt);
  ASSERT_OK(facts.FixRegistry({"jinkou"}));
  ASSERT_OK(facts.FixPeers(kAllPeers));
  for (const char* fund : {"agricultural-development", "nothing"}) {
    EXPECT_EQ(facts.CheckFund(fund), scope::OutOfScope(std::string("funds/") + fund));
  }
}

TEST_F(ReachTest, Explanation_ShowsWhatIsWithinAlone) {
  ASSERT_OK(Explain(IncomeOf("jinkou"), Within(kJinkou)));
  EXPECT_EQ(explanation_.rows.size(), 50u);
  EXPECT_FALSE(explanation_.lines.empty());
  for (const Row& row : explanation_.rows) EXPECT_EQ(row.village.township, kJinkou);
  const Reach reach = Within(kJinkou);
  for (const JournalLine& line : explanation_.lines) {
    EXPECT_TRUE(reach.HasDivision(line.village)) << line.village;
  }
  EXPECT_EQ(SumOf(explanation_.lines), SumOf(explanation_.rows));
}

TEST_F(ReachTest, Explanation_OutOfReach_BeginsNotAtAll) {
  for (const Reach& reach : Strangers()) {
    EXPECT_EQ(Explain(IncomeOf("jinkou"), reach), scope::OutOfScope("perimeters/jinkou"));
  }
  EXPECT_STATUS(Explain(IncomeOf("jiangxia-programme"), Within(kJinkou)),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  EXPECT_EQ(explanation_.order, "");
}

TEST_F(ReachTest, Report_OfWhoReachesAllThatItRestsOn_IsTheSame) {
  ASSERT_OK_AND_ASSIGN(const ReportContent whole, Generate(Reach::Everything()));
  for (const char* division : {kDistrict, kCity}) {
    ASSERT_OK_AND_ASSIGN(const ReportContent own, Generate(Within(division)));
    EXPECT_EQ(DigestOf(own), DigestOf(whole)) << division;
  }
}

TEST_F(ReachTest, Report_OfWhoReachesLess_IsNone) {
  for (const Reach& reach :
       {Within(kJinkou), Within(kZhifang), Within(kOtherDistrict), OfOrganization()}) {
    EXPECT_STATUS(Generate(reach), Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
    EXPECT_STATUS(CreateAs("a", reach), Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  }
  EXPECT_EQ(sources_.calls("FinancePosition"), 0);
  EXPECT_THAT(List(Reach::Everything()), IsEmpty());
}

TEST_F(ReachTest, StoredReport_IsSeenByWhoReachesItsDistrict) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> report, CreateAs("y2011", Reach::Everything()));
  EXPECT_EQ(report.facts.division, kDistrict);
  for (const char* division : {kDistrict, kCity}) {
    EXPECT_OK(Get("y2011", Within(division)));
    EXPECT_THAT(List(Within(division)), ElementsAre("y2011"));
  }
  for (const Reach& reach :
       {Within(kJinkou), Within(kZhifang), Within(kOtherDistrict), OfOrganization()}) {
    EXPECT_STATUS(Get("y2011", reach), Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
    EXPECT_THAT(List(reach), IsEmpty());
  }
}

TEST_F(ReachTest, StoredReport_RestingOnMoreThanADistrict_IsSeenWithTheWholeTreeOnly) {
  sources_.AddFund("agricultural-development", kCity);
  ASSERT_OK_AND_ASSIGN(const Record<Report> report, CreateAs("wide", Reach::Everything()));
  EXPECT_EQ(report.facts.division, "");
  EXPECT_STATUS(Get("wide", Within(kCity)), Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
  EXPECT_OK(Get("wide", Reach::Everything()));
  EXPECT_STATUS(CreateAs("own", Within(kCity)),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
}

TEST_F(ReachTest, StoredReport_OutOfReach_IsChangedByNobodyAndComparedWithNothing) {
  ASSERT_OK_AND_ASSIGN(const Record<Report> report, CreateAs("y2011", Within(kDistrict)));
  for (const Reach& reach : {Within(kJinkou), Within(kOtherDistrict)}) {
    ChangeRequest change = ReportRequest("Sign", "s", "person/signer");
    change.reach = reach;
    EXPECT_STATUS(SignReport(live_, change, {"y2011", report.facts.content_digest, "stale"}),
                  Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
    EXPECT_STATUS(PublishReport(live_, change, {"y2011", "stale"}),
                  Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
    EXPECT_STATUS(SupersedeReport(live_, change, {"y2011", "other", "stale"}),
                  Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
    EXPECT_STATUS(
        CompareReports(live_, sources_, claims_, {"y2011", "y2011", ReportFor(reach)}).status(),
        Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
  }
  ChangeRequest change = ReportRequest("Sign", "s", "person/signer");
  change.reach = Within(kDistrict);
  EXPECT_OK(SignReport(live_, change, {"y2011", report.facts.content_digest, ""}));
}

TEST_F(ReachTest, Create_RepeatedByWhoNoLongerReachesIt_TellsNothing) {
  ASSERT_OK(CreateAs("y2011", Within(kDistrict)));
  EXPECT_OK(CreateAs("y2011", Within(kDistrict)));
  EXPECT_STATUS(CreateAs("y2011", Within(kJinkou)),
                Refuses(StatusCode::kNotFound, "REPORT_NOT_FOUND"));
}

}  // namespace
}  // namespace cobuild::assessment
