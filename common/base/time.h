// The two kinds of time: an instant that something was recorded, and a business day.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cobuild::base {

// Microseconds since 1970-01-01T00:00:00Z.
struct Timestamp {
  int64_t micros = 0;
  auto operator<=>(const Timestamp&) const = default;
};

// A day of the proleptic Gregorian calendar without a time zone: effective dates of facts.
struct Date {
  int year = 1970;  // 1 to 9999
  int month = 1;
  int day = 1;
  auto operator<=>(const Date&) const = default;
};

bool IsValid(const Date& date);

// "2011-12-31"
std::string FormatDate(const Date& date);
// Strict ISO form; nullopt for anything else, days that do not exist included.
std::optional<Date> ParseDate(std::string_view text);

// The day `days` later, 9999-12-31 at the latest. `days` is 0 to 1,000,000.
Date DaysAfter(const Date& date, int days);

// "2011-12-31T08:00:00.123456Z"
std::string FormatTimestamp(Timestamp time);
// RFC 3339 with up to six fractional digits and Z or a numeric offset; nullopt for anything else,
// instants outside the years 1 to 9999 included.
std::optional<Timestamp> ParseTimestamp(std::string_view text);

// The day it is in China (UTC+8, no daylight saving), where every business day of the programme
// lies.
Date BusinessDay(Timestamp time);

}  // namespace cobuild::base
