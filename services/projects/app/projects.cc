#include "services/projects/app/projects.h"

#include "services/projects/domain/decide_project.h"
#include "services/projects/domain/errors.h"

namespace cobuild::projects {

absl::StatusOr<Record<Project>> CreateProject(LiveProjects& live, ChangeRequest change,
                                              const CreateProjectCommand& command) {
  change.request.digest =
      records::DigestOf("projects.create_project.v1", command.id, command.stated);
  const std::string id = records::IdOr(command.id, change.now);
  return records::RecordOne<Project>(live, change, [&](const Projects& projects) {
    return DecideCreateProject(projects, id, command.stated);
  });
}

absl::StatusOr<Record<Project>> UpdateProject(LiveProjects& live, ChangeRequest change,
                                              const UpdateProjectCommand& command) {
  change.request.digest = records::DigestOf("projects.update_project.v1",
                                            command.id + "/" + command.etag, command.stated);
  return records::RecordOne<Project>(
      live, change, NamedProject(command.id), [&](const Projects& projects) {
        return DecideUpdateProject(projects, command.id, command.etag, command.stated);
      });
}

absl::StatusOr<Record<Project>> MoveProject(LiveProjects& live, ChangeRequest change,
                                            const StepCommand& command) {
  change.request.digest =
      records::DigestOf("projects.move_project.v1", command.id + "/" + command.etag, command.step);
  return records::RecordOne<Project>(
      live, change, NamedProject(command.id), [&](const Projects& projects) {
        return DecideStep(projects, command.id, command.etag, command.step);
      });
}

absl::StatusOr<Record<Project>> GetProject(const LiveProjects& live,
                                           const records::GetQuery& query) {
  return records::GetRecord<Project>(live, query, kProjectNotFound);
}

absl::StatusOr<records::Page<Project>> ListProjects(const LiveProjects& live,
                                                    const ListProjectsQuery& query) {
  return records::ListRecords<Project>(live, query.list, [&](const Project& project) {
    return Meets(query.filter, project, query.as_of);
  });
}

absl::StatusOr<SummaryPage> SummarizeProjects(const LiveProjects& live,
                                              const SummarizeQuery& query) {
  return live.Read([&](const Projects& projects) { return Summarize(projects, query); });
}

}  // namespace cobuild::projects
