// The use cases of projects, named as their RPCs.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/domain/filter.h"
#include "services/projects/domain/summarize.h"

namespace cobuild::projects {

struct CreateProjectCommand {
  std::string id;  // "" for one that is made up
  Statement stated;
};

struct UpdateProjectCommand {
  std::string id;
  Statement stated;
  std::string etag;
};

struct StepCommand {
  std::string id;
  Step step;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreateProject and its like.
absl::StatusOr<Record<Project>> CreateProject(LiveProjects& live, ChangeRequest change,
                                              const CreateProjectCommand& command);
absl::StatusOr<Record<Project>> UpdateProject(LiveProjects& live, ChangeRequest change,
                                              const UpdateProjectCommand& command);
// SubmitProject, StartProject and all that only move a project.
absl::StatusOr<Record<Project>> MoveProject(LiveProjects& live, ChangeRequest change,
                                            const StepCommand& command);

// PROJECT_NOT_FOUND
absl::StatusOr<Record<Project>> GetProject(const LiveProjects& live,
                                           const records::GetQuery& query);

struct ListProjectsQuery {
  records::ListQuery list;  // its key is KeyOf(filter)
  ProjectFilter filter;
  base::Date as_of;
};

absl::StatusOr<records::Page<Project>> ListProjects(const LiveProjects& live,
                                                    const ListProjectsQuery& query);

// As Summarize.
absl::StatusOr<SummaryPage> SummarizeProjects(const LiveProjects& live,
                                              const SummarizeQuery& query);

}  // namespace cobuild::projects
