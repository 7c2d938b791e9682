#include "services/cli/commands/report_view.h"

#include <fmt/format.h>

#include <map>
#include <sstream>
#include <utility>

namespace cobuild::cli {
namespace {

constexpr int kViolatorsShown = 20;

Json TextOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json Violators(const assessment::v1::ClaimResult& claim) {
  Json violators = Json::array();
  for (const assessment::v1::Violator& violator : claim.violators())
    violators.push_back(ToJson(violator));
  return violators;
}

Json ReportRow(const assessment::v1::ProgrammeReport& report,
               const assessment::v1::ClaimResult& claim) {
  const bool origin_known = claim.data_origin() != type::v1::DATA_ORIGIN_UNSPECIFIED;
  return {
      {"id", claim.id()},
      {"claimed_value", claim.claimed_value()},
      {"relation", claim.relation()},
      {"computed_value", TextOrNull(claim.computed_value())},
      {"rendered_value", TextOrNull(claim.rendered_value())},
      {"unit", claim.unit()},
      {"verdict", assessment::v1::Verdict_Name(claim.verdict())},
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

std::string Title(const assessment::v1::ProgrammeReport& report) {
  const bool example = report.data_origin() == type::v1::EXAMPLE;
  std::string title = "结对共建报告 / programme report";
  if (example) title += "    [示例数据 / example data]";
  return title;
}

std::string Knowledge(const assessment::v1::ProgrammeReport& report) {
  return fmt::format(
      "known at {} (registry position {}, finance position {}, projects position {})",
      report.has_known_at() ? CellText(ToJson(report.known_at())) : "latest",
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
std::string Below(const assessment::v1::ClaimResult& claim) {
  if (claim.verdict() != assessment::v1::REFUTED) return "";
  std::string lines;
  for (int i = 0; i < claim.violators_size() && i < kViolatorsShown; ++i) {
    const assessment::v1::Violator& violator = claim.violators(i);
    const std::string& subject =
        violator.village().empty() ? violator.subject() : violator.village();
    lines += fmt::format("     violated by {} {}: {}\n", subject, violator.display_name(),
                         violator.value());
  }
  const int hidden = claim.violators_size() - kViolatorsShown;
  if (hidden > 0) lines += fmt::format("     and {} more (--format json names all)\n", hidden);
  return lines;
}

std::string Count(const assessment::v1::ProgrammeReport& report) {
  std::map<assessment::v1::Verdict, int> counts;
  for (const assessment::v1::ClaimResult& claim : report.claims()) ++counts[claim.verdict()];
  return fmt::format("{} proven, {} refuted, {} consistent, {} undefined",
                     counts[assessment::v1::PROVEN], counts[assessment::v1::REFUTED],
                     counts[assessment::v1::CONSISTENT], counts[assessment::v1::UNDEFINED]);
}

}  // namespace

std::vector<Json> ReportRows(const assessment::v1::ProgrammeReport& report) {
  std::vector<Json> rows;
  for (const assessment::v1::ClaimResult& claim : report.claims())
    rows.push_back(ReportRow(report, claim));
  return rows;
}

std::string ReportTable(const assessment::v1::ProgrammeReport& report, Language language) {
  std::vector<Json> rows = ReportRows(report);
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i]["statement"] = report.claims(static_cast<int>(i)).statement();
  }
  std::istringstream table(FormatTable(TableColumns(), rows, language));
  std::string line;
  std::getline(table, line);
  std::string text = Title(report) + "\n" + Knowledge(report) + "\n\n" + line + "\n";
  for (const assessment::v1::ClaimResult& claim : report.claims()) {
    std::getline(table, line);
    text += line + "\n" + Below(claim);
  }
  return text + "\n" + Count(report) + "\n";
}

std::vector<Column> ReportColumns() {
  return {{"id", "ID"},
          {"claimed_value", "CLAIMED", Column::Align::kRight},
          {"relation", "RELATION"},
          {"computed_value", "COMPUTED", Column::Align::kRight},
          {"rendered_value", "RENDERED", Column::Align::kRight},
          {"unit", "UNIT"},
          {"verdict", "VERDICT"},
          {"violators", "VIOLATORS"},
          {"period", "PERIOD"},
          {"as_of", "DAY"},
          {"known_at", "KNOWN AT"},
          {"perimeter", "PERIMETER"},
          {"definition", "DEFINITION"},
          {"data_origin", "ORIGIN"},
          {"statement", "CLAIM"}};
}

Sheet ReportSheet(const assessment::v1::ProgrammeReport& report) {
  std::vector<Json> rows = ReportRows(report);
  for (size_t i = 0; i < rows.size(); ++i) {
    Json& row = rows[i];
    std::string violators;
    for (const Json& violator : row["violators"]) {
      const Json& subject = violator[CellText(violator["village"]).empty() ? "subject" : "village"];
      violators += fmt::format("{}{} {} {}", violators.empty() ? "" : "; ", CellText(subject),
                               CellText(violator["display_name"]), CellText(violator["value"]));
    }
    row["violators"] = violators;
    row["statement"] = report.claims(static_cast<int>(i)).statement();
  }
  return {.heading = {Title(report), Knowledge(report), Count(report)},
          .columns = ReportColumns(),
          .rows = std::move(rows)};
}

std::string ReportCsv(const assessment::v1::ProgrammeReport& report) {
  const Sheet sheet = ReportSheet(report);
  std::ostringstream csv;
  PrintRows(csv, Format::kCsv, sheet.columns, sheet.rows);
  return csv.str();
}

}  // namespace cobuild::cli
