#include "services/finance/domain/claim_errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance::errors {
namespace {

using absl::StatusCode;
using error::Make;

absl::Status OfRelease(StatusCode code, std::string_view reason, std::string_view what,
                       std::string_view release) {
  const std::string name = ReleaseName(release);
  return Make(code, reason, fmt::format("{} {}", name, what), {{"release", name}});
}

absl::Status OfClaim(StatusCode code, std::string_view reason, std::string_view what,
                     std::string_view claim) {
  const std::string name = ClaimName(claim);
  return Make(code, reason, fmt::format("{} {}", name, what), {{"claim", name}});
}

absl::Status WrongState(std::string_view reason, std::string_view what, std::string_view claim) {
  return OfClaim(StatusCode::kFailedPrecondition, reason, what, claim);
}

}  // namespace

absl::Status ReleaseExists(std::string_view release) {
  return OfRelease(StatusCode::kAlreadyExists, "RELEASE_EXISTS",
                   "exists with other content, or was revoked", release);
}

absl::Status ReleaseNotFound(std::string_view release) {
  return OfRelease(StatusCode::kNotFound, "RELEASE_NOT_FOUND", "does not exist", release);
}

absl::Status ReleaseRevoked(std::string_view release) {
  return OfRelease(StatusCode::kFailedPrecondition, "RELEASE_REVOKED", "was revoked", release);
}

absl::Status ReleaseConsumed(std::string_view release, std::string_view claim) {
  return Make(
      StatusCode::kFailedPrecondition, "RELEASE_CONSUMED",
      fmt::format("{} is consumed by the payment of {}", ReleaseName(release), ClaimName(claim)),
      {{"release", ReleaseName(release)}, {"claim", ClaimName(claim)}});
}

absl::Status ReleaseOfAnotherProject(std::string_view release, std::string_view project) {
  return Make(StatusCode::kFailedPrecondition, "RELEASE_OF_ANOTHER_PROJECT",
              fmt::format("{} is of {}", ReleaseName(release), ProjectName(project)),
              {{"release", ReleaseName(release)}, {"project", ProjectName(project)}});
}

absl::Status ClaimExists(std::string_view claim) {
  return OfClaim(StatusCode::kAlreadyExists, "CLAIM_EXISTS", "exists already", claim);
}

absl::Status ClaimNotFound(std::string_view claim) {
  return OfClaim(StatusCode::kNotFound, "CLAIM_NOT_FOUND", "does not exist", claim);
}

absl::Status ClaimAboveRelease(const Claim& claim, money::Fen cap) {
  return Make(StatusCode::kFailedPrecondition, "CLAIM_ABOVE_RELEASE",
              fmt::format("{} allows less than is claimed", ReleaseName(claim.release)),
              {{"release", ReleaseName(claim.release)},
               {"amount", money::Format(claim.amount)},
               {"cap", money::Format(cap)}});
}

absl::Status InstalmentExceeded(const Claim& claim, money::Fen most) {
  return Make(StatusCode::kFailedPrecondition, "INSTALMENT_EXCEEDED",
              "with what was paid before it exceeds the instalment's share of the commitment",
              {{"fund", FundName(claim.fund)},
               {"project", ProjectName(claim.project)},
               {"amount", money::Format(claim.amount)},
               {"most", money::Format(most)}});
}

absl::Status ClaimNotSubmitted(std::string_view claim) {
  return WrongState("CLAIM_NOT_SUBMITTED", "does not wait to be checked", claim);
}

absl::Status MakerIsChecker(std::string_view claim) {
  return WrongState("MAKER_IS_CHECKER", "is approved by another than its maker", claim);
}

absl::Status ClaimNotApproved(std::string_view claim) {
  return WrongState("CLAIM_NOT_APPROVED", "is not approved", claim);
}

absl::Status ClaimAlreadyPaid(std::string_view claim) {
  return WrongState("CLAIM_ALREADY_PAID", "is paid already", claim);
}

absl::Status PaymentNotInstructed(std::string_view claim) {
  return WrongState("PAYMENT_NOT_INSTRUCTED", "has no payment under way", claim);
}

absl::Status PaymentNotConfirmed(std::string_view claim) {
  return WrongState("PAYMENT_NOT_CONFIRMED", "has no payment that arrived", claim);
}

}  // namespace cobuild::finance::errors
