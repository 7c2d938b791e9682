// Releases between the wire and the domain.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/milestone.pb.h"
#include "common/rpc/call.h"
#include "services/projects/app/milestones.h"

namespace cobuild::projects {

// Reports all wrong fields at once.
absl::StatusOr<ListReleasesQuery> FromProto(const v1::ListReleasesRequest& request,
                                            const rpc::Call& call);

v1::Release ToProto(const Record<Release>& release);
v1::ListReleasesResponse ToProto(const records::Page<Release>& page,
                                 const v1::ListReleasesRequest& request);

}  // namespace cobuild::projects
