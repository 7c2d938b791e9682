// Villages as figures count them.
#pragma once

#include <string>
#include <string_view>

namespace cobuild::assessment {

// 四类村, as the registry records them.
enum class Category {
  kNone,
  kWeakOrganisation,
  kPoorEnvironment,
  kOldRevolutionaryBase,
  kHollowEconomy,
};

// "HOLLOW_ECONOMY"; "" for kNone.
std::string_view NameOf(Category category);

// Villages that one figure is computed over at most.
inline constexpr int kMaxVillages = 10'000;

struct Village {
  std::string code;  // 12 digits
  std::string name;
  std::string township_name;
  std::string township = {};  // code
  bool operator==(const Village&) const = default;
};

// Whether facts describe the world or an example. In this order, so that the larger of two says
// what both together are.
enum class DataOrigin { kUnknown, kRecorded, kExample };

}  // namespace cobuild::assessment
