// Funds on the wire.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_records.h"
#include "services/finance/domain/fund.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. The call says whose request id it is. Of the
// submissions actor, deadline and done are the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::CreateFundRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::UpdateFundRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::CloseFiscalYearRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::PlanRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::AppropriateRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::AdjustAppropriationRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::AllocateRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::ReallocateRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::CommitRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::ReleaseCommitmentRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::CarryOverRequest& request, const rpc::Call& call);

absl::StatusOr<records::GetQuery> FromProto(const v1::GetFundRequest& request,
                                            const rpc::Call& call);
absl::StatusOr<records::GetQuery> FromProto(const v1::GetFundPositionRequest& request,
                                            const rpc::Call& call);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListFundsRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<ListFundMovementsQuery> FromProto(const v1::ListFundMovementsRequest& request,
                                                 const rpc::Call& call);

v1::Fund ToProto(const records::Record<Fund>& fund);
v1::FundMovement ToProto(const records::Record<FundMovement>& movement);
v1::ListFundsResponse ToProto(const records::Page<Fund>& page, const v1::ListFundsRequest& request);
v1::ListFundMovementsResponse ToProto(const records::Page<FundMovement>& page,
                                      const v1::ListFundMovementsRequest& request);
v1::FundPosition ToProto(const FundPosition& position);

}  // namespace cobuild::finance
