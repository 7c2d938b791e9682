#include "services/projects/domain/decide_evidence.h"

#include "services/projects/domain/errors.h"

namespace cobuild::projects {

absl::StatusOr<Record<Evidence>> DecideUploadEvidence(const Projects& projects,
                                                      const std::string& id,
                                                      const Evidence& facts) {
  if (records::FindStanding<Project>(projects, facts.project) == nullptr) {
    return records::NotFound(kProjectNotFound, records::NameOf<Project>(facts.project));
  }
  return records::FirstOf(projects, id, facts, kEvidenceExists);
}

}  // namespace cobuild::projects
