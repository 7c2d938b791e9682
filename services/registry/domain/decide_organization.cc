#include "services/registry/domain/decide_organization.h"

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/registry/domain/errors.h"
#include "services/registry/domain/find_by_key.h"

namespace cobuild::registry {
namespace {

absl::Status RequireDivision(const Registry& registry, const Organization& facts,
                             const base::Date& today) {
  const bool found =
      facts.division_code.empty() ||
      registry.divisions().Find(facts.division_code, registry.LatestOn(today)) != nullptr;
  return found ? absl::OkStatus() : DivisionNotFound(facts.division_code);
}

absl::Status RequireWithin(const Registry& registry, const scope::Reach& reach,
                           const std::string& id) {
  const Record<Organization>* standing = records::FindStanding<Organization>(registry, id);
  return standing == nullptr ? absl::OkStatus() : records::RequirePlace(registry, reach, *standing);
}

template <class Facts>
bool IsNamedBy(const Registry& registry, const std::string& id) {
  return FindByKey<Facts>(registry, records::NameOf<Organization>(id),
                          [&](const Record<Facts>& record) {
                            return record.facts.organization == id;
                          }) != nullptr;
}

}  // namespace

absl::StatusOr<Record<Organization>> DecideCreateOrganization(const Registry& registry,
                                                              const std::string& id,
                                                              const Organization& facts,
                                                              const base::Date& today) {
  COBUILD_ASSIGN_OR_RETURN(Record<Organization> first,
                           records::FirstOf(registry, id, facts, kOrganizationExists));
  COBUILD_RETURN_IF_ERROR(RequireDivision(registry, facts, today));
  return first;
}

absl::StatusOr<Record<Organization>> DecideUpdateOrganization(
    const Registry& registry, const scope::Reach& reach, const std::string& id,
    const std::string& etag, const Organization& facts, const base::Date& today) {
  COBUILD_RETURN_IF_ERROR(RequireWithin(registry, reach, id));
  COBUILD_ASSIGN_OR_RETURN(
      Record<Organization> next,
      records::NextOf<Organization>(registry, id, etag, kOrganizationNotFound));
  COBUILD_RETURN_IF_ERROR(RequireDivision(registry, facts, today));
  next.facts = facts;
  return next;
}

absl::StatusOr<Record<Organization>> DecideDeleteOrganization(const Registry& registry,
                                                              const scope::Reach& reach,
                                                              const std::string& id,
                                                              const std::string& etag,
                                                              const std::string& reason) {
  COBUILD_RETURN_IF_ERROR(RequireWithin(registry, reach, id));
  COBUILD_ASSIGN_OR_RETURN(
      Record<Organization> withdrawn,
      records::Withdrawn<Organization>(registry, id, etag, reason, kOrganizationNotFound));
  if (IsNamedBy<Pairing>(registry, id) || IsNamedBy<Person>(registry, id) ||
      IsNamedBy<Posting>(registry, id)) {
    return OrganizationInUse(id);
  }
  return withdrawn;
}

}  // namespace cobuild::registry
