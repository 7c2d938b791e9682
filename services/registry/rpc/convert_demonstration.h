// Demonstrations and their events between the wire and the domain. Every FromProto reports all
// wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/demonstration.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/demonstrations.h"

namespace cobuild::registry {

absl::StatusOr<CreateDemonstrationCommand> FromProto(const v1::CreateDemonstrationRequest& request);
absl::StatusOr<ListDemonstrationsQuery> FromProto(const v1::ListDemonstrationsRequest& request,
                                                  const rpc::Call& call);
absl::StatusOr<UpdateDemonstrationCommand> FromProto(const v1::UpdateDemonstrationRequest& request);
absl::StatusOr<RecordDemonstrationEventCommand> FromProto(
    const v1::RecordDemonstrationEventRequest& request);
absl::StatusOr<ListDemonstrationEventsQuery> FromProto(
    const v1::ListDemonstrationEventsRequest& request, const rpc::Call& call);

v1::Demonstration ToProto(const Record<Demonstration>& demonstration);
v1::ListDemonstrationsResponse ToProto(const records::Page<Demonstration>& page,
                                       const v1::ListDemonstrationsRequest& request);
v1::DemonstrationEvent ToProto(const Record<DemonstrationEvent>& event);
v1::ListDemonstrationEventsResponse ToProto(const records::Page<DemonstrationEvent>& page,
                                            const v1::ListDemonstrationEventsRequest& request);

}  // namespace cobuild::registry
