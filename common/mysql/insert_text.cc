#include "common/mysql/insert_text.h"

#include <algorithm>
#include <charconv>

#include "common/base/text.h"
#include "common/mysql/errors.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

// Within valid UTF-8 no byte of a character is mistaken for these.
bool NeedsEscape(char c) { return c == '\'' || c == '\\' || (c >= 0 && c < ' '); }

void AppendHex(const std::string& bytes, std::string& sql) {
  static constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    sql.push_back(kDigits[byte >> 4]);
    sql.push_back(kDigits[byte & 15]);
  }
}

void AppendText(const std::string& text, std::string& sql) {
  const bool is_text = base::IsValidUtf8(text);
  if (is_text && std::none_of(text.begin(), text.end(), NeedsEscape)) {
    sql.push_back('\'');
    sql.append(text);
  } else {
    // Bytes without a character set are refused by JSON columns; text says that it is text.
    sql.append(is_text ? "_utf8mb4 x'" : "x'");
    AppendHex(text, sql);
  }
  sql.push_back('\'');
}

void AppendNumber(int64_t number, std::string& sql) {
  char digits[20];  // "-9223372036854775808"
  sql.append(digits, std::to_chars(digits, digits + sizeof(digits), number).ptr);
}

// "(1,'a',NULL)"
std::string RowText(const Params& row) {
  std::string text;
  for (const Param& param : row) {
    text.push_back(text.empty() ? '(' : ',');
    AppendLiteral(param.value(), text);
  }
  text.push_back(')');
  return text;
}

}  // namespace

void AppendLiteral(const Value& value, std::string& sql) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    AppendText(*text, sql);
  } else if (const auto* number = std::get_if<int64_t>(&value)) {
    AppendNumber(*number, sql);
  } else {
    sql.append("NULL");
  }
}

absl::StatusOr<std::vector<std::string>> InsertStatements(std::string_view insert,
                                                          const std::vector<Params>& rows,
                                                          std::string_view suffix,
                                                          size_t limit_bytes) {
  const std::string begin = fmt::format("{} ", insert);
  const std::string end = fmt::format(" {}", suffix);
  std::vector<std::string> statements;
  for (const Params& row : rows) {
    if (row.empty() || row.size() != rows.front().size()) {
      return Translate({0, "", fmt::format("a row of {} params: {}", row.size(), insert)});
    }
    const std::string text = RowText(row);
    if (begin.size() + text.size() + end.size() > limit_bytes) {
      return Translate({kPacketTooLarge, "", fmt::format("{} bytes: {}", text.size(), insert)});
    }
    if (statements.empty() ||
        statements.back().size() + 1 + text.size() + end.size() > limit_bytes) {
      if (!statements.empty()) statements.back().append(end);
      statements.push_back(begin);
    } else {
      statements.back().push_back(',');
    }
    statements.back().append(text);
  }
  if (!statements.empty()) statements.back().append(end);
  return statements;
}

}  // namespace cobuild::mysql
