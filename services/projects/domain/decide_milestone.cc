#include "services/projects/domain/decide_milestone.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/records/fields.h"
#include "services/projects/domain/errors.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

bool IsOpen(ProjectState state) {
  switch (state) {
    case ProjectState::kDraft:
    case ProjectState::kSubmitted:
    case ProjectState::kReturned:
    case ProjectState::kApproved:
    case ProjectState::kRunning:
    case ProjectState::kSuspended:
    case ProjectState::kCompleted:
      return true;
    case ProjectState::kRejected:
    case ProjectState::kAccepted:
    case ProjectState::kClosed:
    case ProjectState::kCancelled:
      break;
  }
  return false;
}

bool IsDue(Instalment instalment, ProjectState state) {
  const bool accepted = state == ProjectState::kAccepted || state == ProjectState::kClosed;
  if (instalment == Instalment::kAcceptance) return accepted;
  return accepted || state == ProjectState::kRunning || state == ProjectState::kCompleted;
}

absl::StatusOr<const Record<Project>*> FindProject(const Projects& projects,
                                                   const std::string& id) {
  const Record<Project>* project = records::FindStanding<Project>(projects, id);
  if (project == nullptr) return records::NotFound(kProjectNotFound, ProjectName(id));
  return project;
}

// The next state of a milestone that is not accepted yet.
absl::StatusOr<Record<Milestone>> NextOpen(const Projects& projects, const std::string& id,
                                           const std::string& etag) {
  COBUILD_ASSIGN_OR_RETURN(Record<Milestone> next,
                           records::NextOf<Milestone>(projects, id, etag, kMilestoneNotFound));
  if (next.facts.accepted_date) return MilestoneAccepted(id, *next.facts.accepted_date);
  return next;
}

absl::Status CheckAfterProgress(const Record<Milestone>& milestone, const base::Date& day) {
  const auto& progress = milestone.facts.progress;
  if (!progress || progress->day <= day) return absl::OkStatus();
  return DateBeforeLastProgress(milestone.id, progress->day);
}

// Digests of the files, in order, each once.
absl::StatusOr<std::vector<base::Digest>> DigestsOf(const Projects& projects,
                                                    const std::string& project,
                                                    const std::vector<std::string>& evidence) {
  std::vector<base::Digest> digests;
  for (const std::string& id : evidence) {
    const Record<Evidence>* found = records::FindStanding<Evidence>(projects, id);
    if (found == nullptr || found->facts.project != project) {
      return records::NotFound(kEvidenceNotFound, records::NameOf<Evidence>(id));
    }
    digests.push_back(found->facts.content_digest);
  }
  std::sort(digests.begin(), digests.end());
  digests.erase(std::unique(digests.begin(), digests.end()), digests.end());
  return digests;
}

// Each is within the budget together with those before, so their sum fits.
money::Fen ReleasedOf(const Projects& projects, const std::string& project) {
  money::Fen released;
  projects.Of<Release>().VisitKeyAfter(ProjectName(project), "", projects.position(),
                                       [&](const Record<Release>& release) {
                                         released.value += release.facts.cap.value;
                                         return true;
                                       });
  return released;
}

base::Digest AcceptanceDigest(const Record<Project>& project, const Record<Milestone>& milestone) {
  const base::Digest accepted =
      records::DigestOf("projects.acceptance.v1", milestone.id, milestone.facts);
  return base::DigestBuilder("projects.release.v1")
      .Add(DossierDigest(project.id, project.facts.stated))
      .Add(accepted)
      .Finish();
}

Release ReleaseOf(const Record<Project>& project, const Record<Milestone>& milestone) {
  const MilestonePlan& plan = milestone.facts.plan;
  Release release;
  release.project = project.id;
  release.milestone = milestone.id;
  release.instalment = plan.instalment;
  release.cap = plan.release_cap;
  release.dossier_digest = AcceptanceDigest(project, milestone);
  release.issued_date = *milestone.facts.accepted_date;
  release.data_origin = std::max(plan.data_origin, project.facts.stated.data_origin);
  return release;
}

}  // namespace

