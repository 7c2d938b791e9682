// Verifications of facts on the wire.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/verification.pb.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_verifications.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// A chain of an item a fact: all or none. INVALID_ARGUMENT with every wrong field at once. The call
// says whose request id it is. Of the submissions actor, deadline and done are the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::VerifyFactsRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::AcceptFactsRequest& request, const rpc::Call& call);
absl::StatusOr<ListVerificationsQuery> FromProto(const v1::ListVerificationsRequest& request,
                                                 const rpc::Call& call);

// What is known at `position` of how far the fact was checked that `message` shows.
template <class Message>
void SetVerificationState(const LiveRecords& records, int64_t position, Message& message) {
  const VerificationState found = records.Read([&](const RecordState& state) {
    return StateOfFact(state, message.name(), message.position(), position);
  });
  message.set_verification_state(static_cast<v1::VerificationState>(found));
}

v1::Verification ToProto(const records::Record<Verification>& verification);
v1::VerificationCounts ToProto(const VerificationCounts& counts);
v1::ListVerificationsResponse ToProto(const records::Page<Verification>& page,
                                      const v1::ListVerificationsRequest& request);

}  // namespace cobuild::finance
