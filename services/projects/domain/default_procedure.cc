#include "services/projects/domain/default_procedure.h"

#include <string>

namespace cobuild::projects {
namespace {

// 四议两公开: at least two thirds present, and more than half of these in favour.
constexpr QuorumRule kVillageQuorum{2, 3, 1, 2};
constexpr int64_t kNoticeDays = 7;

Procedure FiveSteps() {
  Procedure procedure;
  procedure.title = "五步走 (Cobuild's own default, not an authority's)";
  procedure.effective_date = {1, 1, 1};
  procedure.steps = {
      {"village-resolution", "村级决议并公示", ProcedureStepKind::kVillageResolution,
       "VILLAGE_OFFICER", kVillageQuorum, kNoticeDays, 30},
      {"feasibility", "工作队与共建单位联合论证", ProcedureStepKind::kFeasibility, "RESIDENT_TEAM",
       std::nullopt, 0, 30},
      {"township-review", "乡镇街审核", ProcedureStepKind::kTownshipReview, "TOWNSHIP_LEADER",
       std::nullopt, 0, 15},
      {"department-appraisal", "区直部门联合评审", ProcedureStepKind::kDepartmentAppraisal,
       "DEPARTMENT_REVIEWER", std::nullopt, 0, 30},
      {"leading-group-decision", "领导小组审定并公示", ProcedureStepKind::kLeadingGroupDecision,
       "LEADING_GROUP", std::nullopt, kNoticeDays, 30},
  };
  return procedure;
}

}  // namespace

const records::Record<Procedure>& DefaultProcedure() {
  static const records::Record<Procedure> procedure{std::string(kDefaultProcedureId), FiveSteps()};
  return procedure;
}

}  // namespace cobuild::projects
