// The stream of an upload: its header, then the content.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "cobuild/projects/v1/evidence.pb.h"
#include "common/base/digest.h"
#include "common/rpc/stream.h"

namespace cobuild::projects {

// The first message. HEADER_MISSING when it is none, or there is none.
absl::StatusOr<v1::UploadEvidenceHeader> ReadUploadHeader(
    rpc::StreamReader<v1::UploadEvidenceRequest>& reader);

// All that follows, held in memory: at most 50 MiB. HEADER_REPEATED, REQUIRED `part` or `chunk`,
// TOO_LARGE `chunk` above 1 MiB or above 50 MiB together, DIGEST_MISMATCH.
absl::StatusOr<std::string> ReadUploadContent(rpc::StreamReader<v1::UploadEvidenceRequest>& reader,
                                              const base::Digest& digest);

}  // namespace cobuild::projects
