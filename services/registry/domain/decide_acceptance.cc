#include "services/registry/domain/decide_acceptance.h"

#include <fmt/format.h>

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Record<VillageAcceptance>> DecideRecordAcceptance(const Registry& registry,
                                                                 const scope::Reach& reach,
                                                                 const std::string& id,
                                                                 const VillageAcceptance& facts) {
  COBUILD_RETURN_IF_ERROR(
      RequireVillage(registry, reach, facts.village_code, facts.acceptance_date));
  return records::FirstOf(registry, fmt::format("{}/{}", facts.village_code, id), facts,
                          kAcceptanceExists);
}

absl::StatusOr<Record<VillageAcceptance>> DecideVoidAcceptance(const Registry& registry,
                                                               const std::string& id,
                                                               const std::string& etag,
                                                               const std::string& reason) {
  return records::Withdrawn<VillageAcceptance>(registry, id, etag, reason, kAcceptanceNotFound);
}

}  // namespace cobuild::registry
