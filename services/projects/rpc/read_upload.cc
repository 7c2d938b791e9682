#include "services/projects/rpc/read_upload.h"

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/projects/domain/errors.h"
#include "services/projects/domain/evidence.h"

namespace cobuild::projects {
namespace {

absl::Status CheckChunk(const v1::UploadEvidenceRequest& request) {
  if (request.has_header()) return HeaderRepeated();
  if (!request.has_chunk())
    return error::Invalid({{"part", "REQUIRED", "must be header or chunk"}});
  if (request.chunk().size() <= static_cast<size_t>(kMaxChunkBytes)) return absl::OkStatus();
  return error::Invalid({{"chunk", "TOO_LARGE", "must have at most 1 MiB a message"}});
}

}  // namespace

absl::StatusOr<v1::UploadEvidenceHeader> ReadUploadHeader(
    rpc::StreamReader<v1::UploadEvidenceRequest>& reader) {
  v1::UploadEvidenceRequest request;
  COBUILD_ASSIGN_OR_RETURN(const bool came, reader.Read(request));
  if (!came || !request.has_header()) return HeaderMissing();
  return request.header();
}

absl::StatusOr<std::string> ReadUploadContent(rpc::StreamReader<v1::UploadEvidenceRequest>& reader,
                                              const base::Digest& digest) {
  std::string content;
  v1::UploadEvidenceRequest request;
  while (true) {
    COBUILD_ASSIGN_OR_RETURN(const bool came, reader.Read(request));
    if (!came) break;
    COBUILD_RETURN_IF_ERROR(CheckChunk(request));
    content += request.chunk();
    if (content.size() > static_cast<size_t>(kMaxEvidenceBytes)) {
      return error::Invalid({{"chunk", "TOO_LARGE", "must have at most 50 MiB together"}});
    }
  }
  if (content.empty()) return error::Invalid({{"chunk", "REQUIRED", "a file is not empty"}});
  const base::Digest actual = base::Sha256(content);
  if (actual != digest) return DigestMismatch(base::ToHex(actual));
  return content;
}

}  // namespace cobuild::projects
