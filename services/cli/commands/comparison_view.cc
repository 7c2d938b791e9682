#include "services/cli/commands/comparison_view.h"

#include <fmt/format.h>

#include <sstream>
#include <utility>
#include <vector>

namespace cobuild::cli {
namespace {

std::string Side(const char* side, const assessment::v1::SourcePositions& positions,
                 const std::string& content_digest) {
  return fmt::format(
      "{}  registry position {}, finance position {}, projects position {}, digest {}", side,
      positions.registry(), positions.finance(), positions.projects(), content_digest);
}

}  // namespace

std::string ComparisonTable(const assessment::v1::CompareReportsResponse& comparison,
                            Language language) {
  std::vector<Json> changed;
  for (const assessment::v1::ClaimComparison& claim : comparison.claims()) {
    if (claim.changes_size() > 0) changed.push_back(ToJson(claim));
  }
  std::string text =
      Side("base ", comparison.base_positions(), comparison.base_content_digest()) + "\n" +
      Side("other", comparison.other_positions(), comparison.other_content_digest()) + "\n\n";
  if (!changed.empty()) {
    text += FormatTable({{"id", "ID"},
                         {"base_verdict", "BASE"},
                         {"other_verdict", "OTHER"},
                         {"base_value", "BASE VALUE", Column::Align::kRight},
                         {"other_value", "OTHER VALUE", Column::Align::kRight},
                         {"changes", "CHANGES"},
                         {"statement", "CLAIM"}},
                        changed, language) +
            "\n";
  }
  return text + fmt::format("{} of {} claims changed\n", comparison.changed_count(),
                            comparison.claims_size());
}

std::vector<Column> ComparisonColumns() {
  return {{"id", "ID"},
          {"base_verdict", "BASE"},
          {"other_verdict", "OTHER"},
          {"base_value", "BASE VALUE", Column::Align::kRight},
          {"other_value", "OTHER VALUE", Column::Align::kRight},
          {"base_rendered_value", "BASE RENDERED", Column::Align::kRight},
          {"other_rendered_value", "OTHER RENDERED", Column::Align::kRight},
          {"changes", "CHANGES"},
          {"statement", "CLAIM"}};
}

Sheet ComparisonSheet(const assessment::v1::CompareReportsResponse& comparison) {
  std::vector<Json> rows;
  for (const assessment::v1::ClaimComparison& claim : comparison.claims())
    rows.push_back(ToJson(claim));
  return {
      .heading = {Side("base ", comparison.base_positions(), comparison.base_content_digest()),
                  Side("other", comparison.other_positions(), comparison.other_content_digest())},
      .columns = ComparisonColumns(),
      .rows = std::move(rows)};
}

std::string ComparisonCsv(const assessment::v1::CompareReportsResponse& comparison) {
  const Sheet sheet = ComparisonSheet(comparison);
  std::ostringstream csv;
  PrintRows(csv, Format::kCsv, sheet.columns, sheet.rows);
  return csv.str();
}

}  // namespace cobuild::cli
