#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <string_view>

#include "tests/tidy_test/rules.h"

namespace cobuild::tidy {
namespace {

constexpr size_t kMaxLines = 400;
constexpr size_t kMaxColumns = 100;

// Characters, not bytes: all but UTF-8's continuation bytes.
size_t Columns(std::string_view line) {
  return static_cast<size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void CheckHeader(const SourceFile& file, std::vector<Finding>& findings) {
  static const RE2 using_namespace(R"(\busing\s+namespace\b)");
  if (std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end()) {
    findings.push_back({file.path, 1, "a header begins with #pragma once"});
  }
  for (size_t i = 0; i < file.code.size(); ++i) {
    if (!RE2::PartialMatch(file.code[i], using_namespace)) continue;
    findings.push_back(
        {file.path, i + 1, "using namespace in a header reaches all who include it"});
  }
}

// A statement that only one of the two databases knows, or reads otherwise.
struct Dialect {
  RE2 pattern;
  const char* advice;
};

}  // namespace

std::vector<Finding> CheckShape(const SourceFile& file) {
  std::vector<Finding> findings;
  if (file.lines.size() > kMaxLines) {
    findings.push_back({file.path, kMaxLines + 1,
                        fmt::format("{} lines, {} are allowed: split it by what it does",
                                    file.lines.size(), kMaxLines)});
  }
  if (!IsCpp(file)) return findings;
  for (size_t i = 0; i < file.lines.size(); ++i) {
    const size_t columns = Columns(file.lines[i]);
    if (columns <= kMaxColumns) continue;
    findings.push_back({file.path, i + 1, fmt::format("{} columns: run clang-format", columns)});
  }
  if (IsHeader(file)) CheckHeader(file, findings);
  return findings;
}

std::vector<Finding> CheckMigration(const SourceFile& file) {
  static const Dialect dialects[] = {
      {R"((?i)\bRETURNING\b)", "MariaDB only: ids come from the application"},
      {R"((?i)\b(CREATE|ALTER|DROP)\s+SEQUENCE\b|\bNEXTVAL\b)",
       "MariaDB only: positions come from the feed head"},
      {R"((?i)\bUUID\b)", "MariaDB only as a type: an id is text"},
      {R"((?i)\bSYSTEM\s+VERSIONING\b)", "MariaDB only: keep effective and record time"},
      {R"((?i)\bCREATE\s+OR\s+REPLACE\b)", "MariaDB only: a new table has a new migration"},
      {R"((?i)\b(ADD|DROP|MODIFY)\s+((COLUMN|INDEX|KEY)\s+)?IF\s+(NOT\s+)?EXISTS\b)",
       "MariaDB only: a migration runs once"},
      {R"((?i)\bmax_statement_time\b)", "MariaDB only: the session sets its time limit"},
      {R"((?i)(^|[\s,(])(rank|system)\s+(\w*INT|\w*CHAR|DATE|DECIMAL)\b)",
       "a keyword of one of them: another name"},
      {R"((?i)\)\s*AS\s+new\b)", "MySQL only: ON DUPLICATE KEY UPDATE v = VALUES(v)"},
      {"->", "MySQL only: json_extract"},
      {R"((?i)\bFOR\s+SHARE\b)", "MySQL only: LOCK IN SHARE MODE"},
      {R"((?i)\butf8mb4_0900_)", "MySQL only: utf8mb4_bin"},
      {R"((?i)\b(KEY|INDEX)\s+\w*\s*\(\s*\()", "MySQL only: index a column"},
      {R"((?i)\b(FLOAT|DOUBLE|REAL)\b)", "inexact: BIGINT of fen, or DECIMAL"},
  };
  std::vector<Finding> findings;
  if (!IsSql(file)) return findings;
  for (size_t i = 0; i < file.lines.size(); ++i) {
    const std::string statement = file.lines[i].substr(0, file.lines[i].find("--"));
    for (const Dialect& dialect : dialects) {
      if (!RE2::PartialMatch(statement, dialect.pattern)) continue;
      findings.push_back({file.path, i + 1, dialect.advice});
    }
  }
  return findings;
}

}  // namespace cobuild::tidy
