// The use cases of approvals, named as their RPCs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "common/scope/places.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/domain/approval.h"
#include "services/projects/domain/decide_approval.h"
#include "services/projects/domain/pending.h"

namespace cobuild::projects {

struct KnownApproval {
  Approval approval;
  int64_t position = 0;
};

// By all its steps. PROJECT_NOT_FOUND.
absl::StatusOr<KnownApproval> GetApproval(const LiveProjects& live, const records::GetQuery& query);

// Which roles the decider has where a project is.
using RolesAtPlaces = std::function<std::vector<std::string>(const scope::Places&)>;

// Records the decision and, where it moves the project, the project's next state with it. The
// decider is the change's principal, with the roles that it has where the project is. Refusals:
// REQUEST_ID_REUSED, then those of DecideApprovalStep.
absl::StatusOr<Record<Decision>> DecideStep(LiveProjects& live, ChangeRequest change,
                                            const RolesAtPlaces& roles_at,
                                            const DecideStepCommand& command);

absl::StatusOr<PendingPage> ListPendingSteps(const LiveProjects& live, const PendingQuery& query);

absl::StatusOr<records::Page<Decision>> ListDecisions(const LiveProjects& live,
                                                      const records::ListQuery& query);

}  // namespace cobuild::projects
