#include "services/assessment/sources/projects_client.h"

#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/pages.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kProjects = "projects";
constexpr int kAllBasisPoints = 10'000;

// The project's villages: at least one, each once, with parts that sum to all.
absl::StatusOr<std::vector<VillagePart>> PartsOf(const projects::v1::Project& proto) {
  std::vector<VillagePart> parts;
  std::set<std::string> codes;
  int sum = 0;
  for (const projects::v1::VillageShare& share : proto.villages()) {
    const int points = share.share_basis_points();
    COBUILD_ASSIGN_OR_RETURN(std::string code, VillageCode(kProjects, share.village()));
    if (points < 1 || points > kAllBasisPoints - sum || !codes.insert(code).second) {
      return MalformedAnswer(kProjects);
    }
    sum += points;
    parts.push_back({std::move(code), points});
  }
  if (sum != kAllBasisPoints) return MalformedAnswer(kProjects);
  return parts;
}

absl::StatusOr<Project> ToProject(const projects::v1::Project& proto) {
  const bool known = projects::v1::ProjectCategory_IsValid(proto.category()) &&
                     proto.category() != projects::v1::PROJECT_CATEGORY_UNSPECIFIED &&
                     projects::v1::DevelopmentModel_IsValid(proto.model());
  if (!known || !IsNameIn(proto.name(), "projects/")) return MalformedAnswer(kProjects);
  Project project{.name = proto.name(),
                  .display_name = proto.display_name(),
                  .category = projects::v1::ProjectCategory_Name(proto.category()),
                  .villages = {}};
  if (proto.model() != projects::v1::DEVELOPMENT_MODEL_UNSPECIFIED) {
    project.model = projects::v1::DevelopmentModel_Name(proto.model());
  }
  COBUILD_ASSIGN_OR_RETURN(project.villages, PartsOf(proto));
  COBUILD_ASSIGN_OR_RETURN(project.origin, OriginOf(kProjects, proto.data_origin()));
  return project;
}

// "projects/p1" of "projects/p1/decisions/0005".
absl::StatusOr<std::string> ProjectIn(const std::string& name) {
  constexpr std::string_view kCollection = "projects/";
  const size_t end = name.find('/', kCollection.size());
  if (!name.starts_with(kCollection) || end == std::string::npos) {
    return MalformedAnswer(kProjects);
  }
  return name.substr(0, end);
}

}  // namespace

absl::StatusOr<projects::v1::ListModelsResponse> ProjectsClient::ListModels(
    const projects::v1::ListModelsRequest& request) {
  projects::v1::ListModelsResponse response;
  COBUILD_RETURN_IF_ERROR(Outcome(
      kProjects, stubs_.models.ListModels(rpc::ContextFor(call_).get(), request, &response), ""));
  return response;
}

// By the shortest list that there is.
absl::StatusOr<int64_t> ProjectsClient::Position(std::optional<base::Timestamp> time) {
  projects::v1::ListModelsRequest request;
  SetKnownAt({.time = time, .position = std::nullopt}, request);
  COBUILD_ASSIGN_OR_RETURN(const projects::v1::ListModelsResponse response, ListModels(request));
  return response.position();
}

