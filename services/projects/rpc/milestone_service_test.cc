// MilestoneService over the wire; its rules are tested in the domain.
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::EqualsProto;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

const std::string kPlanWithoutName = R"(
  instalment: START_INSTALMENT planned_date { year: 2010 month: 3 day: 15 }
  release_cap { currency_code: 'CNY' units: 400 } data_origin: RECORDED )";
const std::string kPlan = kPlanWithoutName + "display_name: '开工' ";

// The project "p" runs since 2010-03-01, and has the file "photo".
class MilestoneServiceTest : public ProjectsServerTest {
 protected:
  MilestoneServiceTest() {
    EXPECT_OK(Create("p", "p"));
    EXPECT_OK(Act(&ProjectStub::SubmitProject, "p", Day(2010, 1, 5)));
    Approve("p", {2010, 2, 1});
    EXPECT_OK(Act(&ProjectStub::StartProject, "p", Day(2010, 3, 1)));
    EXPECT_OK(UploadFile("p", "photo", "content"));
  }

  auto Plan(const std::string& id, const std::string& facts = kPlan,
            const std::string& request_id = "plan-") {
    return Call(&MilestoneStub::CreateMilestone, "parent: 'projects/p' milestone_id: '" + id +
                                                     "' request_id: '" + request_id + id +
                                                     "' milestone {" + facts + "}");
  }
  auto Accept(const std::string& id, const std::string& more = "",
              const std::string& request_id = "accept-") {
    return Call(&MilestoneStub::AcceptMilestone,
                "name: 'projects/p/milestones/" + id + "' request_id: '" + request_id + id +
                    "' accepted_date " + Day(2010, 4, 1) +
                    " evidence: 'projects/p/evidence/photo'" + more);
  }
  auto Get(const std::string& id) {
    return Call(&MilestoneStub::GetMilestone, "name: 'projects/p/milestones/" + id + "'");
  }
  auto Releases(const std::string& request) { return Call(&MilestoneStub::ListReleases, request); }
};

TEST_F(MilestoneServiceTest, Create_GivesWhatGetGives) {
  auto planned = Plan("m");
  ASSERT_OK(planned);
  EXPECT_THAT(Get("m"), IsOkAndHolds(EqualsMessage(*planned)));
  planned->clear_record_time();
  EXPECT_THAT(*planned,
              EqualsProto(kPlan + "name: 'projects/p/milestones/m' etag: '6' position: 6"));
  EXPECT_STATUS(Plan("m", kPlan, "other-"),
                Refuses(StatusCode::kAlreadyExists, "MILESTONE_EXISTS"));
}

TEST_F(MilestoneServiceTest, Accept_IssuesOneReleaseAndARetryGivesItAgain) {
  ASSERT_OK(Plan("m"));
  const auto release = Accept("m");
  ASSERT_OK(release);
  EXPECT_THAT(release->name(), ::testing::MatchesRegex("releases/[0-9a-z]{26}"));
  EXPECT_EQ(release->milestone(), "projects/p/milestones/m");
  EXPECT_EQ(release->cap().units(), 400);
  EXPECT_EQ(release->state(), v1::ISSUED);
  EXPECT_EQ(release->dossier_digest().size(), 64U);
  EXPECT_EQ(release->data_origin(), type::v1::EXAMPLE);
  EXPECT_THAT(Accept("m"), IsOkAndHolds(EqualsMessage(*release)));
  EXPECT_EQ(HeadPosition(), 8);
  const auto accepted = Get("m");
  EXPECT_THAT(accepted->accepted_date(), EqualsProto("year: 2010 month: 4 day: 1"));
  ASSERT_EQ(accepted->evidence_sha256_size(), 1);
  EXPECT_EQ(accepted->evidence_sha256(0), base::ToHex(base::Sha256("content")));
  EXPECT_STATUS(Accept("m", "", "again-"),
                Refuses(StatusCode::kFailedPrecondition, "MILESTONE_ACCEPTED"));
}

TEST_F(MilestoneServiceTest, Accept_AboveTheBudget_IsRefused) {
  for (const char* id : {"a", "b", "c"}) ASSERT_OK(Plan(id));
  ASSERT_OK(Accept("a"));
  ASSERT_OK(Accept("b"));
  const auto refused = Accept("c");
  EXPECT_STATUS(refused, Refuses(StatusCode::kFailedPrecondition, "RELEASES_ABOVE_BUDGET"));
  EXPECT_EQ(error::DetailOf(refused.status())->metadata.at("left"), "200.01");
  EXPECT_EQ(Releases("project: 'projects/p'")->releases_size(), 2);
}

TEST_F(MilestoneServiceTest, Accept_ValidateOnly_IssuesNothing) {
  ASSERT_OK(Plan("m"));
  ASSERT_OK(Accept("m", " validate_only: true"));
  EXPECT_EQ(Releases("")->releases_size(), 0);
}

