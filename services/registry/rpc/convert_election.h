// Elections between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/election.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/elections.h"

namespace cobuild::registry {

absl::StatusOr<Election> FromProto(const v1::RecordElectionRequest& request);
absl::StatusOr<CorrectElectionCommand> FromProto(const v1::CorrectElectionRequest& request);
absl::StatusOr<ListElectionsQuery> FromProto(const v1::ListElectionsRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<SummarizeElectionsQuery> FromProto(const v1::SummarizeElectionsRequest& request,
                                                  const rpc::Call& call);

v1::Election ToProto(const Record<Election>& election);
v1::ListElectionsResponse ToProto(const records::Page<Election>& page,
                                  const v1::ListElectionsRequest& request);
v1::SummarizeElectionsResponse ToProto(const ElectionSummary& summary);

}  // namespace cobuild::registry
