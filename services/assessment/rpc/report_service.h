// cobuild.assessment.v1.ReportService.
#pragma once

#include <vector>

#include "common/rpc/router.h"
#include "services/assessment/domain/claim.h"
#include "services/assessment/rpc/metric_service.h"
#include "services/assessment/store/store.h"

namespace cobuild::assessment {

// `store` and `claims` outlive the router.
void RegisterReportService(rpc::Router& router, Store& store, const SourcesFor& sources_for,
                           const std::vector<Claim>& claims);

}  // namespace cobuild::assessment
