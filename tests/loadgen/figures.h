// What a scenario found out, as a person or a program reads it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace cobuild::load {

struct Figure {
  std::string scenario;
  std::string name;
  double value = 0;
  std::string unit;
  std::optional<double> limit;  // what the same machine gave in the same run without us
};

// p50_ms and p99_ms of how long calls took. `durations` is not empty.
std::vector<Figure> LatencyFigures(const std::string& scenario,
                                   std::vector<std::chrono::microseconds> durations);

// A JSON array of {scenario, name, value, unit, limit, ratio}; limit and ratio are null where there
// is none.
std::string ToJson(const std::vector<Figure>& figures);
// One aligned line a figure.
std::string ToTable(const std::vector<Figure>& figures);

}  // namespace cobuild::load
