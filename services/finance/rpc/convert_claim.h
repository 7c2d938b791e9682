// Releases and claims on the wire.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/release.pb.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_records.h"
#include "services/finance/domain/claim.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. The call says whose request id it is. Of the
// submissions actor, deadline and done are the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::AuthorizeReleaseRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::RevokeReleaseRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::CreateClaimRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::ApproveClaimRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::RefuseClaimRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::PayClaimRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::ConfirmPaymentRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::ReturnPaymentRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::RefundClaimRequest& request, const rpc::Call& call);

absl::StatusOr<records::ListQuery> FromProto(const v1::ListReleasesRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<ListClaimsQuery> FromProto(const v1::ListClaimsRequest& request,
                                          const rpc::Call& call);

v1::Release ToProto(const records::Record<Release>& release);
v1::Claim ToProto(const records::Record<Claim>& claim);
v1::ListReleasesResponse ToProto(const records::Page<Release>& page,
                                 const v1::ListReleasesRequest& request);
v1::ListClaimsResponse ToProto(const records::Page<Claim>& page,
                               const v1::ListClaimsRequest& request);

}  // namespace cobuild::finance
