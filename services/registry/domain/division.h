// One administrative division (行政区划) as an edition recorded it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"

namespace cobuild::registry {

// From the widest to the narrowest; a parent's is lower than its child's.
enum class Level { kProvince = 1, kPrefecture, kCounty, kTownship, kVillage };

enum class Kind {
  kNone,  // above the township, or segments of the code that the table does not name
  kStreet,
  kTown,
  kRuralTownship,
  kTownshipLike,
  kResidentsCommittee,
  kVillagersCommittee,
  kVillageLike,
};

// By the township or village segment of the code, as the statistical office assigns them; never by
// the name (villages are called 生产队) and never by trailing zeros. `code` has 12 digits.
Kind KindOf(Level level, std::string_view code);

// 城乡分类代码: 111, 112, 121, 122, 123, 210 or 220.
bool IsUrbanRuralClass(std::string_view text);

// What an edition says of one division.
struct DivisionFacts {
  std::string code;  // 12 digits
  std::string name;
  Level level = Level::kProvince;
  std::string parent_code;        // 12 digits; empty for a province
  std::string urban_rural_class;  // or empty
  std::vector<std::string> aliases;

  bool operator==(const DivisionFacts&) const = default;
};

// One recorded version: what holds from its day on, until the version of a later day.
struct Division {
  DivisionFacts facts;
  base::Date effective_date;
  std::string edition;
  int64_t position = 0;
  base::Timestamp record_time;

  bool operator==(const Division&) const = default;
};

}  // namespace cobuild::registry
