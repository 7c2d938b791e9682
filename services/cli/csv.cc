#include "services/cli/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"

namespace cobuild::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {
    if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
  }

  absl::StatusOr<std::vector<CsvLine>> Parse() {
    std::vector<CsvLine> lines;
    while (!rest_.empty()) {
      CsvLine line{number_, {}};
      COBUILD_RETURN_IF_ERROR(TakeLine(line));
      const bool empty = line.cells.size() == 1 && line.cells.front().empty();
      if (!empty) lines.push_back(std::move(line));
    }
    return lines;
  }

 private:
  absl::Status TakeLine(CsvLine& line) {
    while (true) {
      line.cells.emplace_back();
      const bool quoted = rest_.starts_with('"');
      COBUILD_RETURN_IF_ERROR(quoted ? TakeQuoted(line.cells.back())
                                     : TakePlain(line.cells.back()));
      if (rest_.starts_with(',')) {
        rest_.remove_prefix(1);
        continue;
      }
      return TakeLineEnd();
    }
  }

  absl::Status TakePlain(std::string& cell) {
    const size_t end = std::min(rest_.find_first_of(",\r\n"), rest_.size());
    cell = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return absl::OkStatus();
  }

  absl::Status TakeQuoted(std::string& cell) {
    const int opened = number_;
    rest_.remove_prefix(1);
    while (true) {
      const size_t quote = rest_.find('"');
      if (quote == std::string_view::npos) return Malformed(opened, "a quote is not closed");
      const std::string_view piece = rest_.substr(0, quote);
      for (const char c : piece) number_ += c == '\n' ? 1 : 0;
      cell.append(piece);
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) return absl::OkStatus();
      cell.push_back('"');
      rest_.remove_prefix(1);
    }
  }

  absl::Status TakeLineEnd() {
    if (rest_.starts_with("\r\n")) rest_.remove_prefix(1);
    if (!rest_.empty() && rest_.front() != '\n') {
      return Malformed(number_, "there is text after a closing quote or a stray carriage return");
    }
    if (!rest_.empty()) rest_.remove_prefix(1);
    ++number_;
    return absl::OkStatus();
  }

  static absl::Status Malformed(int line, std::string_view what) {
    return absl::InvalidArgumentError(fmt::format("line {}: {}", line, what));
  }

  std::string_view rest_;
  int number_ = 1;
};

std::string Quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

}  // namespace

absl::StatusOr<std::vector<CsvLine>> ParseCsv(std::string_view text) {
  return Parser(text).Parse();
}

std::string FormatCsv(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + Quoted(cell);
  return line + "\n";
}

}  // namespace cobuild::cli