absl::StatusOr<std::vector<Project>> ProjectsClient::ReadProjects(const ProjectQuery& query,
                                                                  int64_t position) {
  projects::v1::ListProjectsRequest request;
  projects::v1::ProjectFilter& filter = *request.mutable_filter();
  if (query.from) {
    *filter.mutable_approved_from() = rpc::ToProto(*query.from);
    *filter.mutable_started_from() = rpc::ToProto(*query.from);
  }
  *filter.mutable_approved_to() = rpc::ToProto(query.to);
  *filter.mutable_started_to() = rpc::ToProto(query.to);
  filter.set_exclude_cancelled(true);
  *request.mutable_as_of() = rpc::ToProto(query.as_of);
  std::vector<Project> projects;
  const auto list = [&](const projects::v1::ListProjectsRequest& asked,
                        projects::v1::ListProjectsResponse& page) {
    return stubs_.projects.ListProjects(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const projects::v1::ListProjectsResponse& page) -> absl::Status {
    for (const projects::v1::Project& proto : page.projects()) {
      COBUILD_ASSIGN_OR_RETURN(Project project, ToProject(proto));
      // In order, so none twice.
      if (!projects.empty() && project.name <= projects.back().name) {
        return MalformedAnswer(kProjects);
      }
      projects.push_back(std::move(project));
    }
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR(
      (ReadPages<projects::v1::ListProjectsResponse>(kProjects, position, request, list, take)));
  return projects;
}

absl::StatusOr<std::vector<PromotedModel>> ProjectsClient::ReadPromotedModels(base::Date as_of,
                                                                              int64_t position) {
  projects::v1::ListModelsRequest request;
  *request.mutable_as_of() = rpc::ToProto(as_of);
  SetKnownAt({.time = std::nullopt, .position = position}, request);
  COBUILD_ASSIGN_OR_RETURN(const projects::v1::ListModelsResponse response, ListModels(request));
  std::vector<PromotedModel> models;
  for (const projects::v1::Model& proto : response.models()) {
    if (!projects::v1::DevelopmentModel_IsValid(proto.model()) ||
        proto.model() == projects::v1::DEVELOPMENT_MODEL_UNSPECIFIED) {
      return MalformedAnswer(kProjects);
    }
    PromotedModel model{.name = proto.name(),
                        .model = projects::v1::DevelopmentModel_Name(proto.model())};
    COBUILD_ASSIGN_OR_RETURN(model.origin, OriginOf(kProjects, proto.data_origin()));
    models.push_back(std::move(model));
  }
  return models;
}

// Decisions come in the order in which they were made: of a project that is approved the last
// approval is the one that approved it.
absl::Status ProjectsClient::ReadDecisions(base::Date as_of, int64_t position,
                                           ProjectEvidence& evidence) {
  const auto list = [&](const projects::v1::ListDecisionsRequest& asked,
                        projects::v1::ListDecisionsResponse& page) {
    return stubs_.approvals.ListDecisions(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const projects::v1::ListDecisionsResponse& page) -> absl::Status {
    for (const projects::v1::Decision& decision : page.decisions()) {
      if (decision.outcome() != projects::v1::APPROVE_STEP ||
          DateOf(decision.decision_date()) > as_of) {
        continue;
      }
      COBUILD_ASSIGN_OR_RETURN(const std::string project, ProjectIn(decision.name()));
      if (!IsSha256(decision.dossier_digest())) return MalformedAnswer(kProjects);
      evidence[project] = {{decision.name(), decision.dossier_digest()}};
    }
    return absl::OkStatus();
  };
  return ReadPages<projects::v1::ListDecisionsResponse>(
      kProjects, position, projects::v1::ListDecisionsRequest(), list, take);
}

absl::Status ProjectsClient::ReadMilestones(base::Date as_of, int64_t position,
                                            ProjectEvidence& evidence) {
  const auto list = [&](const projects::v1::ListMilestonesRequest& asked,
                        projects::v1::ListMilestonesResponse& page) {
    return stubs_.milestones.ListMilestones(rpc::ContextFor(call_).get(), asked, &page);
  };
  const auto take = [&](const projects::v1::ListMilestonesResponse& page) -> absl::Status {
    for (const projects::v1::Milestone& milestone : page.milestones()) {
      if (!milestone.has_accepted_date() || DateOf(milestone.accepted_date()) > as_of) continue;
      COBUILD_ASSIGN_OR_RETURN(const std::string project, ProjectIn(milestone.name()));
      for (const std::string& sha256 : milestone.evidence_sha256()) {
        if (!IsSha256(sha256)) return MalformedAnswer(kProjects);
        evidence[project].push_back({milestone.name(), sha256});
      }
    }
    return absl::OkStatus();
  };
  return ReadPages<projects::v1::ListMilestonesResponse>(
      kProjects, position, projects::v1::ListMilestonesRequest(), list, take);
}

absl::StatusOr<ProjectEvidence> ProjectsClient::ReadEvidence(base::Date as_of, int64_t position) {
  ProjectEvidence evidence;
  COBUILD_RETURN_IF_ERROR(ReadDecisions(as_of, position, evidence));
  COBUILD_RETURN_IF_ERROR(ReadMilestones(as_of, position, evidence));
  return evidence;
}

}  // namespace cobuild::assessment
