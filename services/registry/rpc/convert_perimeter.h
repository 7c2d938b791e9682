// Perimeters between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "services/registry/app/read_perimeters.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/domain/perimeter.h"

namespace cobuild::registry {

absl::StatusOr<Perimeter> FromProto(const v1::CreatePerimeterRequest& request);
// The id.
absl::StatusOr<std::string> FromProto(const v1::GetPerimeterRequest& request);
absl::StatusOr<PageRange> FromProto(const v1::ListPerimetersRequest& request);
// `now`: when the call arrived, for as_of.
absl::StatusOr<ListVillagesQuery> FromProto(const v1::ListPerimeterVillagesRequest& request,
                                            base::Timestamp now);

v1::Perimeter ToProto(const Perimeter& perimeter);
v1::ListPerimetersResponse ToProto(const PerimeterPage& page,
                                   const v1::ListPerimetersRequest& request);
v1::ListPerimeterVillagesResponse ToProto(const VillagePage& page,
                                          const v1::ListPerimeterVillagesRequest& request);

}  // namespace cobuild::registry
