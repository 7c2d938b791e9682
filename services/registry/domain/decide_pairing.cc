#include "services/registry/domain/decide_pairing.h"

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

// The new one has no end, so an older one of the two overlaps it unless it ends by its first day.
absl::Status CheckOverlap(const Registry& registry, const Pairing& facts) {
  absl::Status status;
  registry.Of<Pairing>().VisitKeyAfter(
      facts.Keys().front(), "", registry.position(), [&](const Record<Pairing>& other) {
        const bool same = other.facts.village_code == facts.village_code &&
                          other.facts.organization == facts.organization;
        const bool ends = other.facts.end_date && *other.facts.end_date <= facts.start_date;
        if (same && !ends) status = PairingOverlaps(other.id);
        return status.ok();
      });
  return status;
}

}  // namespace

absl::StatusOr<Record<Pairing>> DecideCreatePairing(const Registry& registry,
                                                    const scope::Reach& reach,
                                                    const std::string& id, const Pairing& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<Pairing> first,
                           records::FirstOf(registry, id, facts, kPairingExists));
  COBUILD_RETURN_IF_ERROR(RequireVillage(registry, reach, facts.village_code, facts.start_date));
  if (records::FindStanding<Organization>(registry, facts.organization) == nullptr) {
    return OrganizationNotFound(facts.organization);
  }
  COBUILD_RETURN_IF_ERROR(CheckOverlap(registry, facts));
  return first;
}

absl::StatusOr<Record<Pairing>> DecideEndPairing(const Registry& registry, const std::string& id,
                                                 const std::string& etag,
                                                 const base::Date& end_date) {
  COBUILD_ASSIGN_OR_RETURN(Record<Pairing> next,
                           records::NextOf<Pairing>(registry, id, etag, kPairingNotFound));
  if (next.facts.end_date) return PairingEnded(id);
  if (end_date <= next.facts.start_date) {
    return EndedBeforeStarted(records::NameOf<Pairing>(id), next.facts.start_date);
  }
  next.facts.end_date = end_date;
  return next;
}

absl::StatusOr<Record<Pairing>> DecideVoidPairing(const Registry& registry, const std::string& id,
                                                  const std::string& etag,
                                                  const std::string& reason) {
  return records::Withdrawn<Pairing>(registry, id, etag, reason, kPairingNotFound);
}

}  // namespace cobuild::registry
