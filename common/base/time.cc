#include "common/base/time.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace cobuild::base {
namespace {

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kSecondsPerDay = 86'400;
constexpr int64_t kChinaOffsetSeconds = 8 * 3'600;

std::chrono::year_month_day ToChrono(const Date& date) {
  return {std::chrono::year(date.year), std::chrono::month(static_cast<unsigned>(date.month)),
          std::chrono::day(static_cast<unsigned>(date.day))};
}

Date FromDays(int64_t days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(days))};
  return {int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))};
}

int64_t FloorDivide(int64_t value, int64_t divisor) {
  const int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

// Reads exactly `width` digits at the front of `text` and removes them.
std::optional<int> TakeDigits(std::string_view& text, size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  for (size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool Take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> TakeDate(std::string_view& text) {
  Date date;
  const auto year = TakeDigits(text, 4);
  if (!year || !Take(text, '-')) return std::nullopt;
  const auto month = TakeDigits(text, 2);
  if (!month || !Take(text, '-')) return std::nullopt;
  const auto day = TakeDigits(text, 2);
  if (!day) return std::nullopt;
  date = {*year, *month, *day};
  return IsValid(date) ? std::optional(date) : std::nullopt;
}

// ".123" as microseconds; zero when there is no fraction.
std::optional<int64_t> TakeFraction(std::string_view& text) {
  if (!Take(text, '.')) return 0;
  int64_t micros = 0;
  int digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
    if (++digits > 6) return std::nullopt;
    micros = micros * 10 + (text.front() - '0');
  }
  if (digits == 0) return std::nullopt;
  for (; digits < 6; ++digits) micros *= 10;
  return micros;
}

// "Z" or "+08:00" as seconds east of Greenwich.
std::optional<int64_t> TakeOffset(std::string_view& text) {
  if (Take(text, 'Z')) return 0;
  const bool east = Take(text, '+');
  if (!east && !Take(text, '-')) return std::nullopt;
  const auto hours = TakeDigits(text, 2);
  if (!hours || *hours > 23 || !Take(text, ':')) return std::nullopt;
  const auto minutes = TakeDigits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const int64_t seconds = *hours * 3'600 + *minutes * 60;
  return east ? seconds : -seconds;
}

}  // namespace

bool IsValid(const Date& date) {
  // Bounds first: chrono keeps a month and a day in a byte, so that 257 would come round to 1.
  return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= 31 && ToChrono(date).ok();
}

std::string FormatDate(const Date& date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

std::optional<Date> ParseDate(std::string_view text) {
  const auto date = TakeDate(text);
  return text.empty() ? date : std::nullopt;
}

Date DaysAfter(const Date& date, int days) {
  constexpr Date kLast{9999, 12, 31};
  const auto day_of = [](const Date& of) {
    return int64_t{std::chrono::sys_days(ToChrono(of)).time_since_epoch().count()};
  };
  return FromDays(std::min(day_of(date) + days, day_of(kLast)));
}

std::string FormatTimestamp(Timestamp time) {
  const int64_t seconds = FloorDivide(time.micros, kMicrosPerSecond);
  const int64_t day = FloorDivide(seconds, kSecondsPerDay);
  const int64_t rest = seconds - day * kSecondsPerDay;
  char text[48];
  std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d.%06dZ", FormatDate(FromDays(day)).c_str(),
                int(rest / 3'600), int(rest / 60 % 60), int(rest % 60),
                int(time.micros - seconds * kMicrosPerSecond));
  return text;
}

std::optional<Timestamp> ParseTimestamp(std::string_view text) {
  const auto date = TakeDate(text);
  if (!date || !Take(text, 'T')) return std::nullopt;
  const auto hour = TakeDigits(text, 2);
  if (!hour || *hour > 23 || !Take(text, ':')) return std::nullopt;
  const auto minute = TakeDigits(text, 2);
  if (!minute || *minute > 59 || !Take(text, ':')) return std::nullopt;
  const auto second = TakeDigits(text, 2);
  if (!second || *second > 59) return std::nullopt;
  const auto fraction = TakeFraction(text);
  if (!fraction) return std::nullopt;
  const auto offset = TakeOffset(text);
  if (!offset || !text.empty()) return std::nullopt;
  const int64_t days = std::chrono::sys_days(ToChrono(*date)).time_since_epoch().count();
  const int64_t seconds = days * kSecondsPerDay + *hour * 3'600 + *minute * 60 + *second - *offset;
  // An offset may lead out of the years that a Date and the database know.
  if (!IsValid(FromDays(FloorDivide(seconds, kSecondsPerDay)))) return std::nullopt;
  return Timestamp{seconds * kMicrosPerSecond + *fraction};
}

Date BusinessDay(Timestamp time) {
  const int64_t seconds = FloorDivide(time.micros, kMicrosPerSecond) + kChinaOffsetSeconds;
  return FromDays(FloorDivide(seconds, kSecondsPerDay));
}

}  // namespace cobuild::base
