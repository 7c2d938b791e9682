// The programme's villages in the groups that the report speaks of.
#pragma once

#include <string>
#include <vector>

namespace cobuild::jiangxia {

inline constexpr char kDistrict[] = "420115000000";
inline constexpr char kShanpo[] = "420115010000";
inline constexpr char kJinkouStreet[] = "420115002000";
inline constexpr char kJingangZone[] = "420115405000";

struct Place {
  std::string code;
  std::string township;  // code of the division it belongs to
  std::string name;

  bool operator==(const Place&) const = default;
};

// Each group in order of code. A village is in `villages` and in exactly one of the others.
struct Cohorts {
  std::vector<Place> villages;
  std::vector<Place> weak_organisation;
  std::vector<Place> poor_environment;
  std::vector<Place> old_base;
  std::vector<Place> hollow;
  std::vector<Place> ordinary;
};

// Codes of the townships that have villages in the programme, in order.
std::vector<std::string> TownshipsOf(const Cohorts& cohorts);

// The report's 金口街 (the street and the zone) and its 山坡乡.
std::vector<Place> JinkouVillages(const Cohorts& cohorts);
std::vector<Place> ShanpoVillages(const Cohorts& cohorts);

}  // namespace cobuild::jiangxia
