#include "services/projects/domain/decide_project.h"

#include "common/base/status_macros.h"
#include "services/projects/domain/errors.h"
#include "services/projects/domain/names.h"
#include "services/projects/domain/transitions.h"

namespace cobuild::projects {
namespace {

ProjectAction ActionOf(ApprovalOutcome outcome) {
  switch (outcome) {
    case ApprovalOutcome::kApproved:
      return ProjectAction::kApprove;
    case ApprovalOutcome::kReturned:
      return ProjectAction::kReturn;
    case ApprovalOutcome::kRejected:
      break;
  }
  return ProjectAction::kReject;
}

}  // namespace

absl::StatusOr<Record<Project>> DecideCreateProject(const Projects& projects, const std::string& id,
                                                    const Statement& stated) {
  return records::FirstOf(projects, id, Project{stated, {}}, kProjectExists);
}

absl::StatusOr<Record<Project>> DecideUpdateProject(const Projects& projects, const std::string& id,
                                                    const std::string& etag,
                                                    const Statement& stated) {
  COBUILD_ASSIGN_OR_RETURN(Record<Project> next,
                           records::NextOf<Project>(projects, id, etag, kProjectNotFound));
  const ProjectState state = StateOf(next.facts);
  if (!IsEditable(state)) return InvalidTransition(id, NameOf(state), "UPDATE");
  next.facts.stated = stated;
  return next;
}

absl::StatusOr<Record<Project>> DecideStep(const Projects& projects, const std::string& id,
                                           const std::string& etag, const Step& step) {
  COBUILD_ASSIGN_OR_RETURN(Record<Project> next,
                           records::NextOf<Project>(projects, id, etag, kProjectNotFound));
  std::vector<Step>& steps = next.facts.steps;
  const ProjectState state = StateOf(next.facts);
  if (!NextState(state, step.action)) {
    return InvalidTransition(id, NameOf(state), NameOf(step.action));
  }
  if (!steps.empty() && step.effective_date < steps.back().effective_date) {
    return DateBeforeLastStep(id, steps.back().effective_date);
  }
  if (steps.size() >= kMaxSteps) return TooManySteps(id);
  steps.push_back(step);
  return next;
}

absl::StatusOr<Record<Project>> ApplyApproval(const Projects& projects, const std::string& id,
                                              ApprovalOutcome outcome, const base::Date& day,
                                              const std::string& reason) {
  return DecideStep(projects, id, "", {ActionOf(outcome), day, reason});
}

}  // namespace cobuild::projects
