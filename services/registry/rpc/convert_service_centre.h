// Service centres between the wire and the domain. Every FromProto reports all wrong fields at
// once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/service_centre.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/service_centres.h"

namespace cobuild::registry {

absl::StatusOr<CreateServiceCentreCommand> FromProto(const v1::CreateServiceCentreRequest& request);
absl::StatusOr<ListServiceCentresQuery> FromProto(const v1::ListServiceCentresRequest& request,
                                                  const rpc::Call& call);
absl::StatusOr<UpdateServiceCentreCommand> FromProto(const v1::UpdateServiceCentreRequest& request);
absl::StatusOr<SummarizeServiceCentresQuery> FromProto(
    const v1::SummarizeServiceCentresRequest& request, const rpc::Call& call);

v1::ServiceCentre ToProto(const Record<ServiceCentre>& centre);
v1::ListServiceCentresResponse ToProto(const records::Page<ServiceCentre>& page,
                                       const v1::ListServiceCentresRequest& request);
v1::SummarizeServiceCentresResponse ToProto(const CentreSummary& summary);

}  // namespace cobuild::registry
