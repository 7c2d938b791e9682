// How far the approval of a project is: what of its decisions counts, and what is next.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/projects/domain/facts.h"

namespace cobuild::projects {

struct Approval {
  std::string project;  // id
  Statement stated;
  ProjectState state = ProjectState::kDraft;
  std::optional<Record<Procedure>> procedure;  // nullopt before the first submission
  // Of the procedure's first steps, in order: an approval counts when it was made by this
  // procedure, signs the dossier as it is, and is of one who has neither stated nor submitted the
  // project.
  std::vector<Record<Decision>> approvals;
  base::Digest dossier_digest{};
  base::Date last_day;  // of the submission and the approvals
  int64_t version = 0;  // position of the last change of the project, or decision on it

  // Null unless the project is SUBMITTED.
  const ProcedureStep* NextStep() const;
  // The first day on which the next step may be decided: after the notice of the step before it.
  base::Date ReadyDate() const;
  // The last day allowed for the next step; nullopt when there is none or no limit.
  std::optional<base::Date> DueDate() const;
};

// By what was known at the moment's position and had happened by its day. `project` is known then.
Approval ApprovalOf(const Projects& projects, const Record<Project>& project,
                    const records::Moment& moment);

// Whether the principal has created, restated or submitted the project, by what was recorded up to
// `position`.
bool HasStated(const Projects& projects, std::string_view id, std::string_view principal,
               int64_t position);

// How many decisions there are on a project, those that no longer count included.
size_t CountDecisions(const Projects& projects, std::string_view id);

}  // namespace cobuild::projects
