// cobuild.assessment.v1.ReportService.
#pragma once

#include <vector>

#include "common/rpc/router.h"
#include "services/assessment/app/live_assessment.h"
#include "services/assessment/domain/claim.h"
#include "services/assessment/rpc/metric_service.h"

namespace cobuild::assessment {

// `live` and `claims` outlive the router.
void RegisterReportService(rpc::Router& router, LiveAssessment& live, const SourcesFor& sources_for,
                           const std::vector<Claim>& claims);

}  // namespace cobuild::assessment
