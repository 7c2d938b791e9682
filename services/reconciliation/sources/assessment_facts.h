// What assessment computes, reduced to what checks compare.
#pragma once

#include "services/reconciliation/domain/facts.h"

namespace cobuild::assessment::v1 {
class ProgrammeReport;
}

namespace cobuild::reconciliation {

ReportClaims ClaimsOf(const assessment::v1::ProgrammeReport& report);

}  // namespace cobuild::reconciliation
