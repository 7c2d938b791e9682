// Which villages a list is about, page by page in order of code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "services/registry/domain/moment.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// A village must meet all that are given.
struct VillageFilter {
  std::string division_code;             // anywhere below it
  std::optional<Category> category;      // open on the day
  const Perimeter* perimeter = nullptr;  // belongs to it
  scope::Reach reach = {};               // is within it, by today's tree
};

struct VillagePage {
  std::vector<Village> villages;
  bool is_last = true;
  int total = 0;         // villages on all pages together
  int64_t position = 0;  // what the page takes into account
};

VillagePage ListVillages(const Registry& registry, const VillageFilter& filter,
                         const Moment& moment, const PageRange& range);

}  // namespace cobuild::registry
