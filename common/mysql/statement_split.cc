#include "common/mysql/statement_split.h"

#include <utility>

namespace cobuild::mysql {
namespace {

std::string_view WithoutTrailingSpace(std::string_view line) {
  const size_t last = line.find_last_not_of(" \t\r");
  return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool IsBlankOrComment(std::string_view line) {
  const size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos || line.substr(first).starts_with("--");
}

}  // namespace

std::vector<std::string> SplitStatements(std::string_view file) {
  std::vector<std::string> statements;
  std::string statement;
  while (!file.empty()) {
    const size_t end = file.find('\n');
    const std::string_view line = WithoutTrailingSpace(file.substr(0, end));
    file.remove_prefix(end == std::string_view::npos ? file.size() : end + 1);
    if (IsBlankOrComment(line)) continue;
    const bool ends = line.ends_with(';');
    if (!statement.empty()) statement.push_back('\n');
    statement.append(line.substr(0, line.size() - (ends ? 1 : 0)));
    if (ends) statements.push_back(std::exchange(statement, ""));
  }
  if (!statement.empty()) statements.push_back(std::move(statement));
  return statements;
}

}  // namespace cobuild::mysql
