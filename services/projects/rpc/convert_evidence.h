// Evidence between the wire and the domain. Every FromProto reports all wrong fields at once.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/evidence.pb.h"
#include "common/rpc/call.h"
#include "services/projects/app/evidence.h"

namespace cobuild::projects {

// The size is the content's, and not known yet.
absl::StatusOr<UploadEvidenceCommand> FromProto(const v1::UploadEvidenceHeader& header);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListEvidenceRequest& request,
                                             const rpc::Call& call);

v1::Evidence ToProto(const Record<Evidence>& evidence);
v1::ListEvidenceResponse ToProto(const records::Page<Evidence>& page,
                                 const v1::ListEvidenceRequest& request);

}  // namespace cobuild::projects
