#include "services/projects/domain/pending.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/projects/domain/approval.h"

namespace cobuild::projects {
namespace {

std::optional<PendingStep> PendingOf(const Projects& projects, const Record<Project>& project,
                                     const PendingQuery& query, const records::Moment& moment) {
  const std::string& village = project.facts.stated.villages.front().village_code;
  if (!village.starts_with(query.division_prefix)) return std::nullopt;
  if (!records::IsSeen(projects, project, query.reach)) return std::nullopt;
  if (StateOn(project.facts, moment.as_of) != ProjectState::kSubmitted) return std::nullopt;
  const Approval approval = ApprovalOf(projects, project, moment);
  const ProcedureStep* next = approval.NextStep();
  if (next == nullptr || (!query.role.empty() && next->role != query.role)) return std::nullopt;
  PendingStep pending;
  pending.project = project.id;
  pending.display_name = approval.stated.display_name;
  pending.village_code = village;
  pending.step = *next;
  pending.ready_date = approval.ReadyDate();
  pending.due_date = approval.DueDate();
  pending.overdue = pending.due_date && *pending.due_date < moment.as_of;
  pending.dossier_digest = approval.dossier_digest;
  pending.data_origin = approval.stated.data_origin;
  return pending;
}

}  // namespace

std::string PendingStep::Key() const {
  return base::FormatDate(due_date.value_or(records::kLastDay)) + "/" + project;
}

absl::StatusOr<PendingPage> PendingSteps(const Projects& projects, const PendingQuery& query) {
  COBUILD_ASSIGN_OR_RETURN(const records::Moment moment, projects.MomentOf(query.at));
  PendingPage page;
  page.position = moment.position;
  projects.Of<Project>().VisitAfter("", moment.position, [&](const Record<Project>& project) {
    auto pending = PendingOf(projects, project, query, moment);
    if (pending && pending->Key() > query.range.after) page.steps.push_back(*std::move(pending));
    return true;
  });
  const auto size = static_cast<size_t>(query.range.size);
  std::sort(page.steps.begin(), page.steps.end(),
            [](const PendingStep& a, const PendingStep& b) { return a.Key() < b.Key(); });
  page.is_last = page.steps.size() <= size;
  if (!page.is_last) page.steps.resize(size);
  return page;
}

}  // namespace cobuild::projects
