#include "services/cli/commands/explanation_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "common/money/money.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

using money::Fen;

// Row values are whole numbers or yuan with two decimals, so hundredths hold both exactly. Nullopt
// when there is nothing to add up or a value is none.
template <class Items, class ValueOf>
std::optional<Fen> Sum(const Items& items, ValueOf value_of) {
  if (items.empty()) return std::nullopt;
  Fen sum;
  for (const auto& item : items) {
    const std::optional<Fen> value = value_of(item);
    const std::optional<Fen> next = value ? money::Add(sum, *value) : std::nullopt;
    if (!next) return std::nullopt;
    sum = *next;
  }
  return sum;
}

std::optional<Fen> RowSum(const Explained& explained) {
  return Sum(explained.rows,
             [](const assessment::v1::FigureRow& row) { return money::Parse(row.value()); });
}

std::optional<Fen> LineSum(const Explained& explained) {
  return Sum(explained.lines, [](const assessment::v1::FigureLine& line) {
    return money::FromUnitsAndNanos(line.signed_amount().units(), line.signed_amount().nanos());
  });
}

Json SumJson(const std::optional<Fen>& sum) { return sum ? Json(money::Format(*sum)) : nullptr; }

Json RowJson(const assessment::v1::FigureRow& row) { return ToJson(row); }

Json LineJson(const assessment::v1::FigureLine& line) {
  return {{"subject", line.subject()},
          {"village", line.village()},
          {"position", line.transfer().position()},
          {"effective_date", ToJson(line.transfer().effective_date())},
          {"debit_account", line.transfer().debit_account()},
          {"credit_account", line.transfer().credit_account()},
          {"signed_amount", ToJson(line.signed_amount())},
          {"transfer", line.transfer().name()},
          {"record", line.record()},
          {"description", line.transfer().description()},
          {"evidence_sha256",
           std::vector<std::string>(line.evidence_sha256().begin(), line.evidence_sha256().end())}};
}

// What shows the rows and lines: a digest each with the record that names it, each once.
std::vector<Json> Digests(const Explained& explained) {
  std::vector<std::pair<std::string, std::string>> digests;
  for (const auto& row : explained.rows) {
    for (const auto& evidence : row.evidence()) {
      digests.emplace_back(evidence.record(), evidence.sha256());
    }
  }
  for (const auto& line : explained.lines) {
    for (const std::string& sha256 : line.evidence_sha256()) {
      digests.emplace_back(line.record(), sha256);
    }
  }
  std::vector<Json> objects;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& digest : digests) {
    if (!seen.insert(digest).second) continue;
    objects.push_back({{"record", digest.first}, {"sha256", digest.second}});
  }
  return objects;
}

template <class Items, class ToObject>
std::vector<Json> Objects(const Items& items, ToObject to_object) {
  std::vector<Json> objects;
  for (const auto& item : items) objects.push_back(to_object(item));
  return objects;
}

const std::vector<Column>& RowColumns() {
  static const auto& columns = *new std::vector<Column>{{"subject", "SUBJECT"},
                                                        {"subject_display_name", "NAME"},
                                                        {"township_display_name", "TOWNSHIP"},
                                                        {"value", "VALUE", Column::Align::kRight}};
  return columns;
}

const std::vector<Column>& LineColumns() {
  static const auto& columns = *new std::vector<Column>{
      {"subject", "SUBJECT"},        {"position", "POSITION", Column::Align::kRight},
      {"effective_date", "DATE"},    {"debit_account", "DEBIT"},
      {"credit_account", "CREDIT"},  {"signed_amount", "AMOUNT", Column::Align::kRight},
      {"transfer", "TRANSFER"},      {"record", "RECORD"},
      {"description", "DESCRIPTION"}};
  return columns;
}

const std::vector<Column>& DigestColumns() {
  static const auto& columns =
      *new std::vector<Column>{{"record", "RECORD"}, {"sha256", "SHA-256"}};
  return columns;
}

// In a table the last part of a name is enough: the subject says which ledger.
Json ShortLineJson(const assessment::v1::FigureLine& line) {
  Json json = LineJson(line);
  for (const char* key : {"debit_account", "credit_account", "transfer"}) {
    const std::string name = CellText(json[key]);
    json[key] = name.substr(name.rfind('/') + 1);
  }
  return json;
}

std::string Scope(const assessment::v1::FigureQuery& query) {
  std::string scope =
      fmt::format("{} of {} over {}", assessment::v1::Aggregation_Name(query.aggregation()),
                  query.metric(), query.perimeter());
  if (query.has_cohort_date()) {
    scope +=
        fmt::format(", {} on {}",
                    query.category() == 0 ? "any category"
                                          : registry::v1::VillageCategory_Name(query.category()),
                    CellText(ToJson(query.cohort_date())));
  }
  if (query.from_year() != 0) scope += fmt::format(", from {}", query.from_year());
  if (query.year() != 0) scope += fmt::format(", {}", query.year());
  return scope + fmt::format(", as of {}", CellText(ToJson(query.as_of())));
}

