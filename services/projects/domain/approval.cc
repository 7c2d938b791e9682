#include "services/projects/domain/approval.h"

#include <algorithm>

#include "services/projects/domain/procedures.h"

namespace cobuild::projects {
namespace {

struct Submission {
  base::Date day;
  int64_t position = 0;
};

// The last one up to the day. Steps are only ever added, so that the first state with as many steps
// is the one that it made.
std::optional<Submission> LastSubmission(const Projects& projects, const Record<Project>& project,
                                         const base::Date& day) {
  const std::vector<Step>& steps = project.facts.steps;
  for (size_t count = steps.size(); count > 0; --count) {
    const Step& step = steps[count - 1];
    if (step.action != ProjectAction::kSubmit || step.effective_date > day) continue;
    const auto& states = *projects.Of<Project>().StatesOf(project.id);
    const auto made = std::find_if(states.begin(), states.end(), [&](const auto& state) {
      return state.facts.steps.size() >= count;
    });
    return Submission{step.effective_date, made->position};
  }
  return std::nullopt;
}

// Whether the decision approves the step after those that are approved, and still does: nobody's
// approval outlives that he states or submits the project himself.
bool Counts(const Projects& projects, const Approval& approval, const Record<Decision>& decision,
            const records::Moment& moment) {
  if (!approval.procedure) return false;
  const std::vector<ProcedureStep>& steps = approval.procedure->facts.steps;
  const size_t next = approval.approvals.size();
  const Decision& made = decision.facts;
  return made.outcome == ApprovalOutcome::kApproved && made.procedure == approval.procedure->id &&
         made.dossier_digest == approval.dossier_digest && made.decision_date <= moment.as_of &&
         next < steps.size() && made.step_id == steps[next].id &&
         !HasStated(projects, approval.project, decision.actor, moment.position);
}

}  // namespace

std::vector<std::string> Decision::Keys() const { return {records::NameOf<Project>(project)}; }

const ProcedureStep* Approval::NextStep() const {
  if (state != ProjectState::kSubmitted || !procedure) return nullptr;
  const std::vector<ProcedureStep>& steps = procedure->facts.steps;
  return approvals.size() < steps.size() ? &steps[approvals.size()] : nullptr;
}

base::Date Approval::ReadyDate() const {
  if (approvals.empty() || !approvals.back().facts.notice) return last_day;
  const PublicNotice& notice = *approvals.back().facts.notice;
  return std::max(last_day, base::DaysAfter(notice.start_date, static_cast<int>(notice.days)));
}

std::optional<base::Date> Approval::DueDate() const {
  const ProcedureStep* next = NextStep();
  if (next == nullptr || next->days_allowed == 0) return std::nullopt;
  return base::DaysAfter(ReadyDate(), static_cast<int>(next->days_allowed));
}

Approval ApprovalOf(const Projects& projects, const Record<Project>& project,
                    const records::Moment& moment) {
  Approval approval;
  approval.project = project.id;
  approval.stated = project.facts.stated;
  approval.state = StateOn(project.facts, moment.as_of);
  approval.dossier_digest = DossierDigest(project.id, project.facts.stated);
  approval.version = project.position;
  if (const auto submission = LastSubmission(projects, project, moment.as_of)) {
    approval.procedure = ProcedureInForce(projects, approval.stated.villages.front().village_code,
                                          submission->day, submission->position);
    approval.last_day = submission->day;
  }
  const auto visit = [&](const Record<Decision>& decision) {
    approval.version = std::max(approval.version, decision.position);
    if (!Counts(projects, approval, decision, moment)) return true;
    approval.last_day = std::max(approval.last_day, decision.facts.decision_date);
    approval.approvals.push_back(decision);
    return true;
  };
  projects.Of<Decision>().VisitKeyAfter(records::NameOf<Project>(project.id), "", moment.position,
                                        visit);
  return approval;
}

bool HasStated(const Projects& projects, std::string_view id, std::string_view principal,
               int64_t position) {
  const auto* states = projects.Of<Project>().StatesOf(id);
  if (states == nullptr) return false;
  size_t steps = 0;
  for (const Record<Project>& state : *states) {
    if (state.position > position) break;
    const std::vector<Step>& taken = state.facts.steps;
    const bool stated = taken.size() == steps || taken.back().action == ProjectAction::kSubmit;
    if (stated && state.actor == principal) return true;
    steps = taken.size();
  }
  return false;
}

size_t CountDecisions(const Projects& projects, std::string_view id) {
  size_t count = 0;
  projects.Of<Decision>().VisitKeyAfter(records::NameOf<Project>(id), "", projects.position(),
                                        [&](const Record<Decision>&) {
                                          ++count;
                                          return true;
                                        });
  return count;
}

}  // namespace cobuild::projects
