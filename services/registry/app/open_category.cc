#include "services/registry/app/open_category.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/records/record_change.h"

namespace cobuild::registry {

absl::StatusOr<Episode> OpenCategory(LiveRegistry& live, ChangeRequest change,
                                     const OpenCategoryCommand& command) {
  change.request.digest = DigestOf(command);
  COBUILD_ASSIGN_OR_RETURN(
      const Rows recorded,
      RecordChange(live, change, [&](const Registry& registry) -> absl::StatusOr<Rows> {
        COBUILD_ASSIGN_OR_RETURN(Episode episode,
                                 DecideOpenCategory(registry, change.reach, command));
        return Rows{.episodes = {std::move(episode)}};
      }));
  return recorded.episodes.front();
}

}  // namespace cobuild::registry
