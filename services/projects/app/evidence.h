// The use cases of evidence, named as their RPCs.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/store/evidence_store.h"

namespace cobuild::projects {

struct UploadEvidenceCommand {
  std::string id;  // within the project; "" for one that is made up
  Evidence facts;  // its digest and size are the content's
};

// Keeps the content and then records the file: a content without a file is possible, and harmless,
// a file without its content is not. REQUEST_ID_REUSED, then those of DecideUploadEvidence.
absl::StatusOr<Record<Evidence>> UploadEvidence(LiveProjects& live, EvidenceStore& contents,
                                                ChangeRequest change,
                                                const UploadEvidenceCommand& command,
                                                std::string_view content);

// EVIDENCE_NOT_FOUND
absl::StatusOr<Record<Evidence>> GetEvidence(const LiveProjects& live,
                                             const records::GetQuery& query);
// Hands the content to `take` part by part, until it returns false. CONTENT_MISSING.
absl::Status ReadContent(EvidenceStore& contents, const Record<Evidence>& evidence,
                         const std::function<bool(std::string&& part)>& take);

absl::StatusOr<records::Page<Evidence>> ListEvidence(const LiveProjects& live,
                                                     const records::ListQuery& query);

}  // namespace cobuild::projects
