#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/scope/reach.h"
#include "services/assessment/app/live_assessment.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/claim.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/verdict.h"

namespace cobuild::assessment {

struct GenerateProgrammeReportCommand {
  std::optional<base::Timestamp> known_at;  // absent: the latest
  base::Timestamp now;
  // Exactly these instead of what was known at an instant, and metrics up to metrics_position.
  std::optional<Positions> positions = std::nullopt;
  int64_t metrics_position = 0;
  scope::Reach reach = {};     // what the report may rest on
  bool find_division = false;  // whose report it is
};

struct ClaimResult {
  Claim claim;
  std::optional<Figure> figure;  // nullopt: there is nothing to compute it by
  Finding finding;
  std::string rendered_value;
  std::string formula;  // how it was computed, or why not
};

struct ProgrammeReport {
  std::vector<ClaimResult> claims;  // in order of id
  base::Timestamp generate_time;
  std::optional<base::Timestamp> known_at;
  Positions positions;
  int64_t metrics_position = 0;  // of the last metric that was taken into account
  DataOrigin origin = DataOrigin::kUnknown;
  // Code of the district that holds all that the claims rest on; "" when it is wider, or was not
  // asked for.
  std::string division;
};

// Every claim with its verdict, all from one position of each service; stores nothing. A metric or
// perimeter that is not there makes its claims UNDEFINED. What a report says does not depend on who
// asks: PERMISSION_DENIED OUT_OF_SCOPE, before any figure, when the reach does not hold every
// perimeter of the claims, or a fund or division that one rests on. UNAVAILABLE SOURCE_UNAVAILABLE:
// never a part of a report.
absl::StatusOr<ProgrammeReport> GenerateProgrammeReport(
    const LiveAssessment& live, Sources& sources, const std::vector<Claim>& claims,
    const GenerateProgrammeReportCommand& command);

}  // namespace cobuild::assessment
