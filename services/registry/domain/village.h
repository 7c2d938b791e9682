// A village as the programme sees it, and the categories (四类村) that it was in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/base/time.h"
#include "services/registry/domain/division.h"

namespace cobuild::registry {

enum class Category {
  kWeakOrganisation = 1,
  kPoorEnvironment,
  kOldRevolutionaryBase,
  kHollowEconomy,
};

enum class DataOrigin { kRecorded = 1, kExample };

// A division of the village level on one day.
struct Village {
  std::string code;
  std::string name;
  Kind kind = Kind::kNone;
  std::string township_code;  // empty when no township is among its ancestors
  std::string township_name;
  std::optional<Category> category;  // open on the day

  bool operator==(const Village&) const = default;
};

// A recorded state of one stay in a category. Its village and first day name it; the state recorded
// last holds.
struct Episode {
  std::string village_code;
  base::Date entered_date;
  Category category = Category::kWeakOrganisation;
  std::string basis;
  std::optional<base::Date> graduated_date;  // first day no longer in it; nullopt while open
  std::string evidence;
  DataOrigin data_origin = DataOrigin::kRecorded;
  int64_t position = 0;
  base::Timestamp record_time;

  bool IsOpenOn(const base::Date& day) const {
    return entered_date <= day && (!graduated_date || day < *graduated_date);
  }
  bool operator==(const Episode&) const = default;
};

}  // namespace cobuild::registry
