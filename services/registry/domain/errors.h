// Every refusal of the registry, by name. Reasons are documented in the README with their order.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/base/time.h"

namespace cobuild::registry {

// NOT_FOUND
absl::Status DivisionNotFound(std::string_view code);
absl::Status VillageNotFound(std::string_view code);
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

// ALREADY_EXISTS
absl::Status PerimeterExists(std::string_view id);
inline constexpr std::string_view kOrganizationExists = "ORGANIZATION_EXISTS";
inline constexpr std::string_view kPairingExists = "PAIRING_EXISTS";
inline constexpr std::string_view kAcceptanceExists = "ACCEPTANCE_EXISTS";
inline constexpr std::string_view kDemonstrationExists = "DEMONSTRATION_EXISTS";
inline constexpr std::string_view kDemonstrationEventExists = "DEMONSTRATION_EVENT_EXISTS";
inline constexpr std::string_view kCampaignExists = "CAMPAIGN_EXISTS";
inline constexpr std::string_view kElectionExists = "ELECTION_EXISTS";
inline constexpr std::string_view kServiceCentreExists = "SERVICE_CENTRE_EXISTS";
inline constexpr std::string_view kCentreWorkExists = "CENTRE_WORK_EXISTS";

// FAILED_PRECONDITION
absl::Status CategoryAlreadyOpen(std::string_view village_code, const base::Date& entered_date);
absl::Status EpisodeOverlaps(std::string_view village_code, const base::Date& entered_date);
absl::Status CategoryNotOpen(std::string_view village_code);
absl::Status GraduatedBeforeEntered(std::string_view village_code, const base::Date& entered_date);
absl::Status OrganizationInUse(std::string_view id);  // it has a pairing
absl::Status PairingOverlaps(std::string_view other_id);
absl::Status PairingEnded(std::string_view id);
// Of a pairing or a posting: it would not last a day.
absl::Status EndedBeforeStarted(std::string_view name, const base::Date& start_date);
absl::Status ServiceCentreHasWorks(std::string_view id);
absl::Status DemonstrationHasEvents(std::string_view id);
absl::Status PerimeterTooLarge(std::string_view id, int villages);  // for a summary

// INVALID_ARGUMENT
absl::Status HeaderMissing();
absl::Status HeaderRepeated();
absl::Status TooManyRows();

}  // namespace cobuild::registry
