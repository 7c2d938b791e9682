#include "services/projects/app/milestones.h"

#include "common/base/status_macros.h"
#include "services/projects/domain/errors.h"

namespace cobuild::projects {

absl::StatusOr<Record<Milestone>> CreateMilestone(LiveProjects& live, ChangeRequest change,
                                                  const CreateMilestoneCommand& command) {
  change.request.digest = records::DigestOf("projects.create_milestone.v1",
                                            command.project + "/" + command.id, command.plan);
  const std::string id = command.project + "/" + records::IdOr(command.id, change.now);
  return records::RecordOne<Milestone>(
      live, change, NamedProject(command.project), [&](const Projects& projects) {
        return DecideCreateMilestone(projects, command.project, id, command.plan);
      });
}

absl::StatusOr<Record<Milestone>> UpdateMilestone(LiveProjects& live, ChangeRequest change,
                                                  const UpdateMilestoneCommand& command) {
  change.request.digest = records::DigestOf("projects.update_milestone.v1",
                                            command.id + "/" + command.etag, command.plan);
  return records::RecordOne<Milestone>(
      live, change, NamedMilestone(command.id), [&](const Projects& projects) {
        return DecideUpdateMilestone(projects, command.id, command.etag, command.plan);
      });
}

absl::StatusOr<Record<Milestone>> DeleteMilestone(LiveProjects& live, ChangeRequest change,
                                                  const records::VoidCommand& command) {
  change.request.digest = DigestOf("projects.delete_milestone.v1", command);
  return records::RecordOne<Milestone>(
      live, change, NamedMilestone(command.id), [&](const Projects& projects) {
        return DecideDeleteMilestone(projects, command.id, command.etag, command.reason);
      });
}

absl::StatusOr<Record<Milestone>> ReportProgress(LiveProjects& live, ChangeRequest change,
                                                 const ReportProgressCommand& command) {
  change.request.digest = records::DigestOf("projects.report_progress.v1",
                                            command.id + "/" + command.etag, command.progress);
  return records::RecordOne<Milestone>(
      live, change, NamedMilestone(command.id), [&](const Projects& projects) {
        return DecideReportProgress(projects, command.id, command.etag, command.progress);
      });
}

absl::StatusOr<Record<Release>> AcceptMilestone(LiveProjects& live, ChangeRequest change,
                                                const AcceptMilestoneCommand& command) {
  base::DigestBuilder digest("projects.accept_milestone.v1");
  digest.Add(command.id).Add(base::FormatDate(command.accepted_date)).Add(command.etag);
  for (const std::string& evidence : command.evidence) digest.Add(evidence);
  change.request.digest = digest.Finish();
  const std::string release_id = base::NewUlid(change.now);
  COBUILD_ASSIGN_OR_RETURN(const Rows recorded,
                           records::RecordChange(live, change, NamedMilestone(command.id),
                                                 [&](const Projects& projects) {
                                                   return DecideAcceptMilestone(
                                                       projects, release_id, command);
                                                 }));
  return records::Narrow<Release>(recorded.records.back());
}

absl::StatusOr<Record<Milestone>> GetMilestone(const LiveProjects& live,
                                               const records::GetQuery& query) {
  return records::GetRecord<Milestone>(live, query, kMilestoneNotFound);
}

absl::StatusOr<records::Page<Milestone>> ListMilestones(const LiveProjects& live,
                                                        const records::ListQuery& query) {
  return records::ListRecords<Milestone>(live, query, [](const Milestone&) { return true; });
}

absl::StatusOr<records::Page<Release>> ListReleases(const LiveProjects& live,
                                                    const ListReleasesQuery& query) {
  return records::ListRecords<Release>(live, query.list, [&](const Release& release) {
    return !query.state || release.state == *query.state;
  });
}

}  // namespace cobuild::projects
