#include "services/projects/domain/decide_milestone.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "common/testing/status_matchers.h"
#include "services/projects/domain/decide_evidence.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::Refuses;

constexpr base::Date kStarted{2010, 3, 1};

MilestonePlan Plan(Instalment instalment, int64_t cap_fen) {
  return {"主体完工", instalment, {2010, 6, 1}, {cap_fen}, DataOrigin::kRecorded};
}

// The project "lotus" runs since kStarted; its budget is 1,000.01 yuan. "other" is another.
class DecideMilestoneTest : public ::testing::Test {
 protected:
  DecideMilestoneTest() {
    lotus_ = {TourismStatement(), StartedOn({2010, 1, 5}, {2010, 2, 1}, kStarted)};
    Put(projects_, Record<Project>{"lotus", lotus_});
    Put(projects_, Record<Project>{"other", lotus_});
    Put(projects_, Record<Evidence>{"lotus/photo", File("lotus", "photo")});
    Put(projects_, Record<Evidence>{"lotus/report", File("lotus", "report")});
    Put(projects_, Record<Evidence>{"other/photo", File("other", "photo")});
  }

  static Evidence File(const std::string& project, const std::string& content) {
    return {project, "x.pdf", "application/pdf", base::Sha256(content), 5, DataOrigin::kRecorded};
  }

  void PutMilestone(const std::string& id, const MilestonePlan& plan) {
    Put(projects_, Record<Milestone>{"lotus/" + id, {"lotus", plan, {}, {}, {}}});
  }

  void Step(ProjectAction action, const base::Date& day) {
    lotus_.steps.push_back({action, day, ""});
    Put(projects_, Record<Project>{"lotus", lotus_});
  }

  absl::StatusOr<Rows> Accept(const std::string& id, const base::Date& day = {2010, 7, 1},
                              const std::vector<std::string>& evidence = {"lotus/photo"},
                              const std::string& etag = "") {
    return DecideAcceptMilestone(projects_, "release-" + id, {"lotus/" + id, day, evidence, etag});
  }

  void PutAll(const Rows& rows) {
    for (const auto& record : rows.records) {
      std::visit([&]<class Facts>(const Facts&) { Put(projects_, records::Narrow<Facts>(record)); },
                 record.facts);
    }
  }

  Project lotus_;
  Projects projects_;
};

