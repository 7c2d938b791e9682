#include "services/registry/domain/decide_principal.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"
#include "services/registry/domain/find_by_key.h"

namespace cobuild::registry {
namespace {

using BoundKind = scope::Bound::Kind;

absl::Status RequirePrincipal(const Registry& registry, const std::string& id) {
  const bool found = records::FindStanding<Principal>(registry, id) != nullptr;
  return found ? absl::OkStatus() : PrincipalNotFound(id);
}

absl::Status RequireBound(const Registry& registry, const Grant& facts) {
  const std::string& id = facts.bound.id;
  if (facts.bound.kind == BoundKind::kDivision) {
    const Moment first_day = registry.LatestOn(facts.start_date);
    return registry.divisions().Find(id, first_day) ? absl::OkStatus() : DivisionNotFound(id);
  }
  if (facts.bound.kind == BoundKind::kOrganization) {
    const bool found = records::FindStanding<Organization>(registry, id) != nullptr;
    return found ? absl::OkStatus() : OrganizationNotFound(id);
  }
  return absl::OkStatus();
}

absl::Status CheckOverlap(const Registry& registry, const Grant& facts) {
  const Record<Grant>* overlapped = FindByKey<Grant>(
      registry, records::NameOf<Principal>(facts.principal), [&](const Record<Grant>& other) {
        const bool same = other.facts.principal == facts.principal &&
                          other.facts.role == facts.role && other.facts.bound == facts.bound;
        // One that never was in force has no day in common with any.
        return same && std::max(other.facts.start_date, facts.start_date) <
                           std::min(other.facts.end_date, facts.end_date);
      });
  return overlapped == nullptr ? absl::OkStatus() : GrantOverlaps(overlapped->id);
}

// The day on which a grant ends when it is to end on `day`.
base::Date EndBy(const Grant& facts, const base::Date& day) {
  return std::max(facts.start_date, day);
}

// Null when it is not there, or out of reach, which reads the same.
const Record<Grant>* FindReached(const Registry& registry, const std::string& id,
                                 const Granting& granting) {
  const Record<Grant>* standing = records::FindStanding<Grant>(registry, id);
  const bool reached = standing != nullptr && granting.reach.Covers(standing->facts.bound);
  return reached ? standing : nullptr;
}

using Grants = std::vector<const Record<Grant>*>;

absl::StatusOr<Grants> NamedGrants(const Registry& registry, const HandOverCommand& command,
                                   const Granting& granting) {
  Grants grants;
  for (const std::string& id : command.grants) {
    const Record<Grant>* grant = FindReached(registry, id, granting);
    if (grant == nullptr || grant->facts.principal != command.from) {
      return records::NotFound(kGrantNotFound, records::NameOf<Grant>(id));
    }
    if (grant->facts.end_date <= EndBy(grant->facts, command.start_date)) return GrantEnded(id);
    grants.push_back(grant);
  }
  return grants;
}

absl::StatusOr<Grants> EveryGrant(const Registry& registry, const HandOverCommand& command,
                                  const Granting& granting) {
  Grants grants;
  registry.Of<Grant>().VisitKeyAfter(records::NameOf<Principal>(command.from), "",
                                     registry.position(), [&](const Record<Grant>& grant) {
                                       const bool lasts = EndBy(grant.facts, command.start_date) <
                                                          grant.facts.end_date;
                                       if (lasts && granting.reach.Covers(grant.facts.bound))
                                         grants.push_back(&grant);
                                       return true;
                                     });
  if (grants.empty()) return NothingToHandOver(command.from);
  if (grants.size() > kMaxHandedOver) return TooManyGrants(command.from, kMaxHandedOver);
  return grants;
}

absl::Status CheckHandOver(const Registry& registry, const HandOverCommand& command,
                           const Granting& granting, bool of_operator) {
  COBUILD_RETURN_IF_ERROR(RequirePrincipal(registry, command.from));
  COBUILD_RETURN_IF_ERROR(RequirePrincipal(registry, command.to));
  if (of_operator) return PrincipalOfOperator(command.to);
  if (command.to == granting.grantor) return OwnGrant(command.to);
  if (command.start_date < granting.today) return GrantBackdated(granting.today);
  return absl::OkStatus();
}

Record<Grant> Ended(const Record<Grant>& grant, const HandOverCommand& command) {
  Record<Grant> ended{grant.id, grant.facts};
  ended.facts.end_date = EndBy(grant.facts, command.start_date);
  ended.facts.end_reason = command.reason;
  return ended;
}

absl::StatusOr<Record<Grant>> Continued(const Registry& registry, const Record<Grant>& grant,
                                        const HandOverCommand& command, const std::string& grantor,
                                        std::string id) {
  Record<Grant> continued{std::move(id), grant.facts};
  Grant& facts = continued.facts;
  facts.principal = command.to;
  facts.start_date = EndBy(grant.facts, command.start_date);
  facts.reason = command.reason;
  facts.grantor = grantor;
  facts.predecessor = grant.id;
  if (facts.role == kServiceRole && facts.principal.starts_with(kPersonKind)) {
    return RoleNotForPeople(grant.id);
  }
  COBUILD_RETURN_IF_ERROR(CheckOverlap(registry, facts));
  return continued;
}

}  // namespace

absl::StatusOr<Record<Principal>> DecideCreatePrincipal(const Registry& registry,
                                                        const std::string& id,
                                                        const Principal& facts, bool of_operator) {
  if (of_operator) return PrincipalOfOperator(id);
  return records::FirstOf(registry, id, facts, kPrincipalExists);
}

absl::StatusOr<Record<Grant>> DecideGrantRole(const Registry& registry, const std::string& id,
                                              const Grant& facts, const Granting& granting,
                                              bool of_operator) {
  if (!granting.reach.Covers(facts.bound)) return scope::OutOfScope(KeyOf(facts.bound));
  if (facts.principal == granting.grantor) return OwnGrant(facts.principal);
  COBUILD_ASSIGN_OR_RETURN(Record<Grant> first,
                           records::FirstOf(registry, id, facts, kGrantExists));
  first.facts.grantor = granting.grantor;
  COBUILD_RETURN_IF_ERROR(RequirePrincipal(registry, facts.principal));
  if (of_operator) return PrincipalOfOperator(facts.principal);
  COBUILD_RETURN_IF_ERROR(RequireBound(registry, facts));
  if (facts.start_date < granting.today) return GrantBackdated(granting.today);
  COBUILD_RETURN_IF_ERROR(CheckOverlap(registry, facts));
  return first;
}

absl::StatusOr<Record<Grant>> DecideRevokeRole(const Registry& registry, const std::string& id,
                                               const std::string& etag, const std::string& reason,
                                               const Granting& granting) {
  if (FindReached(registry, id, granting) == nullptr) {
    return records::NotFound(kGrantNotFound, records::NameOf<Grant>(id));
  }
  COBUILD_ASSIGN_OR_RETURN(Record<Grant> next,
                           records::NextOf<Grant>(registry, id, etag, kGrantNotFound));
  const base::Date end = EndBy(next.facts, granting.today);
  if (next.facts.end_date <= end) return GrantEnded(id);
  next.facts.end_date = end;
  next.facts.end_reason = reason;
  return next;
}

absl::StatusOr<std::vector<Record<Grant>>> DecideHandOver(
    const Registry& registry, const HandOverCommand& command, const Granting& granting,
    bool of_operator, const std::function<std::string()>& next_id) {
  COBUILD_RETURN_IF_ERROR(CheckHandOver(registry, command, granting, of_operator));
  COBUILD_ASSIGN_OR_RETURN(const Grants grants, command.grants.empty()
                                                    ? EveryGrant(registry, command, granting)
                                                    : NamedGrants(registry, command, granting));
  std::vector<Record<Grant>> states;
  for (const Record<Grant>* grant : grants) states.push_back(Ended(*grant, command));
  for (const Record<Grant>* grant : grants) {
    COBUILD_ASSIGN_OR_RETURN(Record<Grant> continued,
                             Continued(registry, *grant, command, granting.grantor, next_id()));
    states.push_back(std::move(continued));
  }
  return states;
}

}  // namespace cobuild::registry
