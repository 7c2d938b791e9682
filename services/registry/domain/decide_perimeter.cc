#include "services/registry/domain/decide_perimeter.h"

#include <vector>

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

absl::Status RequireVillages(const Registry& registry, const std::vector<std::string>& codes) {
  for (const std::string& code : codes) {
    if (!registry.FindVillage(code, registry.LatestOn(kLastDay))) return VillageNotFound(code);
  }
  return absl::OkStatus();
}

absl::Status RequireExceptions(const Registry& registry, const Perimeter& facts) {
  COBUILD_RETURN_IF_ERROR(RequireVillages(registry, facts.include_villages));
  return RequireVillages(registry, facts.exclude_villages);
}

}  // namespace

absl::StatusOr<Record<Perimeter>> DecideCreatePerimeter(const Registry& registry,
                                                        const std::string& id,
                                                        const Perimeter& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<Perimeter> first,
                           records::FirstOf(registry, id, facts, kPerimeterExists));
  COBUILD_RETURN_IF_ERROR(RequireExceptions(registry, facts));
  return first;
}

absl::StatusOr<Record<Perimeter>> DecideUpdatePerimeter(const Registry& registry,
                                                        const std::string& id,
                                                        const std::string& etag,
                                                        const Perimeter& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<Perimeter> next,
                           records::NextOf<Perimeter>(registry, id, etag, kPerimeterNotFound));
  COBUILD_RETURN_IF_ERROR(RequireExceptions(registry, facts));
  next.facts = facts;
  return next;
}

}  // namespace cobuild::registry
