#include "services/cli/output/print.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "services/cli/csv.h"
#include "services/cli/output/display_width.h"

namespace cobuild::cli {
namespace {

constexpr size_t kGap = 2;
constexpr char kOrigin[] = "data_origin";

// A table's cells keep to their line.
std::string OneLine(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

std::string WithoutTrailingBlanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// The member that a column shows; "transfer.name" is a member of a member, and null where that is
// absent.
Json MemberOf(const Json& row, std::string_view key) {
  const size_t dot = key.find('.');
  if (dot == std::string_view::npos) return row.at(std::string(key));
  const Json& inner = row.at(std::string(key.substr(0, dot)));
  return inner.is_null() ? Json(nullptr) : MemberOf(inner, key.substr(dot + 1));
}

// Of the member that `key` names.
std::string TextOf(std::string_view key, const Json& value) {
  const std::string text = CellText(value);
  const bool example = key.substr(key.rfind('.') + 1) == kOrigin && text == "EXAMPLE";
  return example ? "EXAMPLE 示例数据" : text;
}

// Cells by row and column, the titles first.
using Grid = std::vector<std::vector<std::string>>;

Grid CellsOf(const std::vector<Column>& columns, const std::vector<Json>& rows, Language language) {
  Grid grid(1);
  for (const Column& column : columns) grid.front().push_back(TitleIn(language, column.title));
  for (const Json& row : rows) {
    auto& cells = grid.emplace_back();
    for (const Column& column : columns) cells.push_back(OneLine(ShownText(row, column.key)));
  }
  return grid;
}

std::string FormatLine(const std::vector<std::string>& cells, const std::vector<Column>& columns,
                       const std::vector<size_t>& widths) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    const bool right = columns[i].align == Column::Align::kRight;
    if (i > 0) line.append(kGap, ' ');
    line += right ? PadLeft(cells[i], widths[i]) : PadRight(cells[i], widths[i]);
  }
  return WithoutTrailingBlanks(std::move(line));
}

// Copies the members of `object`, those of inner objects under "outer.inner".
void Flatten(const std::string& prefix, const Json& object, Json& flat) {
  for (const auto& [key, value] : object.items()) {
    if (value.is_object()) {
      Flatten(prefix + key + ".", value, flat);
    } else {
      flat[prefix + key] = value;
    }
  }
}

std::vector<std::string> Select(const Json& row, const std::vector<Column>& columns) {
  std::vector<std::string> cells;
  for (const Column& column : columns) cells.push_back(ShownText(row, column.key));
  return cells;
}

}  // namespace

std::string ShownText(const Json& row, std::string_view key) {
  return TextOf(key, MemberOf(row, key));
}

bool IsOfAnExample(const Json& row) {
  const auto origin = row.find(kOrigin);
  return origin != row.end() && *origin == "EXAMPLE";
}

bool IsDecimal(std::string_view text) {
  const auto take_digits = [&text] {
    const size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count > 0;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!take_digits()) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!take_digits()) return false;
  }
  return text.empty();
}

std::string FormatCsvRow(std::vector<std::string> cells) {
  for (std::string& cell : cells) {
    const bool formula =
        cell.size() > 1 && (std::string_view("=+-@").find(cell.front()) != std::string_view::npos ||
                            std::iscntrl(static_cast<unsigned char>(cell.front())) != 0);
    if (formula && !IsDecimal(cell)) cell.insert(0, 1, '\'');
  }
  return FormatCsv(cells);
}

std::string FormatTable(const std::vector<Column>& columns, const std::vector<Json>& rows,
                        Language language) {
  const Grid grid = CellsOf(columns, rows, language);
  std::vector<size_t> widths(columns.size(), 0);
  for (const auto& cells : grid) {
    for (size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], DisplayWidth(cells[i]));
  }
  std::string table;
  for (const auto& cells : grid) {
    table += FormatLine(cells, columns, widths) + "\n";
  }
  return table;
}

void PrintRows(std::ostream& out, Format format, const std::vector<Column>& columns,
               const std::vector<Json>& rows, Language language) {
  switch (format) {
    case Format::kTable:
      out << FormatTable(columns, rows, language);
      return;
    case Format::kJson:
      out << Dump(rows) << "\n";
      return;
    case Format::kCsv: {
      std::vector<std::string> keys;
      for (const Column& column : columns) keys.push_back(column.key);
      out << FormatCsv(keys);
      for (const Json& row : rows) out << FormatCsvRow(Select(row, columns));
      return;
    }
    case Format::kXlsx:
      return;
  }
}

void PrintOne(std::ostream& out, Format format, const Json& object) {
  if (format == Format::kJson) {
    out << Dump(object) << "\n";
    return;
  }
  Json flat = Json::object();
  Flatten("", object, flat);
  std::vector<std::string> keys;
  std::vector<std::string> cells;
  for (const auto& [key, value] : flat.items()) {
    keys.push_back(key);
    cells.push_back(TextOf(key, value));
  }
  if (format == Format::kCsv) {
    out << FormatCsv(keys) << FormatCsvRow(cells);
    return;
  }
  size_t width = 0;
  for (const std::string& key : keys) width = std::max(width, key.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    out << WithoutTrailingBlanks(PadRight(keys[i], width + kGap) + OneLine(cells[i])) << "\n";
  }
}

}  // namespace cobuild::cli
