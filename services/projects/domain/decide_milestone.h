// When a milestone may be planned, moved and accepted, and what its acceptance releases.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

// PROJECT_NOT_FOUND, MILESTONE_EXISTS, PROJECT_NOT_OPEN. `id` is "<project>/<milestone>".
absl::StatusOr<Record<Milestone>> DecideCreateMilestone(const Projects& projects,
                                                        const std::string& project,
                                                        const std::string& id,
                                                        const MilestonePlan& plan);

// MILESTONE_NOT_FOUND, ETAG_MISMATCH, MILESTONE_ACCEPTED.
absl::StatusOr<Record<Milestone>> DecideUpdateMilestone(const Projects& projects,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const MilestonePlan& plan);
absl::StatusOr<Record<Milestone>> DecideDeleteMilestone(const Projects& projects,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const std::string& reason);

// MILESTONE_NOT_FOUND, ETAG_MISMATCH, MILESTONE_ACCEPTED, PROJECT_NOT_RUNNING (on that day),
// DATE_BEFORE_LAST_PROGRESS.
absl::StatusOr<Record<Milestone>> DecideReportProgress(const Projects& projects,
                                                       const std::string& id,
                                                       const std::string& etag,
                                                       const Progress& progress);

struct AcceptMilestoneCommand {
  std::string id;  // "<project>/<milestone>"
  base::Date accepted_date;
  std::vector<std::string> evidence;  // ids, "<project>/<evidence>"; not empty, each once
  std::string etag;
};

// The accepted milestone, then its release under `release_id`. MILESTONE_NOT_FOUND, ETAG_MISMATCH,
// MILESTONE_ACCEPTED, MILESTONE_NOT_DUE, DATE_BEFORE_LAST_PROGRESS, EVIDENCE_NOT_FOUND,
// RELEASES_ABOVE_BUDGET.
absl::StatusOr<Rows> DecideAcceptMilestone(const Projects& projects, const std::string& release_id,
                                           const AcceptMilestoneCommand& command);

// The release as finance has it; RELEASE_NOT_FOUND. Delivering it again changes its record's
// position alone.
absl::StatusOr<Record<Release>> DecideDeliverRelease(const Projects& projects,
                                                     const std::string& id);

}  // namespace cobuild::projects
