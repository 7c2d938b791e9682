#include "services/registry/domain/errors.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "common/error/error.h"
#include "common/records/errors.h"
#include "common/records/record.h"
#include "services/registry/domain/demonstration.h"
#include "services/registry/domain/grant.h"
#include "services/registry/domain/import.h"
#include "services/registry/domain/leading_group.h"
#include "services/registry/domain/names.h"
#include "services/registry/domain/organization.h"
#include "services/registry/domain/pairing.h"
#include "services/registry/domain/perimeter.h"
#include "services/registry/domain/person.h"
#include "services/registry/domain/posting.h"
#include "services/registry/domain/principal.h"
#include "services/registry/domain/scope.h"
#include "services/registry/domain/service_centre.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using records::NotFound;

absl::Status RecordRefused(std::string_view reason, std::string_view name, std::string_view what) {
  return error::Make(StatusCode::kFailedPrecondition, reason, fmt::format("{} {}", name, what),
                     {{"name", std::string(name)}});
}

absl::Status EpisodeRefused(std::string_view reason, std::string_view village_code,
                            const base::Date& entered_date, std::string_view what) {
  const std::string name = EpisodeName(village_code, entered_date);
  return error::Make(StatusCode::kFailedPrecondition, reason, fmt::format("{} {}", name, what),
                     {{"episode", name}});
}

}  // namespace

absl::Status DivisionNotFound(std::string_view code) {
  return NotFound("DIVISION_NOT_FOUND", DivisionName(code));
}

absl::Status VillageNotFound(std::string_view code) {
  return NotFound("VILLAGE_NOT_FOUND", VillageName(code));
}

absl::Status PerimeterNotFound(std::string_view id) {
  return NotFound(kPerimeterNotFound, records::NameOf<Perimeter>(id));
}

absl::Status OrganizationNotFound(std::string_view id) {
  return NotFound(kOrganizationNotFound, records::NameOf<Organization>(id));
}

absl::Status ServiceCentreNotFound(std::string_view id) {
  return NotFound(kServiceCentreNotFound, records::NameOf<ServiceCentre>(id));
}

absl::Status ServiceCentreHasWorks(std::string_view id) {
  return RecordRefused("SERVICE_CENTRE_HAS_WORKS", records::NameOf<ServiceCentre>(id),
                       "has a work that is not withdrawn");
}

absl::Status DemonstrationNotFound(std::string_view id) {
  return NotFound(kDemonstrationNotFound, records::NameOf<Demonstration>(id));
}

absl::Status DemonstrationHasEvents(std::string_view id) {
  return RecordRefused("DEMONSTRATION_HAS_EVENTS", records::NameOf<Demonstration>(id),
                       "has an event that is not withdrawn");
}

absl::Status ExternalRefTaken(std::string_view holder, std::string_view system) {
  std::map<std::string, std::string> metadata = {{"system", std::string(system)}};
  if (!holder.empty()) metadata.emplace("name", holder);
  return error::Make(
      StatusCode::kAlreadyExists, "EXTERNAL_REF_TAKEN",
      fmt::format("{} has this key in {}", holder.empty() ? "somebody" : holder, system),
      std::move(metadata));
}

absl::Status PersonalDataUnreadable(std::string_view person_id) {
  const std::string name = records::NameOf<Person>(person_id);
  return error::Make(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE",
                     fmt::format("the personal data of {} cannot be read", name), {{"name", name}});
}

absl::Status PersonNotFound(std::string_view id) {
  return NotFound(kPersonNotFound, records::NameOf<Person>(id));
}

absl::Status PersonInUse(std::string_view id) {
  return RecordRefused("PERSON_IN_USE", records::NameOf<Person>(id), "is named by others");
}

absl::Status PostingOverlaps(std::string_view other_id) {
  return RecordRefused("POSTING_OVERLAPS", records::NameOf<Posting>(other_id),
                       "gives the person the role there on one of the days");
}

absl::Status PostingEnded(std::string_view id) {
  return RecordRefused("POSTING_ENDED", records::NameOf<Posting>(id), "has ended already");
}

absl::Status OrganizationInUse(std::string_view id) {
  return RecordRefused("ORGANIZATION_IN_USE", records::NameOf<Organization>(id),
                       "is named by others");
}

absl::Status PairingOverlaps(std::string_view other_id) {
  return RecordRefused("PAIRING_OVERLAPS", records::NameOf<Pairing>(other_id),
                       "pairs the two on one of the days");
}

absl::Status PairingEnded(std::string_view id) {
  return RecordRefused("PAIRING_ENDED", records::NameOf<Pairing>(id), "has ended already");
}

absl::Status PerimeterTooLarge(std::string_view id, int villages) {
  return RecordRefused(
      "PERIMETER_TOO_LARGE", records::NameOf<Perimeter>(id),
      fmt::format("has {} villages; a summary takes {}", villages, kMaxScopeVillages));
}

