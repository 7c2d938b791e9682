#include "services/cli/commands/report_view.h"

#include <fmt/format.h>

#include <map>
#include <sstream>

namespace cobuild::cli {
namespace {

namespace v1 = assessment::v1;

constexpr int kViolatorsShown = 20;

Json TextOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json Violators(const v1::ClaimResult& claim) {
  Json violators = Json::array();
  for (const v1::Violator& violator : claim.violators()) violators.push_back(ToJson(violator));
  return violators;
}

Json ReportRow(const v1::ProgrammeReport& report, const v1::ClaimResult& claim) {
  const bool origin_known = claim.data_origin() != type::v1::DATA_ORIGIN_UNSPECIFIED;
  return {
      {"id", claim.id()},
      {"claimed_value", claim.claimed_value()},
      {"relation", claim.relation()},
      {"computed_value", TextOrNull(claim.computed_value())},
      {"rendered_value", TextOrNull(claim.rendered_value())},
      {"unit", claim.unit()},
      {"verdict", v1::Verdict_Name(claim.verdict())},
      {"violators", Violators(claim)},
      {"period", claim.period()},
      {"as_of", TextOrNull(claim.as_of())},
      {"known_at", report.has_known_at() ? ToJson(report.known_at()) : Json(nullptr)},
      {"perimeter", TextOrNull(claim.perimeter())},
      {"definition", TextOrNull(claim.definition())},
      {"data_origin",
       origin_known ? Json(type::v1::DataOrigin_Name(claim.data_origin())) : nullptr},
  };
}

std::string Title(const v1::ProgrammeReport& report) {
  const bool example = report.data_origin() == type::v1::EXAMPLE;
  std::string title = "结对共建报告 / programme report";
  if (example) title += "    [示例数据 / example data]";
  return fmt::format(
      "{}\nknown at {} (registry position {}, finance position {}, projects position {})\n\n",
      title, report.has_known_at() ? CellText(ToJson(report.known_at())) : "latest",
      report.positions().registry(), report.positions().finance(), report.positions().projects());
}

std::vector<Column> TableColumns() {
  return {{"id", "ID"},
          {"verdict", "VERDICT"},
          {"claimed_value", "CLAIMED", Column::Align::kRight},
          {"computed_value", "COMPUTED", Column::Align::kRight},
          {"rendered_value", "RENDERED", Column::Align::kRight},
          {"unit", "UNIT"},
          {"perimeter", "PERIMETER"},
          {"definition", "DEFINITION"},
          {"statement", "CLAIM"}};
}

// What stands below a claim's line.
std::string Below(const v1::ClaimResult& claim) {
  if (claim.verdict() != v1::REFUTED) return "";
  std::string lines;
  for (int i = 0; i < claim.violators_size() && i < kViolatorsShown; ++i) {
    const v1::Violator& violator = claim.violators(i);
    const std::string& subject =
        violator.village().empty() ? violator.subject() : violator.village();
    lines += fmt::format("     violated by {} {}: {}\n", subject, violator.display_name(),
                         violator.value());
  }
  const int hidden = claim.violators_size() - kViolatorsShown;
  if (hidden > 0) lines += fmt::format("     and {} more (--format json names all)\n", hidden);
  return lines;
}

std::string Count(const v1::ProgrammeReport& report) {
  std::map<v1::Verdict, int> counts;
  for (const v1::ClaimResult& claim : report.claims()) ++counts[claim.verdict()];
  return fmt::format("\n{} proven, {} refuted, {} consistent, {} undefined\n", counts[v1::PROVEN],
                     counts[v1::REFUTED], counts[v1::CONSISTENT], counts[v1::UNDEFINED]);
}

}  // namespace

std::vector<Json> ReportRows(const v1::ProgrammeReport& report) {
  std::vector<Json> rows;
  for (const v1::ClaimResult& claim : report.claims()) rows.push_back(ReportRow(report, claim));
  return rows;
}

std::string ReportTable(const v1::ProgrammeReport& report) {
  std::vector<Json> rows = ReportRows(report);
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i]["statement"] = report.claims(static_cast<int>(i)).statement();
  }
  std::istringstream table(FormatTable(TableColumns(), rows));
  std::string line;
  std::getline(table, line);
  std::string text = Title(report) + line + "\n";
  for (const v1::ClaimResult& claim : report.claims()) {
    std::getline(table, line);
    text += line + "\n" + Below(claim);
  }
  return text + Count(report);
}

std::string ReportCsv(const v1::ProgrammeReport& report) {
  std::vector<Json> rows = ReportRows(report);
  std::vector<Column> columns;
  for (Json& row : rows) {
    std::string violators;
    for (const Json& violator : row["violators"]) {
      const Json& subject = violator[violator["village"] == "" ? "subject" : "village"];
      violators += fmt::format("{}{} {} {}", violators.empty() ? "" : "; ", CellText(subject),
                               CellText(violator["display_name"]), CellText(violator["value"]));
    }
    row["violators"] = violators;
  }
  if (!rows.empty()) {
    for (const auto& [key, value] : rows.front().items()) columns.push_back({key, key});
  }
  std::ostringstream csv;
  PrintRows(csv, Format::kCsv, columns, rows);
  return csv.str();
}

}  // namespace cobuild::cli
