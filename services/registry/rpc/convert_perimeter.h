// Perimeters between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "common/rpc/call.h"
#include "services/registry/app/perimeters.h"
#include "services/registry/app/read_villages.h"

namespace cobuild::registry {

absl::StatusOr<CreatePerimeterCommand> FromProto(const v1::CreatePerimeterRequest& request);
absl::StatusOr<UpdatePerimeterCommand> FromProto(const v1::UpdatePerimeterRequest& request);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListPerimetersRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<ListVillagesQuery> FromProto(const v1::ListPerimeterVillagesRequest& request,
                                            const rpc::Call& call);

v1::Perimeter ToProto(const Record<Perimeter>& perimeter);
v1::ListPerimetersResponse ToProto(const records::Page<Perimeter>& page,
                                   const v1::ListPerimetersRequest& request);
v1::ListPerimeterVillagesResponse ToProto(const VillagePage& page,
                                          const v1::ListPerimeterVillagesRequest& request);

}  // namespace cobuild::registry
