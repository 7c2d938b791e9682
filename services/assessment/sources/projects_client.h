// What the projects service records, for the time of one call.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/approval.grpc.pb.h"
#include "cobuild/projects/v1/milestone.grpc.pb.h"
#include "cobuild/projects/v1/model.grpc.pb.h"
#include "cobuild/projects/v1/project.grpc.pb.h"
#include "common/rpc/call.h"
#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

struct ProjectsStubs {
  projects::v1::ApprovalService::StubInterface& approvals;
  projects::v1::MilestoneService::StubInterface& milestones;
  projects::v1::ModelService::StubInterface& models;
  projects::v1::ProjectService::StubInterface& projects;
};

// Contracts as Sources.
class ProjectsClient {
 public:
  // All of it outlives the client; `call` gives deadline and trace.
  ProjectsClient(const ProjectsStubs& stubs, const rpc::Call& call) : stubs_(stubs), call_(call) {}

  absl::StatusOr<int64_t> Position(std::optional<base::Timestamp> time);
  absl::StatusOr<std::vector<Project>> ReadProjects(const ProjectQuery& query, int64_t position);
  absl::StatusOr<std::vector<PromotedModel>> ReadPromotedModels(base::Date as_of, int64_t position);
  absl::StatusOr<ProjectEvidence> ReadEvidence(base::Date as_of, int64_t position);

 private:
  absl::StatusOr<projects::v1::ListModelsResponse> ListModels(
      const projects::v1::ListModelsRequest& request);
  absl::Status ReadDecisions(base::Date as_of, int64_t position, ProjectEvidence& evidence);
  absl::Status ReadMilestones(base::Date as_of, int64_t position, ProjectEvidence& evidence);

  ProjectsStubs stubs_;
  const rpc::Call& call_;
};

}  // namespace cobuild::assessment
