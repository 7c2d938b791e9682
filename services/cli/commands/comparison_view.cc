#include "services/cli/commands/comparison_view.h"

#include <fmt/format.h>

#include <sstream>
#include <vector>

namespace cobuild::cli {
namespace {

namespace v1 = assessment::v1;

std::string Side(const char* side, const v1::SourcePositions& positions,
                 const std::string& content_digest) {
  return fmt::format(
      "{}  registry position {}, finance position {}, projects position {}, digest {}\n", side,
      positions.registry(), positions.finance(), positions.projects(), content_digest);
}

}  // namespace

std::string ComparisonTable(const v1::CompareReportsResponse& comparison) {
  std::vector<Json> changed;
  for (const v1::ClaimComparison& claim : comparison.claims()) {
    if (claim.changes_size() > 0) changed.push_back(ToJson(claim));
  }
  std::string text =
      Side("base ", comparison.base_positions(), comparison.base_content_digest()) +
      Side("other", comparison.other_positions(), comparison.other_content_digest()) + "\n";
  if (!changed.empty()) {
    text += FormatTable({{"id", "ID"},
                         {"base_verdict", "BASE"},
                         {"other_verdict", "OTHER"},
                         {"base_value", "BASE VALUE", Column::Align::kRight},
                         {"other_value", "OTHER VALUE", Column::Align::kRight},
                         {"changes", "CHANGES"},
                         {"statement", "CLAIM"}},
                        changed) +
            "\n";
  }
  return text + fmt::format("{} of {} claims changed\n", comparison.changed_count(),
                            comparison.claims_size());
}

std::string ComparisonCsv(const v1::CompareReportsResponse& comparison) {
  std::vector<Json> rows;
  for (const v1::ClaimComparison& claim : comparison.claims()) rows.push_back(ToJson(claim));
  std::vector<Column> columns;
  for (const char* key : {"id", "base_verdict", "other_verdict", "base_value", "other_value",
                          "base_rendered_value", "other_rendered_value", "changes", "statement"}) {
    columns.push_back({key, key});
  }
  std::ostringstream csv;
  PrintRows(csv, Format::kCsv, columns, rows);
  return csv.str();
}

}  // namespace cobuild::cli
