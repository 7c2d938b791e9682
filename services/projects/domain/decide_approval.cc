#include "services/projects/domain/decide_approval.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/projects/domain/approval.h"
#include "services/projects/domain/approval_errors.h"
#include "services/projects/domain/decide_project.h"
#include "services/projects/domain/errors.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

constexpr std::string_view kAnyStep = "DISTRICT_ADMIN";

bool MayDecide(const Decider& decider, const ProcedureStep& step) {
  return std::any_of(decider.roles.begin(), decider.roles.end(), [&](const std::string& role) {
    return role == step.role || role == kAnyStep;
  });
}

// The step that the command is about, when it is its turn and the decider's.
absl::StatusOr<const ProcedureStep*> FindOpenStep(const Approval& approval, const Decider& decider,
                                                  const DecideStepCommand& command) {
  if (approval.state != ProjectState::kSubmitted) {
    return ApprovalNotOpen(approval.project, NameOf(approval.state));
  }
  const std::vector<ProcedureStep>& steps = approval.procedure->facts.steps;
  const auto step = std::find_if(steps.begin(), steps.end(), [&](const ProcedureStep& other) {
    return other.id == command.step_id;
  });
  if (step == steps.end()) return StepNotFound(approval.procedure->id, command.step_id);
  if (!MayDecide(decider, *step)) return StepRoleRequired(step->id, step->role);
  if (command.dossier_digest != approval.dossier_digest) {
    return DossierChanged(approval.project, approval.dossier_digest);
  }
  const auto place = static_cast<size_t>(step - steps.begin());
  if (place < approval.approvals.size()) return StepAlreadyDecided(approval.project, step->id);
  if (place > approval.approvals.size()) {
    return StepNotNext(approval.project, step->id, approval.NextStep()->id);
  }
  return &*step;
}

absl::Status CheckDecider(const Projects& projects, const Approval& approval,
                          const Decider& decider) {
  if (HasStated(projects, approval.project, decider.principal, projects.position())) {
    return SelfApproval(approval.project);
  }
  if (approval.procedure->facts.allow_repeated_deciders) return absl::OkStatus();
  for (const Record<Decision>& earlier : approval.approvals) {
    if (earlier.actor == decider.principal) {
      return SelfApproval(approval.project, earlier.facts.step_id);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDay(const Approval& approval, const base::Date& day) {
  if (day < approval.last_day) return DateBeforeLastStep(approval.project, approval.last_day);
  const base::Date ready = approval.ReadyDate();
  return day < ready ? NoticeRunning(approval.project, ready) : absl::OkStatus();
}

// What of the command the step asks for and does not have.
absl::Status CheckParts(const ProcedureStep& step, const DecideStepCommand& command) {
  const bool approves = command.outcome == ApprovalOutcome::kApproved;
  error::Violations violations;
  if (step.quorum && approves && !command.votes) {
    violations.Add("votes", "REQUIRED", "the step has a quorum");
  } else if (!step.quorum && command.votes) {
    violations.Add("votes", "NOT_APPLICABLE", "the step has no quorum");
  }
  if (command.notice_date && (!approves || step.notice_days == 0)) {
    violations.Add("notice_date", "NOT_APPLICABLE", "no notice is published");
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  if (approves && step.quorum && !IsMet(*step.quorum, *command.votes)) {
    return QuorumNotMet(step.id, *step.quorum, *command.votes);
  }
  return absl::OkStatus();
}

Record<Decision> DecisionOf(const Approval& approval, const ProcedureStep& step, size_t number,
                            const DecideStepCommand& command) {
  Decision decision;
  decision.project = command.project;
  decision.procedure = approval.procedure->id;
  decision.step_id = step.id;
  decision.outcome = command.outcome;
  decision.dossier_digest = command.dossier_digest;
  decision.votes = command.votes;
  decision.decision_date = command.decision_date;
  decision.comment = command.comment;
  if (command.outcome == ApprovalOutcome::kApproved && step.notice_days > 0) {
    decision.notice =
        PublicNotice{command.notice_date.value_or(command.decision_date), step.notice_days};
  }
  return {fmt::format("{}/{:04}", command.project, number), std::move(decision)};
}

}  // namespace

bool IsMet(const QuorumRule& rule, const Votes& votes) {
  return votes.present * rule.present_denominator >= votes.eligible * rule.present_numerator &&
         votes.in_favour * rule.in_favour_denominator > votes.present * rule.in_favour_numerator;
}

absl::StatusOr<Rows> DecideApprovalStep(const Projects& projects, const Decider& decider,
                                        const DecideStepCommand& command) {
  const auto* project = records::FindStanding<Project>(projects, command.project);
  const std::string name = records::NameOf<Project>(command.project);
  if (project == nullptr) return records::NotFound(kProjectNotFound, name);
  const Approval approval =
      ApprovalOf(projects, *project, {records::kLastDay, projects.position()});
  const std::string etag = records::EtagOf(approval.version);
  if (!command.etag.empty() && command.etag != etag) return records::EtagMismatch(name, etag);
  COBUILD_ASSIGN_OR_RETURN(const ProcedureStep* step, FindOpenStep(approval, decider, command));
  COBUILD_RETURN_IF_ERROR(CheckDecider(projects, approval, decider));
  COBUILD_RETURN_IF_ERROR(CheckDay(approval, command.decision_date));
  COBUILD_RETURN_IF_ERROR(CheckParts(*step, command));

  Rows rows;
  const bool is_last = step == &approval.procedure->facts.steps.back();
  if (is_last || command.outcome != ApprovalOutcome::kApproved) {
    COBUILD_ASSIGN_OR_RETURN(Record<Project> moved,
                             ApplyApproval(projects, command.project, command.outcome,
                                           command.decision_date, command.comment));
    rows.records.push_back(records::Widen<AnyFacts>(std::move(moved)));
  }
  const size_t number = CountDecisions(projects, command.project) + 1;
  rows.records.push_back(records::Widen<AnyFacts>(DecisionOf(approval, *step, number, command)));
  return rows;
}

}  // namespace cobuild::projects
