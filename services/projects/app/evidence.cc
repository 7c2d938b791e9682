#include "services/projects/app/evidence.h"

#include "common/base/status_macros.h"
#include "services/projects/domain/decide_evidence.h"
#include "services/projects/domain/errors.h"

namespace cobuild::projects {

absl::StatusOr<Record<Evidence>> UploadEvidence(LiveProjects& live, EvidenceStore& contents,
                                                ChangeRequest change,
                                                const UploadEvidenceCommand& command,
                                                std::string_view content) {
  change.request.digest =
      records::DigestOf("projects.upload_evidence.v1", command.id, command.facts);
  if (!change.validate_only) {
    COBUILD_RETURN_IF_ERROR(contents.Put(command.facts.content_digest, content));
  }
  const std::string id = command.facts.project + "/" + records::IdOr(command.id, change.now);
  return records::RecordOne<Evidence>(
      live, change, NamedProject(command.facts.project),
      [&](const Projects& projects) { return DecideUploadEvidence(projects, id, command.facts); });
}

absl::StatusOr<Record<Evidence>> GetEvidence(const LiveProjects& live,
                                             const records::GetQuery& query) {
  return records::GetRecord<Evidence>(live, query, kEvidenceNotFound);
}

absl::Status ReadContent(EvidenceStore& contents, const Record<Evidence>& evidence,
                         const std::function<bool(std::string&& part)>& take) {
  int64_t left = evidence.facts.size_bytes;
  for (int64_t index = 0; left > 0; ++index) {
    COBUILD_ASSIGN_OR_RETURN(std::string part,
                             contents.ReadChunk(evidence.facts.content_digest, index));
    left -= static_cast<int64_t>(part.size());
    if (part.empty() || left < 0) return ContentMissing(records::NameOf<Evidence>(evidence.id));
    if (!take(std::move(part))) return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::StatusOr<records::Page<Evidence>> ListEvidence(const LiveProjects& live,
                                                     const records::ListQuery& query) {
  return records::ListRecords<Evidence>(live, query, [](const Evidence&) { return true; });
}

}  // namespace cobuild::projects
