// Programme reports between wire and domain.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "common/base/time.h"
#include "common/error/error.h"
#include "common/rpc/call.h"
#include "services/assessment/app/generate_programme_report.h"
#include "services/assessment/domain/report.h"
#include "services/assessment/rpc/convert_figure.h"

namespace cobuild::assessment {

// known_at, or positions with metrics_position, and the caller's reach. REQUIRED, OUT_OF_RANGE and
// POSITION_NOT_ALLOWED; NOT_APPLICABLE for positions beside known_at, and for metrics_position
// without positions.
template <class Req>
GenerateProgrammeReportCommand GenerateOf(error::Violations& violations, const Req& request,
                                          const rpc::Call& call);

// INVALID_ARGUMENT.
absl::StatusOr<GenerateProgrammeReportCommand> FromProto(
    const v1::GenerateProgrammeReportRequest& request, const rpc::Call& call);

v1::ProgrammeReport ToProto(const ReportContent& content);

// ---- implementation of the template ----

Positions RequiredPositions(error::Violations& violations, const v1::SourcePositions& positions);
int64_t MetricsPositionOf(error::Violations& violations, int64_t position, bool with_positions);

template <class Req>
GenerateProgrammeReportCommand GenerateOf(error::Violations& violations, const Req& request,
                                          const rpc::Call& call) {
  GenerateProgrammeReportCommand command{
      .known_at = KnownTimeOf(violations, request), .now = call.received(), .reach = call.reach()};
  if (request.has_positions()) {
    command.positions = RequiredPositions(violations, request.positions());
    if (request.has_known_at()) {
      violations.Add("positions", "NOT_APPLICABLE", "must not be given beside known_at");
    }
  }
  command.metrics_position =
      MetricsPositionOf(violations, request.metrics_position(), request.has_positions());
  return command;
}

}  // namespace cobuild::assessment
