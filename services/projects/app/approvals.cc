#include "services/projects/app/approvals.h"

#include "common/base/status_macros.h"
#include "services/projects/domain/errors.h"

namespace cobuild::projects {

absl::StatusOr<KnownApproval> GetApproval(const LiveProjects& live,
                                          const records::GetQuery& query) {
  return live.Read([&](const Projects& projects) -> absl::StatusOr<KnownApproval> {
    COBUILD_ASSIGN_OR_RETURN(const int64_t position, projects.PositionOf(query.known_at));
    const Record<Project>* project = projects.Of<Project>().Find(query.id, position);
    if (project == nullptr || !records::IsSeen(projects, *project, query.reach)) {
      return records::NotFound(kProjectNotFound, records::NameOf<Project>(query.id));
    }
    return KnownApproval{ApprovalOf(projects, *project, {records::kLastDay, position}), position};
  });
}

absl::StatusOr<Record<Decision>> DecideStep(LiveProjects& live, ChangeRequest change,
                                            const RolesAtPlaces& roles_at,
                                            const DecideStepCommand& command) {
  change.request.digest = records::DigestOf("projects.decide_step.v1", "", command);
  COBUILD_ASSIGN_OR_RETURN(
      const Rows recorded,
      records::RecordChange(
          live, change, NamedProject(command.project), [&](const Projects& projects) {
            Decider decider{change.request.principal, {}};
            const auto* project = records::FindStanding<Project>(projects, command.project);
            if (project != nullptr) {
              decider.roles = roles_at(projects.PlacesOf(project->id, project->facts));
            }
            return DecideApprovalStep(projects, decider, command);
          }));
  return records::Narrow<Decision>(recorded.records.back());
}

absl::StatusOr<PendingPage> ListPendingSteps(const LiveProjects& live, const PendingQuery& query) {
  return live.Read([&](const Projects& projects) { return PendingSteps(projects, query); });
}

absl::StatusOr<records::Page<Decision>> ListDecisions(const LiveProjects& live,
                                                      const records::ListQuery& query) {
  return records::ListRecords<Decision>(live, query, [](const Decision&) { return true; });
}

}  // namespace cobuild::projects
