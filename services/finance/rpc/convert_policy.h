// Support policies on the wire.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/policy.pb.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_policies.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. The call says whose request id it is. Of the
// submissions actor, deadline and done are the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::CreatePolicyRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::AdoptPolicyRequest& request, const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::VoidPolicyRequest& request, const rpc::Call& call);
absl::StatusOr<ListPoliciesQuery> FromProto(const v1::ListPoliciesRequest& request,
                                            const rpc::Call& call);

v1::Policy ToProto(const records::Record<Policy>& policy);
v1::ListPoliciesResponse ToProto(const records::Page<Policy>& page,
                                 const v1::ListPoliciesRequest& request);

}  // namespace cobuild::finance
