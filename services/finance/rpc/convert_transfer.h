// Transfers on the wire.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/finance/v1/transfer.pb.h"
#include "common/rpc/call.h"
#include "services/finance/app/list_transfers.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. Of the submissions actor, deadline and done are
// the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::PostTransferRequest& request);
absl::StatusOr<Submission> FromProto(const v1::PostTransfersRequest& request);
absl::StatusOr<Submission> FromProto(const v1::ReverseTransferRequest& request);
absl::StatusOr<ListTransfersQuery> FromProto(const v1::ListTransfersRequest& request,
                                             const rpc::Call& call);

v1::Transfer ToProto(const PostedTransfer& posted);
v1::PostTransfersResponse ToProto(const Results& results);
v1::ListTransfersResponse ToProto(const TransferPage& page,
                                  const v1::ListTransfersRequest& request);

}  // namespace cobuild::finance
