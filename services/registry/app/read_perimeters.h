// GetPerimeter, ListPerimeters. The villages of one are ListVillages with its id.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/moment.h"

namespace cobuild::registry {

// PERIMETER_NOT_FOUND
absl::StatusOr<Perimeter> GetPerimeter(const LiveRegistry& live, const std::string& id);

struct PerimeterPage {
  std::vector<Perimeter> perimeters;
  bool is_last = true;
};

// In order of id, which is the key of `range`.
PerimeterPage ListPerimeters(const LiveRegistry& live, const PageRange& range);

}  // namespace cobuild::registry
