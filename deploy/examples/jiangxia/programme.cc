#include "deploy/examples/jiangxia/programme.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "common/base/status_macros.h"
#include "deploy/examples/jiangxia/generator.h"
#include "jiangxia_divisions.h"
#include "services/cli/division_import.h"

namespace cobuild::jiangxia {
namespace {

// A villagers' committee: by its last segment, never by its name.
bool IsVillagersCommittee(const registry::v1::ImportRow& row) {
  if (row.level() != registry::v1::VILLAGE || row.code().size() != 12) return false;
  const std::string_view segment = std::string_view(row.code()).substr(9);
  return "200" <= segment && segment <= "399";
}

bool IsExcluded(const std::string& code) {
  return std::ranges::any_of(kExcludedStreets,
                             [&code](const char* street) { return code.starts_with(street); });
}

}  // namespace

absl::StatusOr<Programme> ReadProgramme() {
  Programme programme;
  cli::CellProblems problems;
  COBUILD_ASSIGN_OR_RETURN(auto imported, cli::ParseDivisions(divisions::Files().front().content,
                                                              cli::Encoding::kUtf8, problems));
  programme.divisions = std::move(imported.rows);
  for (const registry::v1::ImportRow& row : programme.divisions) {
    if (IsVillagersCommittee(row) && !IsExcluded(row.code())) programme.villages.push_back(row);
  }
  if (programme.villages.size() != kProgrammeVillages) {
    return absl::InternalError(
        fmt::format("divisions.csv holds {} villages of the programme", programme.villages.size()));
  }
  std::ranges::sort(programme.villages, {}, &registry::v1::ImportRow::code);
  return programme;
}

std::vector<std::string> CodesOf(const std::vector<registry::v1::ImportRow>& divisions) {
  std::vector<std::string> codes;
  for (const registry::v1::ImportRow& row : divisions) codes.push_back(row.code());
  return codes;
}

}  // namespace cobuild::jiangxia
