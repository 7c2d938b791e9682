#include "services/registry/app/read_divisions.h"

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {

absl::StatusOr<Division> GetDivision(const LiveRegistry& live, const GetDivisionQuery& query) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<Division> {
    COBUILD_ASSIGN_OR_RETURN(const Moment moment, registry.MomentOf(query.at));
    const Division* division = registry.divisions().Find(query.code, moment);
    if (division == nullptr) return DivisionNotFound(query.code);
    return *division;
  });
}

absl::StatusOr<DivisionPage> ListDivisions(const LiveRegistry& live,
                                           const ListDivisionsQuery& query) {
  return live.Read([&](const Registry& registry) -> absl::StatusOr<DivisionPage> {
    COBUILD_ASSIGN_OR_RETURN(const Moment moment, registry.MomentOf(query.at));
    return ListDivisions(registry.divisions(), query.filter, moment, query.range);
  });
}

DivisionPage SearchDivisions(const LiveRegistry& live, const SearchDivisionsQuery& query) {
  return live.Read([&](const Registry& registry) {
    return SearchDivisions(registry.divisions(), query.text, registry.LatestOn(query.as_of),
                           query.range);
  });
}

}  // namespace cobuild::registry
