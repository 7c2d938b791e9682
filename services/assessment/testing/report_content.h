// A report's content that tests of rules start from.
#pragma once

#include "services/assessment/domain/report.h"

namespace cobuild::assessment {

// Two claims: F01, PROVEN by 61, and F14, REFUTED by one village and missing another.
inline ReportContent TwoClaims() {
  StatedClaim count;
  count.id = "F01";
  count.statement = "61个村";
  count.claimed_value = "61";
  count.relation = "=";
  count.unit = "village";
  count.computed_value = "61";
  count.rendered_value = "61个";
  count.verdict = Verdict::kProven;
  count.perimeter = "perimeters/jiangxia-programme";
  count.definition = "villages@1";
  count.formula = "number of villages";
  count.origin = DataOrigin::kExample;
  StatedClaim every = count;
  every.id = "F14";
  every.statement = "均超过5万元";
  every.computed_value = "49000.00";
  every.verdict = Verdict::kRefuted;
  every.violators = {{"420115001211", "第11村", "49000.00", "villages/420115001211"}};
  every.missing = {"villages/420115001212"};
  ReportContent content;
  content.claims = {count, every};
  content.positions = {.registry = 565, .finance = 4012};
  content.metrics_position = 14;
  content.origin = DataOrigin::kExample;
  content.generate_time = {1'700'000'000'000'000};
  return content;
}

}  // namespace cobuild::assessment
