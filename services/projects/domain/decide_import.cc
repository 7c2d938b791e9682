#include "services/projects/domain/decide_import.h"

#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace cobuild::projects {
namespace {

std::optional<RowFault> FaultOf(const Projects& projects, const scope::Reach& reach,
                                const ImportRow& row, std::set<std::string_view>& ids) {
  const bool repeated = !row.id.empty() && !ids.insert(row.id).second;
  if (row.line < 1) return RowFault{row.line, "line", "OUT_OF_RANGE", "must be 1 or more"};
  if (row.fault) return row.fault;
  if (repeated) {
    return RowFault{row.line, "project_id", "DUPLICATE", "an earlier row has the same id"};
  }
  if (!reach.everything() && !reach.Changes(projects.PlacesOf(row.id, Project{row.stated, {}}))) {
    return RowFault{row.line, "project", std::string(kRowOutOfScope),
                    "the caller's grants reach neither all its villages nor its sponsor"};
  }
  if (projects.Of<Project>().StatesOf(row.id) != nullptr) {
    return RowFault{row.line, "project_id", "PROJECT_EXISTS", "the project exists already"};
  }
  return std::nullopt;
}

}  // namespace

Rows DecideImport(const Projects& projects, const scope::Reach& reach, const std::string& import_id,
                  const ImportCommand& command) {
  Rows rows;
  ProjectImport report;
  report.received = static_cast<int64_t>(command.rows.size());
  std::set<std::string_view> ids;
  for (const ImportRow& row : command.rows) {
    if (std::optional<RowFault> fault = FaultOf(projects, reach, row, ids)) {
      ++report.rejected;
      if (report.faults.size() < kMaxRowFaults) report.faults.push_back(*std::move(fault));
    } else {
      rows.records.push_back({row.id, Project{row.stated, {}}});
    }
  }
  if (report.rejected > 0 && !command.partial) rows.records.clear();
  rows.records.push_back({import_id, std::move(report)});
  return rows;
}

}  // namespace cobuild::projects
