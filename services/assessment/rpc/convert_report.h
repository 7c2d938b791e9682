// Programme reports between wire and domain.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "common/base/time.h"
#include "services/assessment/app/generate_programme_report.h"

namespace cobuild::assessment {

// The known_at of the request. INVALID_ARGUMENT.
absl::StatusOr<std::optional<base::Timestamp>> FromProto(
    const v1::GenerateProgrammeReportRequest& request);

v1::ProgrammeReport ToProto(const ProgrammeReport& report);

}  // namespace cobuild::assessment
