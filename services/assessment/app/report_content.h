// What a computed report says, in the form in which it is shown, digested and stored.
#pragma once

#include "services/assessment/app/generate_programme_report.h"
#include "services/assessment/domain/report.h"

namespace cobuild::assessment {

ReportContent ContentOf(const ProgrammeReport& report);

}  // namespace cobuild::assessment