absl::StatusOr<Record<Milestone>> DecideCreateMilestone(const Projects& projects,
                                                        const std::string& project,
                                                        const std::string& id,
                                                        const MilestonePlan& plan) {
  COBUILD_ASSIGN_OR_RETURN(const Record<Project>* found, FindProject(projects, project));
  Milestone facts;
  facts.project = project;
  facts.plan = plan;
  COBUILD_ASSIGN_OR_RETURN(Record<Milestone> first,
                           records::FirstOf(projects, id, facts, kMilestoneExists));
  const ProjectState state = StateOf(found->facts);
  if (!IsOpen(state)) return ProjectNotOpen(project, NameOf(state));
  return first;
}

absl::StatusOr<Record<Milestone>> DecideUpdateMilestone(const Projects& projects,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const MilestonePlan& plan) {
  COBUILD_ASSIGN_OR_RETURN(Record<Milestone> next, NextOpen(projects, id, etag));
  next.facts.plan = plan;
  return next;
}

absl::StatusOr<Record<Milestone>> DecideDeleteMilestone(const Projects& projects,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const std::string& reason) {
  COBUILD_ASSIGN_OR_RETURN(Record<Milestone> next, NextOpen(projects, id, etag));
  next.void_reason = reason;
  return next;
}

absl::StatusOr<Record<Milestone>> DecideReportProgress(const Projects& projects,
                                                       const std::string& id,
                                                       const std::string& etag,
                                                       const Progress& progress) {
  COBUILD_ASSIGN_OR_RETURN(Record<Milestone> next, NextOpen(projects, id, etag));
  COBUILD_ASSIGN_OR_RETURN(const Record<Project>* project,
                           FindProject(projects, next.facts.project));
  const ProjectState state = StateOn(project->facts, progress.day);
  if (state != ProjectState::kRunning) return ProjectNotRunning(project->id, NameOf(state));
  COBUILD_RETURN_IF_ERROR(CheckAfterProgress(next, progress.day));
  next.facts.progress = progress;
  return next;
}

absl::StatusOr<Rows> DecideAcceptMilestone(const Projects& projects, const std::string& release_id,
                                           const AcceptMilestoneCommand& command) {
  COBUILD_ASSIGN_OR_RETURN(Record<Milestone> next, NextOpen(projects, command.id, command.etag));
  const std::string& project_id = next.facts.project;
  const MilestonePlan& plan = next.facts.plan;
  COBUILD_ASSIGN_OR_RETURN(const Record<Project>* project, FindProject(projects, project_id));
  const ProjectState state = StateOn(project->facts, command.accepted_date);
  if (!IsDue(plan.instalment, state)) return MilestoneNotDue(command.id, NameOf(state));
  COBUILD_RETURN_IF_ERROR(CheckAfterProgress(next, command.accepted_date));
  COBUILD_ASSIGN_OR_RETURN(next.facts.evidence, DigestsOf(projects, project_id, command.evidence));
  const money::Fen budget = BudgetTotal(project->facts.stated);
  const money::Fen left{budget.value - ReleasedOf(projects, project_id).value};
  if (plan.release_cap > left) return ReleasesAboveBudget(project_id, left);
  next.facts.accepted_date = command.accepted_date;
  Rows rows;
  Record<Release> release{release_id, ReleaseOf(*project, next)};
  rows.records.push_back(records::Widen<AnyFacts>(std::move(next)));
  rows.records.push_back(records::Widen<AnyFacts>(std::move(release)));
  return rows;
}

absl::StatusOr<Record<Release>> DecideDeliverRelease(const Projects& projects,
                                                     const std::string& id) {
  COBUILD_ASSIGN_OR_RETURN(Record<Release> next,
                           records::NextOf<Release>(projects, id, "", "RELEASE_NOT_FOUND"));
  next.facts.state = ReleaseState::kDelivered;
  return next;
}

}  // namespace cobuild::projects
