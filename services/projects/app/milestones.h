// The use cases of milestones and their releases, named as their RPCs.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/domain/decide_milestone.h"

namespace cobuild::projects {

struct CreateMilestoneCommand {
  std::string project;  // id
  std::string id;       // within the project; "" for one that is made up
  MilestonePlan plan;
};

struct UpdateMilestoneCommand {
  std::string id;  // "<project>/<milestone>"
  MilestonePlan plan;
  std::string etag;
};

struct ReportProgressCommand {
  std::string id;  // "<project>/<milestone>"
  Progress progress;
  std::string etag;
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreateMilestone and its like.
absl::StatusOr<Record<Milestone>> CreateMilestone(LiveProjects& live, ChangeRequest change,
                                                  const CreateMilestoneCommand& command);
absl::StatusOr<Record<Milestone>> UpdateMilestone(LiveProjects& live, ChangeRequest change,
                                                  const UpdateMilestoneCommand& command);
absl::StatusOr<Record<Milestone>> DeleteMilestone(LiveProjects& live, ChangeRequest change,
                                                  const records::VoidCommand& command);
absl::StatusOr<Record<Milestone>> ReportProgress(LiveProjects& live, ChangeRequest change,
                                                 const ReportProgressCommand& command);
// Gives the release that it issues.
absl::StatusOr<Record<Release>> AcceptMilestone(LiveProjects& live, ChangeRequest change,
                                                const AcceptMilestoneCommand& command);

// MILESTONE_NOT_FOUND
absl::StatusOr<Record<Milestone>> GetMilestone(const LiveProjects& live,
                                               const records::GetQuery& query);
absl::StatusOr<records::Page<Milestone>> ListMilestones(const LiveProjects& live,
                                                        const records::ListQuery& query);

struct ListReleasesQuery {
  records::ListQuery list;  // its key is the project's name
  std::optional<ReleaseState> state;
};
absl::StatusOr<records::Page<Release>> ListReleases(const LiveProjects& live,
                                                    const ListReleasesQuery& query);

}  // namespace cobuild::projects
