#include "services/assessment/sources/projects_client.h"

#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "services/assessment/sources/testing/clients_test.h"

namespace cobuild::assessment {
namespace {

using test::EqualsProto;
using ::testing::ElementsAre;

const std::string kDigest(64, 'a');

class ProjectsClientTest : public ClientsTest {
 protected:
  absl::StatusOr<std::vector<Project>> Read(
      const ProjectQuery& query = {.from = base::Date{2010, 1, 1}, .to = kDay, .as_of = kDay}) {
    return sources_->ReadProjects(query, kPosition);
  }
  absl::StatusOr<ProjectEvidence> ReadEvidence() {
    return sources_->ReadProjectEvidence(kDay, kPosition);
  }
};

void AddProject(projects::v1::ListProjectsResponse& page, int i) {
  projects::v1::Project& project = *page.add_projects();
  project.set_name("projects/p" + std::to_string(10'000 + i));
  project.set_display_name("项目");
  project.set_category(projects::v1::ECONOMIC_DEVELOPMENT);
  project.set_model(projects::v1::RURAL_TOURISM);
  project.set_data_origin(type::v1::EXAMPLE);
  for (const int village : {201, 202}) {
    projects::v1::VillageShare& share = *project.add_villages();
    share.set_village("villages/420115001" + std::to_string(village));
    share.set_share_basis_points(village == 201 ? 7'000 : 3'000);
  }
}

projects::v1::ListProjectsResponse OneProject() {
  projects::v1::ListProjectsResponse response;
  AddProject(response, 0);
  return response;
}

TEST_F(ProjectsClientTest, Position_IsThatOfTheModels) {
  projects::v1::ListModelsRequest asked;
  peers_.list_models = [&](const auto& request) {
    asked = request;
    projects::v1::ListModelsResponse response;
    response.set_position(7);
    return response;
  };
  EXPECT_THAT(sources_->ProjectsPosition(std::nullopt), test::IsOkAndHolds(7));
  EXPECT_THAT(asked, EqualsProto(""));
  EXPECT_THAT(sources_->ProjectsPosition(base::Timestamp{2'000'000}), test::IsOkAndHolds(7));
  EXPECT_THAT(asked, EqualsProto("known_at { time { seconds: 2 } }"));
}

TEST_F(ProjectsClientTest, Projects_OfAPeriod_AreThoseApprovedAndStartedInIt) {
  projects::v1::ListProjectsRequest asked;
  peers_.list_projects = [&](const auto& request) {
    asked = request;
    return OneProject();
  };
  ASSERT_OK_AND_ASSIGN(const std::vector<Project> projects, Read());
  ASSERT_EQ(projects.size(), 1u);
  EXPECT_EQ(projects[0].name, "projects/p10000");
  EXPECT_EQ(projects[0].display_name, "项目");
  EXPECT_EQ(projects[0].category, "ECONOMIC_DEVELOPMENT");
  EXPECT_EQ(projects[0].model, "RURAL_TOURISM");
  EXPECT_EQ(projects[0].origin, DataOrigin::kExample);
  EXPECT_EQ(LeadOf(projects[0]), "420115001201");
  EXPECT_EQ(projects[0].villages[1].basis_points, 3'000);
  EXPECT_THAT(asked, EqualsProto(R"pb(
                filter {
                  approved_from { year: 2010 month: 1 day: 1 }
                  approved_to { year: 2011 month: 12 day: 31 }
                  started_from { year: 2010 month: 1 day: 1 }
                  started_to { year: 2011 month: 12 day: 31 }
                  exclude_cancelled: true
                }
                as_of { year: 2011 month: 12 day: 31 }
                known_at { position: 99 }
                page_size: 1000
              )pb"));
}

TEST_F(ProjectsClientTest, Projects_UpToADay_HaveNoFirstDay) {
  projects::v1::ListProjectsRequest asked;
  peers_.list_projects = [&](const auto& request) {
    asked = request;
    return OneProject();
  };
  ASSERT_OK(Read({.from = std::nullopt, .to = kDay, .as_of = kDay}));
  EXPECT_FALSE(asked.filter().has_approved_from());
  EXPECT_FALSE(asked.filter().has_started_from());
}

TEST_F(ProjectsClientTest, Projects_ManyPages_AreAllRead) {
  peers_.list_projects = [](const auto& request) {
    return PageOf<projects::v1::ListProjectsRequest, projects::v1::ListProjectsResponse>(
        request, 1500, AddProject);
  };
  ASSERT_OK_AND_ASSIGN(const std::vector<Project> projects, Read());
  EXPECT_EQ(projects.size(), 1500u);
  EXPECT_EQ(peers_.calls(), 2);
}

TEST_F(ProjectsClientTest, Projects_ThatBreakTheContract_AreNoAnswer) {
  const std::vector<std::function<void(projects::v1::Project&)>> changes = {
      [](auto& project) { project.set_name("villages/p"); },
      [](auto& project) { project.clear_category(); },
      [](auto& project) { project.set_category(static_cast<projects::v1::ProjectCategory>(99)); },
      [](auto& project) { project.set_model(static_cast<projects::v1::DevelopmentModel>(99)); },
      [](auto& project) { project.clear_data_origin(); },
      [](auto& project) { project.clear_villages(); },
      [](auto& project) { project.mutable_villages(0)->set_village("villages/1"); },
      [](auto& project) { project.mutable_villages(1)->set_village("villages/420115001201"); },
      [](auto& project) { project.mutable_villages(0)->set_share_basis_points(6'999); },
      [](auto& project) { project.mutable_villages(0)->set_share_basis_points(7'001); },
      [](auto& project) {
        project.mutable_villages(0)->set_share_basis_points(0);
        project.mutable_villages(1)->set_share_basis_points(10'000);
      }};
  for (const auto& change : changes) {
    peers_.list_projects = [&](const auto&) {
      projects::v1::ListProjectsResponse response = OneProject();
      change(*response.mutable_projects(0));
      return response;
    };
    ExpectUnavailable(Read().status(), "projects", "MALFORMED_ANSWER");
  }
}

TEST_F(ProjectsClientTest, Projects_OneTwice_IsNoAnswer) {
  peers_.list_projects = [](const auto&) {
    projects::v1::ListProjectsResponse response = OneProject();
    AddProject(response, 0);
    return response;
  };
  ExpectUnavailable(Read().status(), "projects", "MALFORMED_ANSWER");
}

TEST_F(ProjectsClientTest, PromotedModels_AreThoseOfTheDay) {
  projects::v1::ListModelsRequest asked;
  peers_.list_models = [&](const auto& request) {
    asked = request;
    projects::v1::ListModelsResponse response;
    projects::v1::Model& model = *response.add_models();
    model.set_name("models/LAND_OPERATION");
    model.set_model(projects::v1::LAND_OPERATION);
    model.set_data_origin(type::v1::RECORDED);
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const auto models, sources_->ReadPromotedModels(kDay, kPosition));
  ASSERT_EQ(models.size(), 1u);
  EXPECT_EQ(models[0].name, "models/LAND_OPERATION");
  EXPECT_EQ(models[0].model, "LAND_OPERATION");
  EXPECT_EQ(models[0].origin, DataOrigin::kRecorded);
  EXPECT_THAT(asked, EqualsProto(R"pb(
                as_of { year: 2011 month: 12 day: 31 }
                known_at { position: 99 }
              )pb"));
}

TEST_F(ProjectsClientTest, PromotedModel_ThatIsNone_IsNoAnswer) {
  peers_.list_models = [](const auto&) {
    projects::v1::ListModelsResponse response;
    response.add_models()->set_data_origin(type::v1::RECORDED);
    return response;
  };
  ExpectUnavailable(sources_->ReadPromotedModels(kDay, kPosition).status(), "projects",
                    "MALFORMED_ANSWER");
}

void AddDecision(projects::v1::ListDecisionsResponse& page, const std::string& number,
                 projects::v1::DecisionOutcome outcome, base::Date day, char digit) {
  projects::v1::Decision& decision = *page.add_decisions();
  decision.set_name("projects/p/decisions/" + number);
  decision.set_outcome(outcome);
  decision.set_dossier_digest(std::string(64, digit));
  *decision.mutable_decision_date() = rpc::ToProto(day);
}

void AddMilestone(projects::v1::ListMilestonesResponse& page, const std::string& id,
                  std::optional<base::Date> accepted) {
  projects::v1::Milestone& milestone = *page.add_milestones();
  milestone.set_name("projects/p/milestones/" + id);
  if (!accepted) return;
  *milestone.mutable_accepted_date() = rpc::ToProto(*accepted);
  milestone.add_evidence_sha256(kDigest);
}

TEST_F(ProjectsClientTest, Evidence_IsTheLastApprovalAndTheFilesOfAcceptedMilestones) {
  peers_.list_decisions = [](const auto& request) {
    EXPECT_EQ(request.known_at().position(), kPosition);
    projects::v1::ListDecisionsResponse response;
    AddDecision(response, "0001", projects::v1::APPROVE_STEP, {2010, 1, 1}, '1');
    AddDecision(response, "0002", projects::v1::APPROVE_STEP, kDay, '2');
    AddDecision(response, "0003", projects::v1::RETURN_PROJECT, kDay, '3');
    AddDecision(response, "0004", projects::v1::APPROVE_STEP, {2012, 1, 1}, '4');
    return response;
  };
  peers_.list_milestones = [](const auto& request) {
    EXPECT_EQ(request.known_at().position(), kPosition);
    projects::v1::ListMilestonesResponse response;
    AddMilestone(response, "start", kDay);
    AddMilestone(response, "substantial", base::Date{2012, 1, 1});
    AddMilestone(response, "acceptance", std::nullopt);
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const ProjectEvidence evidence, ReadEvidence());
  ASSERT_EQ(evidence.size(), 1u);
  EXPECT_THAT(evidence.at("projects/p"),
              ElementsAre(Evidence{"projects/p/decisions/0002", std::string(64, '2')},
                          Evidence{"projects/p/milestones/start", kDigest}));
}

TEST_F(ProjectsClientTest, EvidenceThatBreaksTheContract_IsNoAnswer) {
  peers_.list_decisions = [](const auto&) {
    projects::v1::ListDecisionsResponse response;
    AddDecision(response, "0001", projects::v1::APPROVE_STEP, kDay, 'x');
    return response;
  };
  ExpectUnavailable(ReadEvidence().status(), "projects", "MALFORMED_ANSWER");
  peers_.list_decisions = [](const auto&) {
    projects::v1::ListDecisionsResponse response;
    AddDecision(response, "0001", projects::v1::APPROVE_STEP, kDay, 'a');
    response.mutable_decisions(0)->set_name("decisions/0001");
    return response;
  };
  ExpectUnavailable(ReadEvidence().status(), "projects", "MALFORMED_ANSWER");
  peers_.list_decisions = [](const auto&) { return projects::v1::ListDecisionsResponse(); };
  peers_.list_milestones = [](const auto&) {
    projects::v1::ListMilestonesResponse response;
    AddMilestone(response, "start", kDay);
    response.mutable_milestones(0)->set_evidence_sha256(0, "a");
    return response;
  };
  ExpectUnavailable(ReadEvidence().status(), "projects", "MALFORMED_ANSWER");
}

TEST_F(ProjectsClientTest, ServiceThatRefuses_IsUnavailableWithItsReason) {
  peers_.list_projects = [](const auto&) {
    return error::Make(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", "no");
  };
  ExpectUnavailable(Read().status(), "projects", "PERMISSION_DENIED");
  ExpectUnavailable(sources_->ProjectsPosition(std::nullopt).status(), "projects", "INTERNAL");
}

}  // namespace
}  // namespace cobuild::assessment