absl::Status DivisionHasNoGroups(std::string_view code) {
  return RecordRefused("DIVISION_HAS_NO_GROUPS", DivisionName(code),
                       "is neither a district nor a township");
}

absl::Status LeadingGroupOverlaps(std::string_view other_id) {
  return RecordRefused("LEADING_GROUP_OVERLAPS", records::NameOf<LeadingGroup>(other_id),
                       "is the division's on one of the days");
}

absl::Status LeadingGroupEnded(std::string_view id) {
  return RecordRefused("LEADING_GROUP_ENDED", records::NameOf<LeadingGroup>(id),
                       "has been dissolved");
}

absl::Status OutsideTerm(std::string_view what, const base::Date& established_date) {
  const std::string day = base::FormatDate(established_date);
  return error::Make(StatusCode::kFailedPrecondition, "OUTSIDE_TERM",
                     fmt::format("{} is from before {}, when the group was established", what, day),
                     {{"established_date", day}});
}

absl::Status EndedBeforeStarted(std::string_view name, const base::Date& start_date) {
  return RecordRefused(
      "ENDED_BEFORE_STARTED", name,
      fmt::format("would not last a day: it starts on {}", base::FormatDate(start_date)));
}

absl::Status PrincipalNotFound(std::string_view id) {
  return NotFound(kPrincipalNotFound, records::NameOf<Principal>(id));
}

absl::Status PrincipalOfOperator(std::string_view id) {
  return RecordRefused("PRINCIPAL_OF_OPERATOR", records::NameOf<Principal>(id),
                       "stands in the operator's grants file, and has those grants alone");
}

absl::Status OwnGrant(std::string_view principal) {
  const std::string name = records::NameOf<Principal>(principal);
  return error::Make(StatusCode::kPermissionDenied, "OWN_GRANT",
                     "nobody grants to themselves, somebody else has to", {{"name", name}});
}

absl::Status GrantBackdated(const base::Date& today) {
  const std::string day = base::FormatDate(today);
  return error::Make(StatusCode::kFailedPrecondition, "GRANT_BACKDATED",
                     fmt::format("it would start before {}, which is today", day),
                     {{"today", day}});
}

absl::Status GrantOverlaps(std::string_view other_id) {
  return RecordRefused("GRANT_OVERLAPS", records::NameOf<Grant>(other_id),
                       "gives the principal the role for that scope on one of the days");
}

absl::Status GrantEnded(std::string_view id) {
  return RecordRefused("GRANT_ENDED", records::NameOf<Grant>(id), "has ended already");
}

absl::Status NothingToHandOver(std::string_view principal) {
  return RecordRefused("NOTHING_TO_HAND_OVER", records::NameOf<Principal>(principal),
                       "has no grant that lasts beyond that day");
}

absl::Status TooManyGrants(std::string_view principal, size_t most) {
  return RecordRefused("TOO_MANY_GRANTS", records::NameOf<Principal>(principal),
                       fmt::format("has more than {} grants: name those to hand over", most));
}

absl::Status RoleNotForPeople(std::string_view grant_id) {
  return RecordRefused("ROLE_NOT_FOR_PEOPLE", records::NameOf<Grant>(grant_id),
                       "is of a role that a person cannot have");
}

absl::Status CategoryAlreadyOpen(std::string_view village_code, const base::Date& entered_date) {
  return EpisodeRefused("CATEGORY_ALREADY_OPEN", village_code, entered_date, "is still open");
}

absl::Status EpisodeOverlaps(std::string_view village_code, const base::Date& entered_date) {
  return EpisodeRefused("EPISODE_OVERLAPS", village_code, entered_date,
                        "ends after the new episode would begin");
}

absl::Status CategoryNotOpen(std::string_view village_code) {
  const std::string name = VillageName(village_code);
  return error::Make(StatusCode::kFailedPrecondition, "CATEGORY_NOT_OPEN",
                     fmt::format("{} has no open category", name), {{"village", name}});
}

absl::Status GraduatedBeforeEntered(std::string_view village_code, const base::Date& entered_date) {
  return EpisodeRefused("GRADUATED_BEFORE_ENTERED", village_code, entered_date,
                        "would not last a day");
}

absl::Status HeaderMissing() {
  return error::Invalid({{"header", "HEADER_MISSING", "the first message must be the header"}});
}

absl::Status HeaderRepeated() {
  return error::Invalid({{"header", "HEADER_REPEATED", "only the first message is a header"}});
}

absl::Status TooManyRows() {
  return error::Invalid(
      {{"rows", "TOO_MANY_ROWS", fmt::format("at most {} rows an import", kMaxImportRows)}});
}

}  // namespace cobuild::registry
