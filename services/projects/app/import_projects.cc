#include "services/projects/app/import_projects.h"

#include "common/base/status_macros.h"
#include "common/records/record_change.h"
#include "common/records/use_cases.h"
#include "services/projects/domain/decide_import.h"

namespace cobuild::projects {

absl::StatusOr<Record<ProjectImport>> ImportProjects(LiveProjects& live, ChangeRequest change,
                                                     const ImportCommand& command) {
  change.request.digest = records::DigestOf("projects.import_projects.v1", "", command);
  const std::string import_id = base::NewUlid(change.now);
  Record<ProjectImport> report;
  const auto import = [&](Writer& writer, const feed::Head& head) -> absl::StatusOr<Rows> {
    COBUILD_ASSIGN_OR_RETURN(const auto outcome, writer.log().FindOutcome(change.request));
    if (outcome) {
      COBUILD_ASSIGN_OR_RETURN(Rows kept,
                               writer.ReadRows(outcome->position - 1, outcome->position));
      report = records::Narrow<ProjectImport>(kept.records.back());
      return kept;
    }
    Rows rows = live.Read([&](const Projects& projects) {
      return DecideImport(projects, change.reach, import_id, command);
    });
    const bool stores_projects = rows.records.size() > 1;
    if (stores_projects && !change.validate_only) {
      COBUILD_RETURN_IF_ERROR(records::InsertAndPublish(writer, head, change, rows));
    }
    report = records::Narrow<ProjectImport>(rows.records.back());
    return report.position > 0 ? std::move(rows) : Rows{};
  };
  COBUILD_RETURN_IF_ERROR(live.Write(import));
  return report;
}

}  // namespace cobuild::projects