std::string Head(const assessment::v1::Figure& figure) {
  const bool example = figure.data_origin() == type::v1::EXAMPLE;
  const std::string value =
      figure.value().empty() ? "cannot be computed" : figure.value() + " " + figure.unit();
  std::string head =
      fmt::format("{}{}\n", Scope(figure.query()), example ? "    [示例数据 / example data]" : "");
  head += fmt::format("formula     {}\nvalue       {}\ndefinition  {}\n", figure.formula(), value,
                      figure.definition());
  head += fmt::format("subjects    {} count, {} of them without a row\n", figure.subject_count(),
                      figure.missing_villages_size() + figure.missing_subjects_size());
  head += fmt::format("positions   registry {}, finance {}, projects {}\n",
                      figure.positions().registry(), figure.positions().finance(),
                      figure.positions().projects());
  const assessment::v1::VerificationShares& shares = figure.verification();
  if (shares.declared() + shares.township_verified() + shares.district_accepted() > 0) {
    head += fmt::format("checked     {} declared, {} township verified, {} district accepted\n",
                        shares.declared(), shares.township_verified(), shares.district_accepted());
  }
  return head;
}

std::string Sums(const Explained& explained) {
  std::string sums;
  if (const auto lines = LineSum(explained)) {
    sums += fmt::format("sum of lines  {}\n", money::Format(*lines));
  }
  if (const auto rows = RowSum(explained)) {
    sums += fmt::format("sum of rows   {}\n", money::Format(*rows));
  }
  return sums + fmt::format("figure        {}\n", explained.figure.value());
}

}  // namespace

absl::Status Append(const assessment::v1::ExplainFigureResponse& part,
                    std::vector<Explained>& explained) {
  if (part.has_figure()) {
    explained.push_back({part.figure(), {}, {}});
    return absl::OkStatus();
  }
  if (explained.empty()) return absl::InternalError("rows came before the figure they belong to");
  Explained& last = explained.back();
  last.rows.insert(last.rows.end(), part.rows().rows().begin(), part.rows().rows().end());
  last.lines.insert(last.lines.end(), part.lines().lines().begin(), part.lines().lines().end());
  return absl::OkStatus();
}

Json ExplanationJson(const Explained& explained) {
  Json json = ToJson(explained.figure);
  json["row_sum"] = SumJson(RowSum(explained));
  json["line_sum"] = SumJson(LineSum(explained));
  json["rows"] = Objects(explained.rows, RowJson);
  json["lines"] = Objects(explained.lines, LineJson);
  return json;
}

std::string ExplanationTable(const Explained& explained, Language language) {
  std::string text = Head(explained.figure);
  if (!explained.rows.empty()) {
    text += fmt::format("\n{} rows\n", explained.rows.size());
    text += FormatTable(RowColumns(), Objects(explained.rows, RowJson), language);
  }
  if (!explained.lines.empty()) {
    text += fmt::format("\n{} journal lines\n", explained.lines.size());
    text += FormatTable(LineColumns(), Objects(explained.lines, ShortLineJson), language);
  }
  if (const std::vector<Json> digests = Digests(explained); !digests.empty()) {
    text += fmt::format("\n{} digests of evidence\n", digests.size());
    text += FormatTable(DigestColumns(), digests, language);
  }
  return text + "\n" + Sums(explained);
}

std::vector<Column> ExplanationColumns() {
  std::vector<Column> columns = {{"figure", "FIGURE"}, {"part", "PART"}};
  for (const auto& part : {RowColumns(), LineColumns()}) {
    for (const Column& column : part) {
      const bool there = std::ranges::any_of(
          columns, [&column](const Column& each) { return each.key == column.key; });
      if (!there) columns.push_back(column);
    }
  }
  columns.push_back({"data_origin", "ORIGIN"});
  return columns;
}

Sheet ExplanationSheet(const std::vector<Explained>& explained) {
  Sheet sheet{.heading = {}, .columns = ExplanationColumns(), .rows = {}};
  const auto add = [&](size_t figure, const char* part, const Json& object) {
    Json& row = sheet.rows.emplace_back();
    for (const Column& column : sheet.columns) row[column.key] = nullptr;
    row.update(object);
    row["figure"] = figure + 1;
    row["part"] = part;
    row["data_origin"] = ToJson(explained[figure].figure)["data_origin"];
  };
  for (size_t i = 0; i < explained.size(); ++i) {
    for (const auto& row : explained[i].rows) add(i, "row", RowJson(row));
    for (const auto& line : explained[i].lines) add(i, "line", LineJson(line));
  }
  return sheet;
}

std::string ExplanationCsv(const std::vector<Explained>& explained) {
  const Sheet sheet = ExplanationSheet(explained);
  std::ostringstream csv;
  PrintRows(csv, Format::kCsv, sheet.columns, sheet.rows);
  return csv.str();
}

absl::Status CheckSums(const Explained& explained) {
  const assessment::v1::Figure& figure = explained.figure;
  const auto rows = RowSum(explained);
  const auto lines = LineSum(explained);
  const bool added_up = figure.query().aggregation() == assessment::v1::SUM ||
                        figure.query().aggregation() == assessment::v1::COUNT;
  if (added_up && rows && money::Parse(figure.value()) != rows) {
    return AnswerIsNo("the figure is not the sum of its rows: tell the operator");
  }
  if (rows && lines && *rows != *lines) {
    return AnswerIsNo("the rows are not the sum of their journal lines: tell the operator");
  }
  return absl::OkStatus();
}

}  // namespace cobuild::cli
