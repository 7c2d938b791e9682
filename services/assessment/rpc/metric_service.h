// cobuild.assessment.v1.MetricService.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "common/rpc/call.h"
#include "common/rpc/router.h"
#include "services/assessment/app/live_assessment.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/claim.h"

namespace cobuild::assessment {

// The other services, asked on behalf of a call.
using SourcesFor = std::function<std::unique_ptr<Sources>(const rpc::Call&)>;

// `live` and `claims` outlive the router.
void RegisterMetricService(rpc::Router& router, LiveAssessment& live, const SourcesFor& sources_for,
                           const std::vector<Claim>& claims);

}  // namespace cobuild::assessment
