// Acceptances between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/acceptance.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/acceptances.h"

namespace cobuild::registry {

absl::StatusOr<RecordAcceptanceCommand> FromProto(
    const v1::RecordVillageAcceptanceRequest& request);
absl::StatusOr<ListAcceptancesQuery> FromProto(const v1::ListVillageAcceptancesRequest& request,
                                               const rpc::Call& call);

v1::VillageAcceptance ToProto(const Record<VillageAcceptance>& acceptance);
v1::ListVillageAcceptancesResponse ToProto(const records::Page<VillageAcceptance>& page,
                                           const v1::ListVillageAcceptancesRequest& request);

}  // namespace cobuild::registry
