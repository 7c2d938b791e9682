// Metrics: versioned definitions of what a figure counts or sums.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/digest.h"
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
  static constexpr std::string_view kKind = "metric";
  static constexpr std::string_view kNamePattern = "metrics/{}";

  MetricKey key;
  std::string description = {};
  Fact fact = Fact::kVillage;
  std::string income_definition = {};  // "collective_income_gross@1"; "" for other facts
  std::string qualifier = {};          // which records count, as "FIRST_SECRETARY"; "": all

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("metric_id", self.key.id);
    visit("version", self.key.version);
    visit("description", self.description);
    visit("fact", self.fact);
    visit("income_definition", self.income_definition);
    visit("qualifier", self.qualifier);
  }
  bool operator==(const Metric&) const = default;
};

// What makes two requests to create a metric the same.
base::Digest DigestOf(const Metric& metric);

}  // namespace cobuild::assessment
