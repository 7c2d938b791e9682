#include "services/projects/app/approvals.h"

#include "common/base/status_macros.h"
#include "services/projects/domain/errors.h"

namespace cobuild::projects {

absl::StatusOr<KnownApproval> GetApproval(const LiveProjects& live,
                                          const records::GetQuery& query) {
  return live.Read([&](const Projects& projects) -> absl::StatusOr<KnownApproval> {
    COBUILD_ASSIGN_OR_RETURN(const int64_t position, projects.PositionOf(query.known_at));
    const Record<Project>* project = projects.Of<Project>().Find(query.id, position);
    if (project == nullptr) {
      return records::NotFound(kProjectNotFound, records::NameOf<Project>(query.id));
    }
    return KnownApproval{ApprovalOf(projects, *project, {records::kLastDay, position}), position};
  });
}

absl::StatusOr<Record<Decision>> DecideStep(LiveProjects& live, ChangeRequest change,
                                            const std::vector<std::string>& roles,
                                            const DecideStepCommand& command) {
  change.request.digest = records::DigestOf("projects.decide_step.v1", "", command);
  const Decider decider{change.request.principal, roles};
  COBUILD_ASSIGN_OR_RETURN(const Rows recorded,
                           records::RecordChange(live, change, [&](const Projects& projects) {
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