TEST_F(DecideMilestoneTest, Create_RefusalsInOrder) {
  PutMilestone("m", Plan(Instalment::kStart, 1));
  const MilestonePlan plan = Plan(Instalment::kStart, 1);
  EXPECT_STATUS(DecideCreateMilestone(projects_, "none", "none/m", plan),
                Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  Step(ProjectAction::kCancel, {2010, 8, 1});
  EXPECT_STATUS(DecideCreateMilestone(projects_, "lotus", "lotus/m", plan),
                Refuses(StatusCode::kAlreadyExists, "MILESTONE_EXISTS"));
  EXPECT_STATUS(DecideCreateMilestone(projects_, "lotus", "lotus/n", plan),
                Refuses(StatusCode::kFailedPrecondition, "PROJECT_NOT_OPEN"));
  EXPECT_OK(DecideCreateMilestone(projects_, "other", "other/m", plan));
}

TEST_F(DecideMilestoneTest, Accept_GivesTheMilestoneAndItsRelease) {
  PutMilestone("m", Plan(Instalment::kStart, 40'000));
  ASSERT_OK_AND_ASSIGN(const Rows rows, Accept("m", {2010, 7, 1}, {"lotus/report", "lotus/photo"}));
  ASSERT_EQ(rows.records.size(), 2U);
  const auto& milestone = std::get<Milestone>(rows.records[0].facts);
  EXPECT_EQ(milestone.accepted_date, (base::Date{2010, 7, 1}));
  EXPECT_THAT(milestone.evidence,
              ::testing::UnorderedElementsAre(base::Sha256("photo"), base::Sha256("report")));
  EXPECT_TRUE(std::is_sorted(milestone.evidence.begin(), milestone.evidence.end()));
  const auto& release = std::get<Release>(rows.records[1].facts);
  EXPECT_EQ(rows.records[1].id, "release-m");
  EXPECT_EQ(release.milestone, "lotus/m");
  EXPECT_EQ(release.cap, (money::Fen{40'000}));
  EXPECT_EQ(release.state, ReleaseState::kIssued);
  // The milestone is recorded, the project an example: so is the release.
  EXPECT_EQ(release.data_origin, DataOrigin::kExample);
}

TEST_F(DecideMilestoneTest, Accept_TheDigestIsThatOfProjectMilestoneAndEvidence) {
  const auto digest = [&](const std::vector<std::string>& evidence) {
    return std::get<Release>(Accept("m", {2010, 7, 1}, evidence)->records[1].facts).dossier_digest;
  };
  PutMilestone("m", Plan(Instalment::kStart, 40'000));
  const base::Digest first = digest({"lotus/photo"});
  EXPECT_EQ(digest({"lotus/photo"}), first);
  EXPECT_NE(digest({"lotus/report"}), first);
  PutMilestone("m", Plan(Instalment::kStart, 40'001));
  EXPECT_NE(digest({"lotus/photo"}), first);
  PutMilestone("m", Plan(Instalment::kStart, 40'000));
  lotus_.stated.strategy = "another";
  Put(projects_, Record<Project>{"lotus", lotus_});
  EXPECT_NE(digest({"lotus/photo"}), first);
}

TEST_F(DecideMilestoneTest, Accept_RefusalsInOrder) {
  PutMilestone("m", Plan(Instalment::kStart, 100'002));
  const base::Date before{2010, 2, 28};
  EXPECT_STATUS(Accept("none", before, {"lotus/none"}, "9"),
                Refuses(StatusCode::kNotFound, "MILESTONE_NOT_FOUND"));
  EXPECT_STATUS(Accept("m", before, {"lotus/none"}, "9"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Accept("m", before, {"lotus/none"}),
                Refuses(StatusCode::kFailedPrecondition, "MILESTONE_NOT_DUE"));
  ASSERT_OK_AND_ASSIGN(const auto reported,
                       DecideReportProgress(projects_, "lotus/m", "", {{2010, 6, 1}, 5'000, ""}));
  Put(projects_, reported);
  EXPECT_STATUS(Accept("m", {2010, 5, 31}, {"lotus/none"}),
                Refuses(StatusCode::kFailedPrecondition, "DATE_BEFORE_LAST_PROGRESS"));
  EXPECT_STATUS(Accept("m", {2010, 6, 1}, {"lotus/photo", "other/photo"}),
                Refuses(StatusCode::kNotFound, "EVIDENCE_NOT_FOUND"));
  EXPECT_STATUS(Accept("m", {2010, 6, 1}),
                Refuses(StatusCode::kFailedPrecondition, "RELEASES_ABOVE_BUDGET"));
}

TEST_F(DecideMilestoneTest, Accept_Twice_IsRefusedAndNothingElseMayChangeIt) {
  PutMilestone("m", Plan(Instalment::kStart, 1));
  PutAll(*Accept("m"));
  EXPECT_STATUS(Accept("m"), Refuses(StatusCode::kFailedPrecondition, "MILESTONE_ACCEPTED"));
  EXPECT_STATUS(DecideUpdateMilestone(projects_, "lotus/m", "", Plan(Instalment::kStart, 2)),
                Refuses(StatusCode::kFailedPrecondition, "MILESTONE_ACCEPTED"));
  EXPECT_STATUS(DecideDeleteMilestone(projects_, "lotus/m", "", "x"),
                Refuses(StatusCode::kFailedPrecondition, "MILESTONE_ACCEPTED"));
  EXPECT_STATUS(DecideReportProgress(projects_, "lotus/m", "", {{2010, 8, 1}, 1, ""}),
                Refuses(StatusCode::kFailedPrecondition, "MILESTONE_ACCEPTED"));
}

TEST_F(DecideMilestoneTest, Accept_TheLastInstalment_OnlyOfAnAcceptedProject) {
  PutMilestone("last", Plan(Instalment::kAcceptance, 1));
  PutMilestone("middle", Plan(Instalment::kSubstantial, 1));
  Step(ProjectAction::kComplete, {2010, 12, 1});
  EXPECT_OK(Accept("middle", {2010, 12, 1}));
  EXPECT_STATUS(Accept("last", {2010, 12, 1}),
                Refuses(StatusCode::kFailedPrecondition, "MILESTONE_NOT_DUE"));
  Step(ProjectAction::kAccept, {2010, 12, 20});
  EXPECT_STATUS(Accept("last", {2010, 12, 19}),
                Refuses(StatusCode::kFailedPrecondition, "MILESTONE_NOT_DUE"));
  EXPECT_OK(Accept("last", {2010, 12, 20}));
  Step(ProjectAction::kClose, {2011, 1, 10});
  EXPECT_OK(Accept("last", {2011, 1, 10}));
}

TEST_F(DecideMilestoneTest, ReportProgress_RefusalsInOrder) {
  PutMilestone("m", Plan(Instalment::kStart, 1));
  EXPECT_STATUS(DecideReportProgress(projects_, "lotus/none", "", {kStarted, 1, ""}),
                Refuses(StatusCode::kNotFound, "MILESTONE_NOT_FOUND"));
  EXPECT_STATUS(DecideReportProgress(projects_, "lotus/m", "", {{2010, 2, 28}, 1, ""}),
                Refuses(StatusCode::kFailedPrecondition, "PROJECT_NOT_RUNNING"));
  ASSERT_OK_AND_ASSIGN(const auto first, DecideReportProgress(projects_, "lotus/m", "",
                                                              {{2010, 4, 1}, 5'000, "half"}));
  Put(projects_, first);
  EXPECT_STATUS(DecideReportProgress(projects_, "lotus/m", "", {{2010, 3, 31}, 6'000, ""}),
                Refuses(StatusCode::kFailedPrecondition, "DATE_BEFORE_LAST_PROGRESS"));
  // Progress may be corrected downwards, also on its own day.
  EXPECT_OK(DecideReportProgress(projects_, "lotus/m", "", {{2010, 4, 1}, 4'000, ""}));
}

TEST_F(DecideMilestoneTest, UploadEvidence_RefusalsInOrder) {
  EXPECT_STATUS(DecideUploadEvidence(projects_, "none/photo", File("none", "x")),
                Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  EXPECT_STATUS(DecideUploadEvidence(projects_, "lotus/photo", File("lotus", "x")),
                Refuses(StatusCode::kAlreadyExists, "EVIDENCE_EXISTS"));
  EXPECT_OK(DecideUploadEvidence(projects_, "lotus/other", File("lotus", "photo")));
}

// Whatever is planned, in whatever order it is accepted: releases never exceed the budget.
TEST_F(DecideMilestoneTest, Property_ReleasesNeverExceedTheBudget) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  int64_t released = 0;
  const int64_t budget = BudgetTotal(lotus_.stated).value;
  for (int i = 0; i < 200; ++i) {
    const std::string id = std::to_string(i);
    const int64_t cap = std::uniform_int_distribution<int64_t>(1, budget / 20)(random);
    PutMilestone(id, Plan(Instalment::kStart, cap));
    const auto rows = Accept(id);
    EXPECT_EQ(rows.ok(), released + cap <= budget);
    if (!rows.ok()) continue;
    PutAll(*rows);
    released += cap;
  }
  EXPECT_LE(released, budget);
  EXPECT_GT(released, budget / 2);
}

}  // namespace
}  // namespace cobuild::projects
