// Metrics: versioned definitions of what a figure counts or sums.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "common/base/time.h"
#include "services/assessment/domain/fact.h"

namespace cobuild::assessment {

// "collective_income@1". Ordered by id, then version.
struct MetricKey {
  std::string id;   // ^[a-z][a-z0-9_]{0,62}$
  int version = 0;  // from 1
  auto operator<=>(const MetricKey&) const = default;
};

bool IsMetricId(std::string_view text);
// "collective_income@1", strictly; nullopt for anything else.
std::optional<MetricKey> ParseMetricKey(std::string_view text);
std::string FormatMetricKey(const MetricKey& key);
// "metrics/collective_income@1"
std::string MetricName(const MetricKey& key);

// A version never changes.
struct Metric {
  MetricKey key;
  std::string description = {};
  Fact fact = Fact::kVillage;
  std::string income_definition = {};  // "collective_income_gross@1"; "" for other facts
  std::string qualifier = {};          // which records count, as "FIRST_SECRETARY"; "": all
  int64_t position = 0;                // of the change that recorded it; 0: not recorded
  base::Timestamp record_time = {};
  bool operator==(const Metric&) const = default;
};

// What makes two requests to create a metric the same.
base::Digest DigestOf(const Metric& metric);

// The metric to record when `latest_version` (0: none) is the last one of its id.
// FAILED_PRECONDITION VERSION_NOT_NEXT.
absl::StatusOr<Metric> DecideMetric(int latest_version, const Metric& wanted);

}  // namespace cobuild::assessment
