// Resource names of assessment, and those of other services that it hands on.
#pragma once

#include <string>
#include <string_view>

#include "common/error/error.h"
#include "services/assessment/domain/metric.h"

namespace cobuild::assessment {

// The key of "metrics/{metric}@{version}". REQUIRED, MALFORMED.
MetricKey RequiredMetricName(error::Violations& violations, std::string_view field,
                             std::string_view value);

inline std::string VillageName(std::string_view code) { return "villages/" + std::string(code); }
inline std::string PerimeterName(std::string_view id) { return "perimeters/" + std::string(id); }

}  // namespace cobuild::assessment
