#include "services/registry/domain/decide_posting.h"

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/registry/domain/errors.h"
#include "services/registry/domain/find_by_key.h"

namespace cobuild::registry {
namespace {

absl::Status RequireItsPlace(const Registry& registry, const scope::Reach& reach,
                             const Posting& facts) {
  if (!facts.village_code.empty()) {
    return RequireVillage(registry, reach, facts.village_code, facts.start_date);
  }
  const Division* division =
      registry.divisions().Find(facts.division_code, registry.LatestOn(facts.start_date));
  const bool found = division != nullptr && division->facts.level != Level::kVillage;
  return found ? absl::OkStatus() : DivisionNotFound(facts.division_code);
}

// The new one has no end, so an older one of the same overlaps it unless it ends by its first day.
absl::Status CheckOverlap(const Registry& registry, const Posting& facts) {
  const Record<Posting>* overlapped = FindByKey<Posting>(
      registry, records::NameOf<Person>(facts.person), [&](const Record<Posting>& other) {
        const bool same = other.facts.person == facts.person && other.facts.role == facts.role &&
                          other.facts.village_code == facts.village_code &&
                          other.facts.division_code == facts.division_code;
        const bool ends = other.facts.end_date && *other.facts.end_date <= facts.start_date;
        return same && !ends;
      });
  return overlapped == nullptr ? absl::OkStatus() : PostingOverlaps(overlapped->id);
}

}  // namespace

absl::StatusOr<Record<Posting>> DecideAssignPosting(const Registry& registry,
                                                    const scope::Reach& reach,
                                                    const std::string& id, const Posting& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<Posting> first,
                           records::FirstOf(registry, id, facts, kPostingExists));
  if (records::FindSeen<Person>(registry, reach, facts.person) == nullptr) {
    return PersonNotFound(facts.person);
  }
  COBUILD_RETURN_IF_ERROR(RequireItsPlace(registry, reach, facts));
  if (!facts.organization.empty() &&
      records::FindStanding<Organization>(registry, facts.organization) == nullptr) {
    return OrganizationNotFound(facts.organization);
  }
  COBUILD_RETURN_IF_ERROR(records::RequirePlace(registry, reach, first));
  COBUILD_RETURN_IF_ERROR(CheckOverlap(registry, facts));
  return first;
}

absl::StatusOr<Record<Posting>> DecideEndPosting(const Registry& registry, const std::string& id,
                                                 const std::string& etag,
                                                 const base::Date& end_date) {
  COBUILD_ASSIGN_OR_RETURN(Record<Posting> next,
                           records::NextOf<Posting>(registry, id, etag, kPostingNotFound));
  if (next.facts.end_date) return PostingEnded(id);
  if (end_date <= next.facts.start_date) {
    return EndedBeforeStarted(records::NameOf<Posting>(id), next.facts.start_date);
  }
  next.facts.end_date = end_date;
  return next;
}

absl::StatusOr<Record<Posting>> DecideVoidPosting(const Registry& registry, const std::string& id,
                                                  const std::string& etag,
                                                  const std::string& reason) {
  return records::Withdrawn<Posting>(registry, id, etag, reason, kPostingNotFound);
}

}  // namespace cobuild::registry
