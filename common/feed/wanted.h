// What of a feed a consumer gets.
#pragma once

#include "cobuild/feed/v1/feed.pb.h"
#include "common/feed/type_filter.h"
#include "common/scope/reach.h"

namespace cobuild::feed {

// The types that it asks for, of what its grants reach.
struct Wanted {
  TypeFilter types;
  scope::Reach reach;

  bool everything() const { return types.admits_all() && reach.everything(); }

  // A change as Source::List gives it for the reach.
  bool Admits(const v1::Change& change) const {
    return (reach.everything() || change.has_resource()) && types.Admits(change.resource());
  }
};

}  // namespace cobuild::feed
