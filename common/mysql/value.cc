#include "common/mysql/value.h"

#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

[[noreturn]] void RefuseRead(size_t column, std::string_view wanted, const Value& value) {
  static constexpr const char* kKinds[] = {"NULL", "an integer", "text"};
  throw WrongRead(fmt::format("column {} read as {} is {}", column, wanted, kKinds[value.index()]));
}

// DATETIME as RFC 3339, which base parses: "2011-12-31 08:00:00.5" -> "2011-12-31T08:00:00.5Z".
std::string ToRfc3339(std::string datetime) {
  if (const size_t space = datetime.find(' '); space != std::string::npos) datetime[space] = 'T';
  return datetime + 'Z';
}

}  // namespace

Param::Param(const base::Date& date) : value_(base::FormatDate(date)) {}

Param::Param(base::Timestamp time) {
  std::string text = base::FormatTimestamp(time);
  text.pop_back();  // the Z
  text[text.find('T')] = ' ';
  value_ = std::move(text);
}

const Value& Row::At(size_t column) const {
  if (column < values_.size()) return values_[column];
  throw WrongRead(fmt::format("column {} of a row of {}", column, values_.size()));
}

bool Row::IsNull(size_t column) const { return std::holds_alternative<std::monostate>(At(column)); }

int64_t Row::Int64(size_t column) const {
  const Value& value = At(column);
  if (const auto* number = std::get_if<int64_t>(&value)) return *number;
  RefuseRead(column, "an integer", value);
}

const std::string& Row::Text(size_t column) const {
  const Value& value = At(column);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  RefuseRead(column, "text", value);
}

base::Date Row::Date(size_t column) const {
  if (const auto date = base::ParseDate(Text(column))) return *date;
  RefuseRead(column, "a date", At(column));
}

base::Timestamp Row::Time(size_t column) const {
  if (const auto time = base::ParseTimestamp(ToRfc3339(Text(column)))) return *time;
  RefuseRead(column, "a time", At(column));
}

std::optional<int64_t> Row::OptionalInt64(size_t column) const {
  return IsNull(column) ? std::nullopt : std::optional(Int64(column));
}

std::optional<std::string> Row::OptionalText(size_t column) const {
  return IsNull(column) ? std::nullopt : std::optional(Text(column));
}

std::optional<base::Date> Row::OptionalDate(size_t column) const {
  return IsNull(column) ? std::nullopt : std::optional(Date(column));
}

std::optional<base::Timestamp> Row::OptionalTime(size_t column) const {
  return IsNull(column) ? std::nullopt : std::optional(Time(column));
}

}  // namespace cobuild::mysql
