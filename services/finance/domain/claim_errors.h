// Every refusal of releases and claims, made once and by name.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "services/finance/domain/claim.h"

namespace cobuild::finance::errors {

absl::Status ReleaseExists(std::string_view release);
absl::Status ReleaseNotFound(std::string_view release);
absl::Status ReleaseRevoked(std::string_view release);
absl::Status ReleaseConsumed(std::string_view release, std::string_view claim);
absl::Status ReleaseOfAnotherProject(std::string_view release, std::string_view project);

absl::Status ClaimExists(std::string_view claim);
absl::Status ClaimNotFound(std::string_view claim);
absl::Status ClaimAboveRelease(const Claim& claim, money::Fen cap);
// More than the share of the commitment that its instalment and those before it have.
absl::Status InstalmentExceeded(const Claim& claim, money::Fen most);
absl::Status ClaimNotSubmitted(std::string_view claim);
absl::Status MakerIsChecker(std::string_view claim);
absl::Status ClaimNotApproved(std::string_view claim);
absl::Status ClaimAlreadyPaid(std::string_view claim);
absl::Status PaymentNotInstructed(std::string_view claim);
absl::Status PaymentNotConfirmed(std::string_view claim);

}  // namespace cobuild::finance::errors
