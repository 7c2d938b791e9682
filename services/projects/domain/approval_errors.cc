#include "services/projects/domain/approval_errors.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "common/error/error.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;

// About the project: its name is told with `more`.
absl::Status Refused(std::string_view reason, std::string_view project, std::string_view message,
                     std::map<std::string, std::string> more = {}) {
  more.emplace("name", fmt::format("projects/{}", project));
  return error::Make(StatusCode::kFailedPrecondition, reason, message, std::move(more));
}

}  // namespace

absl::Status ProcedureDayTaken(std::string_view other) {
  const std::string name = fmt::format("procedures/{}", other);
  return error::Make(StatusCode::kFailedPrecondition, "PROCEDURE_DAY_TAKEN",
                     fmt::format("{} begins for the same prefix on the same day", name),
                     {{"name", name}});
}

absl::Status ApprovalNotOpen(std::string_view project, std::string_view state) {
  return Refused(
      "APPROVAL_NOT_OPEN", project,
      fmt::format("projects/{} is {}, and only a SUBMITTED one is decided on", project, state),
      {{"state", std::string(state)}});
}

absl::Status StepNotFound(std::string_view procedure, std::string_view step) {
  return error::Make(
      StatusCode::kNotFound, "STEP_NOT_FOUND",
      fmt::format("procedures/{} has no step {}", procedure, step),
      {{"procedure", fmt::format("procedures/{}", procedure)}, {"step", std::string(step)}});
}

absl::Status StepRoleRequired(std::string_view step, std::string_view role) {
  return error::Make(StatusCode::kPermissionDenied, "STEP_ROLE_REQUIRED",
                     fmt::format("step {} is decided by {}", step, role),
                     {{"step", std::string(step)}, {"role", std::string(role)}});
}

absl::Status DossierChanged(std::string_view project, const base::Digest& current) {
  return Refused("DOSSIER_CHANGED", project,
                 fmt::format("the dossier of projects/{} is not the one that is signed", project),
                 {{"dossier_digest", base::ToHex(current)}});
}

absl::Status StepAlreadyDecided(std::string_view project, std::string_view step) {
  return Refused("STEP_ALREADY_DECIDED", project,
                 fmt::format("step {} of projects/{} is approved already", step, project),
                 {{"step", std::string(step)}});
}

absl::Status StepNotNext(std::string_view project, std::string_view step, std::string_view next) {
  return Refused(
      "STEP_NOT_NEXT", project,
      fmt::format("step {} of projects/{} is to be decided first, then {}", next, project, step),
      {{"step", std::string(step)}, {"next_step", std::string(next)}});
}

absl::Status SelfApproval(std::string_view project) {
  return Refused(
      "SELF_APPROVAL", project,
      fmt::format("who has stated or submitted projects/{} does not decide on it", project));
}

absl::Status SelfApproval(std::string_view project, std::string_view earlier_step) {
  return Refused("SELF_APPROVAL", project,
                 fmt::format("who has approved step {} of projects/{} decides no other",
                             earlier_step, project),
                 {{"earlier_step", std::string(earlier_step)}});
}

absl::Status NoticeRunning(std::string_view project, const base::Date& ready) {
  return Refused("NOTICE_RUNNING", project,
                 fmt::format("the notice of projects/{} runs; the next step may be decided from {}",
                             project, base::FormatDate(ready)),
                 {{"ready_date", base::FormatDate(ready)}});
}

absl::Status QuorumNotMet(std::string_view step, const QuorumRule& rule, const Votes& votes) {
  return error::Make(
      StatusCode::kFailedPrecondition, "QUORUM_NOT_MET",
      fmt::format("step {} needs at least {}/{} present of {} and more than {}/{} of them in "
                  "favour; {} were present and {} in favour",
                  step, rule.present_numerator, rule.present_denominator, votes.eligible,
                  rule.in_favour_numerator, rule.in_favour_denominator, votes.present,
                  votes.in_favour),
      {{"step", std::string(step)},
       {"eligible", std::to_string(votes.eligible)},
       {"present", std::to_string(votes.present)},
       {"in_favour", std::to_string(votes.in_favour)}});
}

}  // namespace cobuild::projects
