#include "services/assessment/domain/table.h"

#include <fmt/format.h>

#include <optional>

namespace cobuild::assessment {
namespace {

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(" \r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \r") - first + 1);
}

// `count` cells, the last of which is the rest of the line; nullopt when there are fewer.
std::optional<std::vector<std::string>> Split(std::string_view line, size_t count) {
  std::vector<std::string> cells;
  while (cells.size() + 1 < count) {
    const size_t comma = line.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    cells.emplace_back(Trim(line.substr(0, comma)));
    line.remove_prefix(comma + 1);
  }
  cells.emplace_back(Trim(line));
  return cells;
}

}  // namespace

absl::StatusOr<std::vector<TableRow>> ParseTable(std::string_view text,
                                                 const std::vector<std::string>& columns) {
  std::vector<TableRow> rows;
  bool header_seen = false;
  int line_number = 0;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line_number;
    if (line.empty() || line.starts_with('#')) continue;
    std::optional<std::vector<std::string>> cells = Split(line, columns.size());
    if (!cells) {
      return absl::InvalidArgumentError(
          fmt::format("line {}: fewer than {} columns", line_number, columns.size()));
    }
    if (!header_seen) {
      if (*cells != columns) {
        return absl::InvalidArgumentError(fmt::format("line {}: not the header", line_number));
      }
      header_seen = true;
      continue;
    }
    for (std::string& cell : *cells) {
      if (cell == "-") cell.clear();
    }
    rows.push_back({line_number, *std::move(cells)});
  }
  return rows;
}

}  // namespace cobuild::assessment
