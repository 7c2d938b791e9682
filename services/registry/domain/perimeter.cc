#include "services/registry/domain/perimeter.h"

#include <algorithm>

namespace cobuild::registry {
namespace {

template <class T, class U>
bool Has(const std::vector<T>& values, const U& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool StartsWithAny(std::string_view code, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return code.starts_with(prefix); });
}

}  // namespace

bool Contains(const Perimeter& perimeter, std::string_view village_code) {
  if (Has(perimeter.include_villages, village_code)) return true;
  if (Has(perimeter.exclude_villages, village_code)) return false;
  if (!StartsWithAny(village_code, perimeter.include_prefixes)) return false;
  if (StartsWithAny(village_code, perimeter.exclude_prefixes)) return false;
  return perimeter.kinds.empty() || Has(perimeter.kinds, KindOf(Level::kVillage, village_code));
}

}  // namespace cobuild::registry
