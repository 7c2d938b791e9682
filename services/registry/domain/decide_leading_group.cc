#include "services/registry/domain/decide_leading_group.h"

#include <algorithm>
#include <vector>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/registry/domain/errors.h"
#include "services/registry/domain/find_by_key.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

absl::Status RequireDivision(const Registry& registry, const scope::Reach& reach,
                             const Record<LeadingGroup>& group) {
  const LeadingGroup& facts = group.facts;
  const Division* division =
      registry.divisions().Find(facts.division_code, registry.LatestOn(facts.established_date));
  if (division == nullptr) return DivisionNotFound(facts.division_code);
  COBUILD_RETURN_IF_ERROR(records::RequirePlace(registry, reach, group));
  const Level level = division->facts.level;
  return level == Level::kCounty || level == Level::kTownship
             ? absl::OkStatus()
             : DivisionHasNoGroups(facts.division_code);
}

absl::Status CheckTerms(const LeadingGroup& facts) {
  const base::Date& first_day = facts.established_date;
  if (facts.office && facts.office->established_date < first_day) {
    return OutsideTerm("its office", first_day);
  }
  for (const TaskTeam& team : facts.task_teams) {
    if (team.start_date < first_day) return OutsideTerm("a task team", first_day);
  }
  return absl::OkStatus();
}

// Whoever sits in the group already may stay, whether the caller sees that person or not.
absl::Status RequirePeople(const Registry& registry, const scope::Reach& reach,
                           const LeadingGroup& facts, const std::vector<std::string>& already) {
  for (const std::string& person : facts.People()) {
    const bool stays = std::find(already.begin(), already.end(), person) != already.end();
    if (!stays && records::FindSeen<Person>(registry, reach, person) == nullptr) {
      return PersonNotFound(person);
    }
  }
  return absl::OkStatus();
}

// The new one has no end, so an older one overlaps it unless it ends by its first day.
absl::Status CheckOverlap(const Registry& registry, const LeadingGroup& facts) {
  const Record<LeadingGroup>* overlapped = FindByKey<LeadingGroup>(
      registry, DivisionName(facts.division_code), [&](const Record<LeadingGroup>& other) {
        const bool ends =
            other.facts.dissolved_date && *other.facts.dissolved_date <= facts.established_date;
        return other.facts.division_code == facts.division_code && !ends;
      });
  return overlapped == nullptr ? absl::OkStatus() : LeadingGroupOverlaps(overlapped->id);
}

}  // namespace

absl::StatusOr<Record<LeadingGroup>> DecideCreateLeadingGroup(const Registry& registry,
                                                              const scope::Reach& reach,
                                                              const std::string& id,
                                                              const LeadingGroup& facts) {
  COBUILD_ASSIGN_OR_RETURN(Record<LeadingGroup> first,
                           records::FirstOf(registry, id, facts, kLeadingGroupExists));
  COBUILD_RETURN_IF_ERROR(RequireDivision(registry, reach, first));
  COBUILD_RETURN_IF_ERROR(CheckTerms(facts));
  COBUILD_RETURN_IF_ERROR(RequirePeople(registry, reach, facts, {}));
  COBUILD_RETURN_IF_ERROR(CheckOverlap(registry, facts));
  return first;
}

absl::StatusOr<Record<LeadingGroup>> DecideUpdateLeadingGroup(const Registry& registry,
                                                              const scope::Reach& reach,
                                                              const std::string& id,
                                                              const std::string& etag,
                                                              const LeadingGroup& facts) {
  COBUILD_ASSIGN_OR_RETURN(
      Record<LeadingGroup> next,
      records::NextOf<LeadingGroup>(registry, id, etag, kLeadingGroupNotFound));
  if (next.facts.dissolved_date) return LeadingGroupEnded(id);
  LeadingGroup stated = facts;
  stated.division_code = next.facts.division_code;
  stated.established_date = next.facts.established_date;
  stated.dissolved_date = next.facts.dissolved_date;
  COBUILD_RETURN_IF_ERROR(CheckTerms(stated));
  COBUILD_RETURN_IF_ERROR(RequirePeople(registry, reach, stated, next.facts.People()));
  next.facts = std::move(stated);
  return next;
}

absl::StatusOr<Record<LeadingGroup>> DecideEndLeadingGroup(const Registry& registry,
                                                           const std::string& id,
                                                           const std::string& etag,
                                                           const base::Date& dissolved_date) {
  COBUILD_ASSIGN_OR_RETURN(
      Record<LeadingGroup> next,
      records::NextOf<LeadingGroup>(registry, id, etag, kLeadingGroupNotFound));
  if (next.facts.dissolved_date) return LeadingGroupEnded(id);
  if (dissolved_date <= next.facts.established_date) {
    return EndedBeforeStarted(records::NameOf<LeadingGroup>(id), next.facts.established_date);
  }
  next.facts.dissolved_date = dissolved_date;
  return next;
}

absl::StatusOr<Record<LeadingGroup>> DecideVoidLeadingGroup(const Registry& registry,
                                                            const std::string& id,
                                                            const std::string& etag,
                                                            const std::string& reason) {
  return records::Withdrawn<LeadingGroup>(registry, id, etag, reason, kLeadingGroupNotFound);
}

}  // namespace cobuild::registry