TEST_F(MilestoneServiceTest, ReportUpdateAndDelete) {
  ASSERT_OK(Plan("m"));
  const auto reported = Call(&MilestoneStub::ReportProgress,
                             "name: 'projects/p/milestones/m' progress_date " + Day(2010, 3, 20) +
                                 " progress_basis_points: 5000 note: 'half' etag: '6' "
                                 "request_id: 'r'");
  ASSERT_OK(reported);
  EXPECT_EQ(reported->progress_basis_points(), 5'000);
  EXPECT_EQ(reported->progress_note(), "half");
  const auto update = [&](const std::string& more) {
    return Call(&MilestoneStub::UpdateMilestone,
                "milestone { name: 'projects/p/milestones/m' display_name: 'x'" + kPlanWithoutName +
                    "} request_id: 'u'" + more);
  };
  EXPECT_STATUS(update(" etag: '6'"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  const auto updated = update("");
  ASSERT_OK(updated);
  EXPECT_EQ(updated->display_name(), "x");
  EXPECT_EQ(updated->progress_basis_points(), 5'000);
  ASSERT_OK(Call(&MilestoneStub::DeleteMilestone,
                 "name: 'projects/p/milestones/m' reason: 'mistake' request_id: 'd'"));
  EXPECT_EQ(Get("m")->void_reason(), "mistake");
  EXPECT_EQ(Call(&MilestoneStub::ListMilestones, "parent: 'projects/p'")->milestones_size(), 0);
  EXPECT_STATUS(Accept("m"), Refuses(StatusCode::kNotFound, "MILESTONE_NOT_FOUND"));
}

TEST_F(MilestoneServiceTest, Lists_ByProjectAndState) {
  ASSERT_OK(Plan("b"));
  ASSERT_OK(Plan("a"));
  const auto page = Call(&MilestoneStub::ListMilestones, "page_size: 1");
  ASSERT_OK(page);
  EXPECT_EQ(page->milestones(0).name(), "projects/p/milestones/a");
  EXPECT_NE(page->next_page_token(), "");
  EXPECT_EQ(Call(&MilestoneStub::ListMilestones, "parent: 'projects/q'")->milestones_size(), 0);
  ASSERT_OK(Accept("a"));
  EXPECT_EQ(Releases("state: ISSUED")->releases_size(), 1);
  EXPECT_EQ(Releases("state: DELIVERED")->releases_size(), 0);
  EXPECT_EQ(Releases("project: 'projects/q'")->releases_size(), 0);
}

TEST_F(MilestoneServiceTest, Malformed_EveryFieldIsNamed) {
  const auto create = Call(&MilestoneStub::CreateMilestone, "milestone_id: '-'");
  for (const char* field :
       {"parent", "milestone.display_name", "milestone.instalment", "milestone.planned_date",
        "milestone.release_cap", "milestone.data_origin", "request_id"}) {
    EXPECT_STATUS(create, HasViolation(field, "REQUIRED"));
  }
  EXPECT_STATUS(create, HasViolation("milestone_id", "MALFORMED"));
  EXPECT_STATUS(Plan("m", "release_cap { currency_code: 'CNY' units: -1 } instalment: 9"),
                HasViolation("milestone.release_cap", "OUT_OF_RANGE"));
  EXPECT_STATUS(Plan("m", "instalment: 9"), HasViolation("milestone.instalment", "UNKNOWN_ENUM"));
  const auto accept =
      Call(&MilestoneStub::AcceptMilestone,
           "evidence: 'x' evidence: 'projects/p/evidence/e' evidence: 'projects/p/evidence/e'");
  EXPECT_STATUS(accept, HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(accept, HasViolation("accepted_date", "REQUIRED"));
  EXPECT_STATUS(accept, HasViolation("evidence[0]", "MALFORMED"));
  EXPECT_STATUS(accept, HasViolation("evidence[2]", "DUPLICATE"));
  EXPECT_STATUS(Call(&MilestoneStub::AcceptMilestone, ""), HasViolation("evidence", "REQUIRED"));
  const auto report = Call(&MilestoneStub::ReportProgress,
                           "progress_basis_points: 10001 note: '" + std::string(501, 'x') + "'");
  EXPECT_STATUS(report, HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(report, HasViolation("progress_date", "REQUIRED"));
  EXPECT_STATUS(report, HasViolation("progress_basis_points", "OUT_OF_RANGE"));
  EXPECT_STATUS(report, HasViolation("note", "TOO_LONG"));
  EXPECT_STATUS(Releases("project: 'x'"), HasViolation("project", "MALFORMED"));
  EXPECT_STATUS(Releases("state: 9"), HasViolation("state", "UNKNOWN_ENUM"));
}

}  // namespace
}  // namespace cobuild::projects
