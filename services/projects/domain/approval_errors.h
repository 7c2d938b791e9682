// Every refusal of procedures and approvals, by name. The README has their order.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/base/digest.h"
#include "common/base/time.h"
#include "services/projects/domain/decision.h"
#include "services/projects/domain/procedure.h"

namespace cobuild::projects {

// NOT_FOUND and ALREADY_EXISTS, as common/records makes them.
inline constexpr std::string_view kProcedureNotFound = "PROCEDURE_NOT_FOUND";
inline constexpr std::string_view kProcedureExists = "PROCEDURE_EXISTS";

// FAILED_PRECONDITION PROCEDURE_DAY_TAKEN, by the procedure `other`
absl::Status ProcedureDayTaken(std::string_view other);

// `project` is an id. FAILED_PRECONDITION where nothing else is said.
absl::Status ApprovalNotOpen(std::string_view project, std::string_view state);
// NOT_FOUND STEP_NOT_FOUND
absl::Status StepNotFound(std::string_view procedure, std::string_view step);
// PERMISSION_DENIED STEP_ROLE_REQUIRED
absl::Status StepRoleRequired(std::string_view step, std::string_view role);
absl::Status DossierChanged(std::string_view project, const base::Digest& current);
absl::Status StepAlreadyDecided(std::string_view project, std::string_view step);
absl::Status StepNotNext(std::string_view project, std::string_view step, std::string_view next);
// The decider has stated or submitted the project.
absl::Status SelfApproval(std::string_view project);
// The same, for one who has decided `earlier_step`.
absl::Status SelfApproval(std::string_view project, std::string_view earlier_step);
// `ready` is the first day after the notice.
absl::Status NoticeRunning(std::string_view project, const base::Date& ready);
absl::Status QuorumNotMet(std::string_view step, const QuorumRule& rule, const Votes& votes);

}  // namespace cobuild::projects
