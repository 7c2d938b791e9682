#include "services/assessment/domain/metric.h"

#include <algorithm>
#include <charconv>

namespace cobuild::assessment {
namespace {

constexpr size_t kMaxIdLength = 63;

bool IsLetter(char c) { return 'a' <= c && c <= 'z'; }
bool IsDigit(char c) { return '0' <= c && c <= '9'; }

}  // namespace

bool IsMetricId(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdLength && IsLetter(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return IsLetter(c) || IsDigit(c) || c == '_'; });
}

std::optional<MetricKey> ParseMetricKey(std::string_view text) {
  const size_t at = text.find('@');
  if (at == std::string_view::npos || !IsMetricId(text.substr(0, at))) return std::nullopt;
  const std::string_view digits = text.substr(at + 1);
  if (digits.empty() || !IsDigit(digits.front()) || digits.front() == '0') return std::nullopt;
  MetricKey key{.id = std::string(text.substr(0, at))};
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), key.version);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return key;
}

std::string FormatMetricKey(const MetricKey& key) {
  return key.id + '@' + std::to_string(key.version);
}

std::string MetricName(const MetricKey& key) { return "metrics/" + FormatMetricKey(key); }

// Without a qualifier as it was before metrics had any, with facts from zero: request ids outlive
// programs.
base::Digest DigestOf(const Metric& metric) {
  base::DigestBuilder digest("cobuild.assessment.create_metric.v1");
  digest.Add(FormatMetricKey(metric.key))
      .Add(metric.description)
      .Add(static_cast<int64_t>(metric.fact) - 1)
      .Add(metric.income_definition);
  if (!metric.qualifier.empty()) digest.Add(metric.qualifier);
  return digest.Finish();
}

}  // namespace cobuild::assessment
