#include "services/assessment/rpc/names.h"

#include <optional>

namespace cobuild::assessment {
namespace {

constexpr std::string_view kMetrics = "metrics/";

}  // namespace

MetricKey RequiredMetricName(error::Violations& violations, std::string_view field,
                             std::string_view value) {
  if (value.empty()) {
    violations.Add(std::string(field), "REQUIRED", "must be given");
    return {};
  }
  const std::optional<MetricKey> key =
      value.starts_with(kMetrics) ? ParseMetricKey(value.substr(kMetrics.size())) : std::nullopt;
  if (!key) {
    violations.Add(std::string(field), "MALFORMED",
                   "must be metrics/{metric}@{version}, as metrics/collective_income@1");
  }
  return key.value_or(MetricKey{});
}

}  // namespace cobuild::assessment
