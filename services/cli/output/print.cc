#include "services/cli/output/print.h"

#include <algorithm>
#include <utility>

#include "services/cli/csv.h"
#include "services/cli/output/display_width.h"

namespace cobuild::cli {
namespace {

constexpr size_t kGap = 2;

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

// Cells by row and column, the titles first.
using Grid = std::vector<std::vector<std::string>>;

Grid CellsOf(const std::vector<Column>& columns, const std::vector<Json>& rows) {
  Grid grid(1);
  for (const Column& column : columns) grid.front().push_back(column.title);
  for (const Json& row : rows) {
    auto& cells = grid.emplace_back();
    for (const Column& column : columns)
      cells.push_back(OneLine(CellText(MemberOf(row, column.key))));
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
  for (const Column& column : columns) cells.push_back(CellText(MemberOf(row, column.key)));
  return cells;
}

}  // namespace

std::string FormatTable(const std::vector<Column>& columns, const std::vector<Json>& rows,
                        size_t indent) {
  const Grid grid = CellsOf(columns, rows);
  std::vector<size_t> widths(columns.size(), 0);
  for (const auto& cells : grid) {
    for (size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], DisplayWidth(cells[i]));
  }
  std::string table;
  for (const auto& cells : grid) {
    table.append(indent, ' ').append(FormatLine(cells, columns, widths)).append("\n");
  }
  return table;
}

void PrintRows(std::ostream& out, Format format, const std::vector<Column>& columns,
               const std::vector<Json>& rows) {
  switch (format) {
    case Format::kTable:
      out << FormatTable(columns, rows);
      return;
    case Format::kJson:
      out << Dump(rows) << "\n";
      return;
    case Format::kCsv: {
      std::vector<std::string> keys;
      for (const Column& column : columns) keys.push_back(column.key);
      out << FormatCsv(keys);
      for (const Json& row : rows) out << FormatCsv(Select(row, columns));
      return;
    }
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
    cells.push_back(CellText(value));
  }
  if (format == Format::kCsv) {
    out << FormatCsv(keys) << FormatCsv(cells);
    return;
  }
  size_t width = 0;
  for (const std::string& key : keys) width = std::max(width, key.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    out << WithoutTrailingBlanks(PadRight(keys[i], width + kGap) + OneLine(cells[i])) << "\n";
  }
}

}  // namespace cobuild::cli
