#include "services/assessment/domain/errors.h"

#include <fmt/format.h>

#include "common/error/error.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

absl::Status VersionNotNext(const MetricKey& wanted, int next) {
  return error::Make(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_NEXT",
                     fmt::format("metrics/{} cannot be created: the next version is {}",
                                 FormatMetricKey(wanted), next),
                     {{"metric", wanted.id}, {"next_version", std::to_string(next)}});
}

absl::Status MetricNotFound(const MetricKey& key) {
  const std::string name = MetricName(key);
  return error::Make(absl::StatusCode::kNotFound, "METRIC_NOT_FOUND",
                     fmt::format("{} does not exist", name), {{"metric", name}});
}

absl::Status PerimeterNotFound(std::string_view perimeter_id) {
  const std::string name = fmt::format("perimeters/{}", perimeter_id);
  return error::Make(absl::StatusCode::kNotFound, "PERIMETER_NOT_FOUND",
                     fmt::format("the registry has no {}", name), {{"perimeter", name}});
}

absl::Status ClaimNotFound(std::string_view claim_id) {
  return error::Make(absl::StatusCode::kNotFound, "CLAIM_NOT_FOUND",
                     fmt::format("the programme report has no claim {}", claim_id),
                     {{"claim", std::string(claim_id)}});
}

absl::Status ClaimUndefined(std::string_view claim_id, std::string_view why) {
  return error::Make(absl::StatusCode::kNotFound, "CLAIM_UNDEFINED",
                     fmt::format("{} has no definition: {}", claim_id, why),
                     {{"claim", std::string(claim_id)}});
}

absl::Status SourceUnavailable(std::string_view service, std::string_view why) {
  return error::Make(absl::StatusCode::kUnavailable, "SOURCE_UNAVAILABLE",
                     fmt::format("{} gave no answer: {}", service, why),
                     {{"service", std::string(service)}, {"cause", std::string(why)}});
}

absl::Status TooManyVillages(std::string_view perimeter_id) {
  return error::Make(
      absl::StatusCode::kFailedPrecondition, "TOO_MANY_VILLAGES",
      fmt::format("perimeters/{} has more than {} villages", perimeter_id, kMaxVillages));
}

absl::Status PerimeterEmpty(std::string_view perimeter_id) {
  return error::Make(absl::StatusCode::kFailedPrecondition, "PERIMETER_EMPTY",
                     fmt::format("no village of perimeters/{} was known", perimeter_id));
}

}  // namespace cobuild::assessment
