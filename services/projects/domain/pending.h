// The inbox of approvals: the next step of each submitted project.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/scope/reach.h"
#include "services/projects/domain/facts.h"

namespace cobuild::projects {

struct PendingQuery {
  records::ReadAt at;
  std::string role;             // only steps of it; "" for all
  std::string division_prefix;  // of the lead village's code
  records::PageRange range;     // its key is PendingStep::Key
  scope::Reach reach = {};      // only of projects that it sees
};

struct PendingStep {
  std::string project;  // id
  std::string display_name;
  std::string village_code;  // of the lead village
  ProcedureStep step;
  base::Date ready_date;
  std::optional<base::Date> due_date;
  bool overdue = false;
  base::Digest dossier_digest{};
  DataOrigin data_origin = DataOrigin::kRecorded;

  // By which steps are listed: those due first first, those without a limit last, then by project.
  std::string Key() const;
};

struct PendingPage {
  std::vector<PendingStep> steps;
  bool is_last = true;
  int64_t position = 0;
};

// What Timeline::MomentOf refuses.
absl::StatusOr<PendingPage> PendingSteps(const Projects& projects, const PendingQuery& query);

}  // namespace cobuild::projects
