// Rules that look at other records look them up by key.
#pragma once

#include <string_view>

#include "services/registry/domain/registry.h"

namespace cobuild::registry {

// The first standing record with `key` whose facts meet `meets(const Record<Facts>&)`; null when
// there is none. The key may be of an earlier state: `meets` looks again.
template <class Facts, class Meets>
const Record<Facts>* FindByKey(const Registry& registry, std::string_view key, const Meets& meets) {
  const Record<Facts>* found = nullptr;
  registry.Of<Facts>().VisitKeyAfter(key, "", registry.position(),
                                     [&](const Record<Facts>& record) {
                                       if (meets(record)) found = &record;
                                       return found == nullptr;
                                     });
  return found;
}

}  // namespace cobuild::registry
