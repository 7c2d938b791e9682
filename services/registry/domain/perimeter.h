// A perimeter (口径): a named set of villages by rule, so that a figure can say what it is computed
// on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/division.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

struct Perimeter {
  std::string id;
  std::string display_name;
  std::vector<std::string> include_prefixes;  // of codes, 2 to 12 digits; at least one
  std::vector<std::string> exclude_prefixes;
  std::vector<Kind> kinds;                    // empty: all
  std::vector<std::string> include_villages;  // codes; no code is in both lists
  std::vector<std::string> exclude_villages;
  std::string basis;
  DataOrigin data_origin = DataOrigin::kRecorded;
  int64_t position = 0;
  base::Timestamp record_time;

  bool operator==(const Perimeter&) const = default;
};

// Whether a village belongs: an exception decides first; then its code starts with an included
// prefix and with no excluded one, and its kind is listed.
bool Contains(const Perimeter& perimeter, std::string_view village_code);

}  // namespace cobuild::registry
