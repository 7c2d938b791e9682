#include "services/registry/domain/decide_person.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/registry/domain/errors.h"
#include "services/registry/domain/find_by_key.h"

namespace cobuild::registry {
namespace {

absl::Status RequireOrganization(const Registry& registry, const Person& facts) {
  const bool found = facts.organization.empty() ||
                     records::FindStanding<Organization>(registry, facts.organization) != nullptr;
  return found ? absl::OkStatus() : OrganizationNotFound(facts.organization);
}

// The keys are free, or not, for everybody; who has one is told to those who see that person.
absl::Status RequireFreeRefs(const Registry& registry, const scope::Reach& reach,
                             const std::string& id, const Person& facts) {
  for (const ExternalRef& ref : facts.external_refs) {
    const Record<Person>* other =
        FindByKey<Person>(registry, KeyOf(ref), [&](const Record<Person>& person) {
          const auto& refs = person.facts.external_refs;
          return person.id != id && std::find(refs.begin(), refs.end(), ref) != refs.end();
        });
    if (other == nullptr) continue;
    const bool seen = records::IsSeen(registry, *other, reach);
    return ExternalRefTaken(seen ? records::NameOf<Person>(other->id) : "", ref.system);
  }
  return absl::OkStatus();
}

// Whether a posting or a leading group names the person.
bool IsNamed(const Registry& registry, const std::string& id) {
  const std::string name = records::NameOf<Person>(id);
  const auto of_posting = [&](const Record<Posting>& posting) {
    return posting.facts.person == id;
  };
  const auto of_group = [&](const Record<LeadingGroup>& group) {
    const std::vector<std::string> people = group.facts.People();
    return std::find(people.begin(), people.end(), id) != people.end();
  };
  return FindByKey<Posting>(registry, name, of_posting) != nullptr ||
         FindByKey<LeadingGroup>(registry, name, of_group) != nullptr;
}

}  // namespace

absl::StatusOr<Record<Person>> DecideCreatePerson(const Registry& registry,
                                                  const scope::Reach& reach, const std::string& id,
                                                  const Person& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<Person> first,
                           records::FirstOf(registry, id, facts, kPersonExists));
  COBUILD_RETURN_IF_ERROR(RequireOrganization(registry, facts));
  COBUILD_RETURN_IF_ERROR(records::RequirePlace(registry, reach, first));
  COBUILD_RETURN_IF_ERROR(RequireFreeRefs(registry, reach, id, facts));
  return first;
}

absl::StatusOr<Record<Person>> DecideUpdatePerson(const Registry& registry,
                                                  const scope::Reach& reach, const std::string& id,
                                                  const std::string& etag, const Person& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<Person> next,
                           records::NextOf<Person>(registry, id, etag, kPersonNotFound));
  COBUILD_RETURN_IF_ERROR(RequireOrganization(registry, facts));
  next.facts = facts;
  COBUILD_RETURN_IF_ERROR(records::RequirePlace(registry, reach, next));
  COBUILD_RETURN_IF_ERROR(RequireFreeRefs(registry, reach, id, facts));
  return next;
}

absl::StatusOr<Record<Person>> DecideDeletePerson(const Registry& registry, const std::string& id,
                                                  const std::string& etag,
                                                  const std::string& reason) {
  COBUILD_ASSIGN_OR_RETURN(Record<Person> withdrawn,
                           records::Withdrawn<Person>(registry, id, etag, reason, kPersonNotFound));
  if (IsNamed(registry, id)) return PersonInUse(id);
  return withdrawn;
}

}  // namespace cobuild::registry
