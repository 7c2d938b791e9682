// Every refusal of the registry, by name. Reasons are documented in the README with their order.
#pragma once

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"
#include "common/base/time.h"

namespace cobuild::registry {

// NOT_FOUND
absl::Status DivisionNotFound(std::string_view code);
absl::Status VillageNotFound(std::string_view code);
inline constexpr std::string_view kPerimeterNotFound = "PERIMETER_NOT_FOUND";
absl::Status PerimeterNotFound(std::string_view id);
absl::Status OrganizationNotFound(std::string_view id);
absl::Status ServiceCentreNotFound(std::string_view id);
absl::Status DemonstrationNotFound(std::string_view id);
inline constexpr std::string_view kOrganizationNotFound = "ORGANIZATION_NOT_FOUND";
inline constexpr std::string_view kPairingNotFound = "PAIRING_NOT_FOUND";
inline constexpr std::string_view kAcceptanceNotFound = "ACCEPTANCE_NOT_FOUND";
inline constexpr std::string_view kDemonstrationNotFound = "DEMONSTRATION_NOT_FOUND";
inline constexpr std::string_view kDemonstrationEventNotFound = "DEMONSTRATION_EVENT_NOT_FOUND";
inline constexpr std::string_view kCampaignNotFound = "CAMPAIGN_NOT_FOUND";
inline constexpr std::string_view kElectionNotFound = "ELECTION_NOT_FOUND";
inline constexpr std::string_view kServiceCentreNotFound = "SERVICE_CENTRE_NOT_FOUND";
inline constexpr std::string_view kCentreWorkNotFound = "CENTRE_WORK_NOT_FOUND";
absl::Status PersonNotFound(std::string_view id);
inline constexpr std::string_view kPersonNotFound = "PERSON_NOT_FOUND";
inline constexpr std::string_view kPostingNotFound = "POSTING_NOT_FOUND";
inline constexpr std::string_view kLeadingGroupNotFound = "LEADING_GROUP_NOT_FOUND";
absl::Status PrincipalNotFound(std::string_view id);
inline constexpr std::string_view kPrincipalNotFound = "PRINCIPAL_NOT_FOUND";
inline constexpr std::string_view kGrantNotFound = "GRANT_NOT_FOUND";

// ALREADY_EXISTS
inline constexpr std::string_view kPerimeterExists = "PERIMETER_EXISTS";
inline constexpr std::string_view kOrganizationExists = "ORGANIZATION_EXISTS";
inline constexpr std::string_view kPairingExists = "PAIRING_EXISTS";
inline constexpr std::string_view kAcceptanceExists = "ACCEPTANCE_EXISTS";
inline constexpr std::string_view kDemonstrationExists = "DEMONSTRATION_EXISTS";
inline constexpr std::string_view kDemonstrationEventExists = "DEMONSTRATION_EVENT_EXISTS";
inline constexpr std::string_view kCampaignExists = "CAMPAIGN_EXISTS";
inline constexpr std::string_view kElectionExists = "ELECTION_EXISTS";
inline constexpr std::string_view kServiceCentreExists = "SERVICE_CENTRE_EXISTS";
inline constexpr std::string_view kCentreWorkExists = "CENTRE_WORK_EXISTS";
inline constexpr std::string_view kPersonExists = "PERSON_EXISTS";
inline constexpr std::string_view kPostingExists = "POSTING_EXISTS";
inline constexpr std::string_view kLeadingGroupExists = "LEADING_GROUP_EXISTS";
inline constexpr std::string_view kPrincipalExists = "PRINCIPAL_EXISTS";
inline constexpr std::string_view kGrantExists = "GRANT_EXISTS";
// `holder` ("": one that the caller does not see) has another resource's key in `system`. The key
// itself is not told.
absl::Status ExternalRefTaken(std::string_view holder, std::string_view system);

// FAILED_PRECONDITION
absl::Status CategoryAlreadyOpen(std::string_view village_code, const base::Date& entered_date);
absl::Status EpisodeOverlaps(std::string_view village_code, const base::Date& entered_date);
absl::Status CategoryNotOpen(std::string_view village_code);
absl::Status GraduatedBeforeEntered(std::string_view village_code, const base::Date& entered_date);
absl::Status OrganizationInUse(std::string_view id);  // others name it
absl::Status PairingOverlaps(std::string_view other_id);
absl::Status PairingEnded(std::string_view id);
absl::Status PersonInUse(std::string_view id);  // others name the person
absl::Status PostingOverlaps(std::string_view other_id);
absl::Status PostingEnded(std::string_view id);
absl::Status DivisionHasNoGroups(std::string_view code);  // neither a district nor a township
absl::Status LeadingGroupOverlaps(std::string_view other_id);
absl::Status LeadingGroupEnded(std::string_view id);
// Of a part of a leading group, as "its office": it is from before the group's first day.
absl::Status OutsideTerm(std::string_view what, const base::Date& established_date);
// Of a pairing, a posting or a leading group: it would not last a day.
absl::Status EndedBeforeStarted(std::string_view name, const base::Date& start_date);
absl::Status ServiceCentreHasWorks(std::string_view id);
absl::Status DemonstrationHasEvents(std::string_view id);
absl::Status PerimeterTooLarge(std::string_view id, int villages);  // for a summary

// The operator's grants file holds the name: nobody else grants to it.
absl::Status PrincipalOfOperator(std::string_view id);
absl::Status GrantBackdated(const base::Date& today);  // it would start before today
absl::Status GrantOverlaps(std::string_view other_id);
absl::Status GrantEnded(std::string_view id);
absl::Status NothingToHandOver(std::string_view principal);
absl::Status TooManyGrants(std::string_view principal, size_t most);  // to hand over at a time
// Of a grant that would go to a person.
absl::Status RoleNotForPeople(std::string_view grant_id);

// PERMISSION_DENIED: nobody grants to themselves.
absl::Status OwnGrant(std::string_view principal);

// DATA_LOSS: what is stored of a person was altered, or encrypted by a key that is not there.
absl::Status PersonalDataUnreadable(std::string_view person_id);

// INVALID_ARGUMENT
absl::Status HeaderMissing();
absl::Status HeaderRepeated();
absl::Status TooManyRows();

}  // namespace cobuild::registry
