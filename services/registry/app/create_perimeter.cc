#include "services/registry/app/create_perimeter.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/records/record_change.h"
#include "services/registry/domain/decide_perimeter.h"

namespace cobuild::registry {

absl::StatusOr<Perimeter> CreatePerimeter(LiveRegistry& live, ChangeRequest change,
                                          Perimeter perimeter) {
  // Before the id is made up, so that a retry is the same request.
  change.request.digest = DigestOf(perimeter);
  perimeter.id = records::IdOr(perimeter.id, change.now);
  COBUILD_ASSIGN_OR_RETURN(
      const Rows recorded,
      RecordChange(live, change, [&](const Registry& registry) -> absl::StatusOr<Rows> {
        COBUILD_RETURN_IF_ERROR(DecideCreatePerimeter(registry, perimeter));
        return Rows{.perimeters = {perimeter}};
      }));
  return recorded.perimeters.front();
}

}  // namespace cobuild::registry
