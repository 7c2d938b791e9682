// The rules of releases and claims: pure functions of a command and of what stands. Their order is
// documented in release.proto and claim.proto.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "services/finance/domain/claim.h"
#include "services/finance/domain/unit.h"

namespace cobuild::finance {

// RELEASE_EXISTS; the same release stands.
absl::StatusOr<Unit> DecideAuthorizeRelease(const std::string& id, const Release& release,
                                            Standing& standing);
struct RevokeRelease {
  std::string id;
  std::string reason;
  std::string etag;  // "" for whatever stands
};
// RELEASE_NOT_FOUND, ETAG_MISMATCH, RELEASE_REVOKED, RELEASE_CONSUMED.
absl::StatusOr<Unit> DecideRevokeRelease(const RevokeRelease& command, Standing& standing);

// `claim` as it is asked for, with its maker.
absl::StatusOr<Unit> DecideCreateClaim(const std::string& id, Claim claim, Standing& standing);

// A step of a claim that exists.
struct ClaimStep {
  std::string claim;   // id
  std::string actor;   // principal
  std::string reason;  // of a refusal, a return or a refund
  base::Date effective_date;
  std::string etag = {};  // "" for whatever stands
};
// Each first: CLAIM_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Unit> DecideApproveClaim(const ClaimStep& step, Standing& standing);
absl::StatusOr<Unit> DecideRefuseClaim(const ClaimStep& step, Standing& standing);
absl::StatusOr<Unit> DecidePayClaim(const ClaimStep& step, const RequestClaim& request,
                                    Standing& standing);
absl::StatusOr<Unit> DecideConfirmPayment(const ClaimStep& step, const RequestClaim& request,
                                          Standing& standing);
absl::StatusOr<Unit> DecideReturnPayment(const ClaimStep& step, const RequestClaim& request,
                                         Standing& standing);
absl::StatusOr<Unit> DecideRefundClaim(const ClaimStep& step, const RequestClaim& request,
                                       Standing& standing);

}  // namespace cobuild::finance
