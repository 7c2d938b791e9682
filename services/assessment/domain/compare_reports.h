// What differs between what two reports say.
#pragma once

#include <optional>
#include <vector>

#include "services/assessment/domain/report.h"

namespace cobuild::assessment {

// Numbered as on the wire.
enum class ClaimChange {
  kAdded = 1,
  kRemoved,
  kStatement,
  kValue,
  kVerdict,
  kViolators,
  kMissing,
  kDefinition,
  kFormula,
  kOrigin,
};

struct ClaimComparison {
  std::optional<StatedClaim> base = {};   // nullopt: it stands in the other alone
  std::optional<StatedClaim> other = {};  // nullopt: it stands in the base alone
  std::vector<ClaimChange> changes = {};  // in order
};

// One for each claim of either, in order of id.
std::vector<ClaimComparison> CompareReports(const ReportContent& base, const ReportContent& other);

}  // namespace cobuild::assessment
