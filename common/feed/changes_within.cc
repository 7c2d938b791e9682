#include "common/feed/changes_within.h"

#include <utility>
#include <vector>

#include "common/base/status_macros.h"

namespace cobuild::feed {

audit::ChangesWithin ChangesWithin(Source& source) {
  return [&source](int64_t after, int limit,
                   const scope::Reach& reach) -> absl::StatusOr<std::vector<int64_t>> {
    COBUILD_ASSIGN_OR_RETURN(const std::vector<v1::Change> changes,
                             source.List(after, limit, reach));
    std::vector<int64_t> within;
    for (const v1::Change& change : changes) {
      if (change.has_resource()) within.push_back(change.position());
    }
    return within;
  };
}

}  // namespace cobuild::feed
