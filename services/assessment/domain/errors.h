// Every refusal of the assessment service, by name. README.md lists them in the order in which they
// are checked.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "services/assessment/domain/metric.h"

namespace cobuild::assessment {

// FAILED_PRECONDITION VERSION_NOT_NEXT: versions of a metric follow each other without a gap.
absl::Status VersionNotNext(const MetricKey& wanted, int next);

// NOT_FOUND METRIC_NOT_FOUND.
absl::Status MetricNotFound(const MetricKey& key);

// NOT_FOUND PERIMETER_NOT_FOUND: the registry knows none of that id, or knew none then.
absl::Status PerimeterNotFound(std::string_view perimeter_id);

// NOT_FOUND CLAIM_NOT_FOUND: the programme report has no claim of that id.
absl::Status ClaimNotFound(std::string_view claim_id);

// NOT_FOUND CLAIM_UNDEFINED: there is no definition by which the claim could be computed.
absl::Status ClaimUndefined(std::string_view claim_id, std::string_view why);

// UNAVAILABLE SOURCE_UNAVAILABLE: `service` ("registry", "finance", "projects") gave no answer that
// a figure could rest on; `why` is the reason or code that it gave instead.
absl::Status SourceUnavailable(std::string_view service, std::string_view why);

// FAILED_PRECONDITION: no figure can be computed over the perimeter. They never leave the service:
// the figure has no value and says why.
absl::Status TooManyVillages(std::string_view perimeter_id);
absl::Status PerimeterEmpty(std::string_view perimeter_id);

}  // namespace cobuild::assessment
