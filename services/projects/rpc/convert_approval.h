// Approvals and decisions between the wire and the domain. Every FromProto reports all wrong fields
// at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/approval.pb.h"
#include "common/rpc/call.h"
#include "services/projects/app/approvals.h"

namespace cobuild::projects {

absl::StatusOr<DecideStepCommand> FromProto(const v1::DecideStepRequest& request);
absl::StatusOr<PendingQuery> FromProto(const v1::ListPendingStepsRequest& request,
                                       const rpc::Call& call);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListDecisionsRequest& request,
                                             const rpc::Call& call);

v1::Decision ToProto(const Record<Decision>& decision);
v1::Approval ToProto(const KnownApproval& known);
v1::ListPendingStepsResponse ToProto(const PendingPage& page,
                                     const v1::ListPendingStepsRequest& request);
v1::ListDecisionsResponse ToProto(const records::Page<Decision>& page,
                                  const v1::ListDecisionsRequest& request);

}  // namespace cobuild::projects
