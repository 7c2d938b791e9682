// What the example asks of the projects service, as requests: the promoted models, and of each
// project its way from the proposal to the acceptance.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cobuild/projects/v1/approval.pb.h"
#include "cobuild/projects/v1/evidence.pb.h"
#include "cobuild/projects/v1/milestone.pb.h"
#include "cobuild/projects/v1/model.pb.h"
#include "cobuild/projects/v1/project.pb.h"
#include "deploy/examples/jiangxia/projects.h"

namespace cobuild::jiangxia {

// "start", "substantial", "acceptance": what a milestone, its file and its claim are called.
std::string IdOf(MilestoneKind kind);

// A milestone's acceptance on a file that shows it.
struct AcceptanceRequests {
  std::vector<projects::v1::UploadEvidenceRequest> evidence;  // the header, the content
  projects::v1::AcceptMilestoneRequest accept;
};

struct ProjectRequests {
  projects::v1::CreateProjectRequest create;
  std::vector<projects::v1::CreateMilestoneRequest> milestones;  // START, SUBSTANTIAL, ACCEPTANCE
  projects::v1::ProjectActionRequest submit;
  // What a decider reads; it tells the digest that the decision signs.
  projects::v1::GetApprovalRequest read_approval;
  // The steps of the default procedure in order; their dossier_digest is still to be set.
  std::array<projects::v1::DecideStepRequest, 5> decisions;
  projects::v1::ProjectActionRequest start;
  std::vector<AcceptanceRequests> acceptances;  // of the first two milestones, or of all three
  // Before the third milestone's acceptance; absent while work goes on.
  std::optional<projects::v1::ProjectActionRequest> complete;
  std::optional<projects::v1::ProjectActionRequest> accept;
};

std::vector<projects::v1::PromoteModelRequest> MakeModelRequests(uint64_t seed);

// One for each project, in their order.
std::vector<ProjectRequests> MakeProjectRequests(uint64_t seed,
                                                 const std::vector<Project>& projects);

}  // namespace cobuild::jiangxia
