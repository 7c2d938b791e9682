#include "services/registry/app/read_perimeters.h"

#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Perimeter> GetPerimeter(const LiveRegistry& live, const std::string& id) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<Perimeter> {
    const Perimeter* perimeter = registry.FindPerimeter(id);
    if (perimeter == nullptr) return PerimeterNotFound(id);
    return *perimeter;
  });
}

PerimeterPage ListPerimeters(const LiveRegistry& live, const PageRange& range) {
  return live.Read([&](const Registry& registry) {
    PerimeterPage page;
    const auto& all = registry.perimeters();
    for (auto it = all.upper_bound(range.after); it != all.end() && page.is_last; ++it) {
      if (it->second.position > registry.position()) continue;
      page.is_last = page.perimeters.size() < static_cast<size_t>(range.size);
      if (page.is_last) page.perimeters.push_back(it->second);
    }
    return page;
  });
}

}  // namespace cobuild::registry
