#include "services/projects/domain/check_procedure.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

namespace cobuild::projects {
namespace {

constexpr size_t kCodeDigits = 12;

class StepCheck {
 public:
  StepCheck(error::Violations& violations, size_t index)
      : violations_(violations), field_(fmt::format("procedure.steps[{}].", index)) {}

  void InRange(std::string_view part, int64_t value, int64_t least, int64_t most) {
    if (least <= value && value <= most) return;
    violations_.Add(fmt::format("{}{}", field_, part), "OUT_OF_RANGE",
                    fmt::format("must be {} to {}", least, most));
  }

  void Quorum(const QuorumRule& rule) {
    InRange("quorum.present_denominator", rule.present_denominator, 1, kMaxDenominator);
    InRange("quorum.in_favour_denominator", rule.in_favour_denominator, 1, kMaxDenominator);
    InRange("quorum.present_numerator", rule.present_numerator, 1,
            std::clamp<int64_t>(rule.present_denominator, 1, kMaxDenominator));
    InRange("quorum.in_favour_numerator", rule.in_favour_numerator, 0,
            std::clamp<int64_t>(rule.in_favour_denominator, 1, kMaxDenominator) - 1);
  }

  void Repeated() {
    violations_.Add(field_ + "step_id", "DUPLICATE", "the procedure has this step already");
  }

 private:
  error::Violations& violations_;
  std::string field_;
};

}  // namespace

bool IsDivisionPrefix(std::string_view text) {
  return text.size() <= kCodeDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

void CheckProcedure(error::Violations& violations, const Procedure& procedure) {
  if (!IsDivisionPrefix(procedure.division_prefix)) {
    violations.Add("procedure.division_prefix", "MALFORMED", "must be 1 to 12 digits");
  }
  std::set<std::string> seen;
  for (size_t i = 0; i < procedure.steps.size(); ++i) {
    const ProcedureStep& step = procedure.steps[i];
    StepCheck check(violations, i);
    if (!seen.insert(step.id).second) check.Repeated();
    if (step.quorum) check.Quorum(*step.quorum);
    check.InRange("notice_days", step.notice_days, 0, kMaxStepDays);
    check.InRange("days_allowed", step.days_allowed, 0, kMaxStepDays);
  }
}

}  // namespace cobuild::projects
