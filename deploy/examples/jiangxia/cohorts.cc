#include "deploy/examples/jiangxia/cohorts.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace cobuild::jiangxia {
namespace {

template <class Predicate>
std::vector<Place> VillagesWhere(const Cohorts& cohorts, Predicate predicate) {
  std::vector<Place> found;
  std::ranges::copy_if(cohorts.villages, std::back_inserter(found), predicate);
  return found;
}

}  // namespace

std::vector<std::string> TownshipsOf(const Cohorts& cohorts) {
  std::set<std::string> townships;
  for (const Place& village : cohorts.villages) townships.insert(village.township);
  return {townships.begin(), townships.end()};
}

std::vector<Place> JinkouVillages(const Cohorts& cohorts) {
  return VillagesWhere(cohorts, [](const Place& village) {
    return village.township == kJinkouStreet || village.township == kJingangZone;
  });
}

std::vector<Place> ShanpoVillages(const Cohorts& cohorts) {
  return VillagesWhere(cohorts, [](const Place& village) { return village.township == kShanpo; });
}

}  // namespace cobuild::jiangxia
