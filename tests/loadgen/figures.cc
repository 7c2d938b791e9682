#include "tests/loadgen/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace cobuild::load {
namespace {

std::string Number(std::optional<double> number) {
  return number ? fmt::format("{:.4g}", *number) : "null";
}

std::optional<double> Ratio(const Figure& figure) {
  return figure.limit ? std::optional(figure.value / *figure.limit) : std::nullopt;
}

double QuantileMs(const std::vector<std::chrono::microseconds>& sorted, double share) {
  const auto index = static_cast<size_t>(share * static_cast<double>(sorted.size() - 1));
  return static_cast<double>(sorted[index].count()) / 1'000;
}

}  // namespace

std::vector<Figure> LatencyFigures(const std::string& scenario,
                                   std::vector<std::chrono::microseconds> durations) {
  std::sort(durations.begin(), durations.end());
  return {{scenario, "p50_ms", QuantileMs(durations, 0.5), "ms", std::nullopt},
          {scenario, "p99_ms", QuantileMs(durations, 0.99), "ms", std::nullopt}};
}

std::string ToJson(const std::vector<Figure>& figures) {
  std::string json = "[";
  for (const Figure& figure : figures) {
    json += fmt::format(
        "{}\n  {{\"scenario\": \"{}\", \"name\": \"{}\", \"value\": {:.6g}, \"unit\": \"{}\", "
        "\"limit\": {}, \"ratio\": {}}}",
        json.size() > 1 ? "," : "", figure.scenario, figure.name, figure.value, figure.unit,
        Number(figure.limit), Number(Ratio(figure)));
  }
  return json + "\n]\n";
}

std::string ToTable(const std::vector<Figure>& figures) {
  std::string table = fmt::format("{:<16}{:<24}{:>12}  {:<14}{:>12}{:>8}\n", "scenario", "name",
                                  "value", "unit", "limit", "ratio");
  for (const Figure& figure : figures) {
    const std::optional<double> ratio = Ratio(figure);
    table += fmt::format("{:<16}{:<24}{:>12.2f}  {:<14}{:>12}{:>8}\n", figure.scenario, figure.name,
                         figure.value, figure.unit,
                         figure.limit ? fmt::format("{:.0f}", *figure.limit) : "-",
                         ratio ? fmt::format("{:.2f}", *ratio) : "-");
  }
  return table;
}

}  // namespace cobuild::load
