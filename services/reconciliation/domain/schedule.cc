#include "services/reconciliation/domain/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <vector>

#include "common/base/status_macros.h"

namespace cobuild::reconciliation {
namespace {

constexpr int64_t kMicrosPerMinute = 60'000'000;
constexpr int kMinutesPerDay = 24 * 60;
constexpr int kDaysSearched = 8 * 366;
constexpr int64_t kChinaMinutes = 8 * 60;  // ahead of UTC
// 1970-01-01 was a Thursday.
constexpr int64_t kFirstWeekday = 4;

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::optional<int> NumberIn(std::string_view text, int least, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (number < least || number > most) return std::nullopt;
  return number;
}

// Sets what one part of a list names, as "1-20/5". False when it is no such part.
template <size_t kSize>
bool SetPart(std::string_view part, int least, int most, std::bitset<kSize>& bits) {
  const std::vector<std::string_view> stepped = Split(part, '/');
  if (stepped.size() > 2) return false;
  const bool has_step = stepped.size() == 2;
  const std::optional<int> step = has_step ? NumberIn(stepped[1], 1, most) : 1;
  const std::vector<std::string_view> range = Split(stepped[0], '-');
  if (!step || range.size() > 2) return false;
  std::optional<int> first = least;
  std::optional<int> last = most;
  if (stepped[0] != "*") {
    first = NumberIn(range.front(), least, most);
    last = NumberIn(range.back(), least, most);
    // A single number with a step goes on to the end.
    if (range.size() == 1 && has_step) last = most;
  }
  if (!first || !last || *first > *last) return false;
  for (int number = *first; number <= *last; number += *step) bits.set(static_cast<size_t>(number));
  return true;
}

template <size_t kSize>
absl::Status SetField(std::string_view field, int least, int most, std::bitset<kSize>& bits) {
  for (const std::string_view part : Split(field, ',')) {
    if (!SetPart(part, least, most, bits)) {
      return absl::InvalidArgumentError(
          fmt::format("\"{}\" of the schedule is not within {} to {}", field, least, most));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Schedule> Schedule::Parse(std::string_view expression) {
  const std::vector<std::string_view> fields = Split(expression, ' ');
  if (fields.size() != 5) {
    return absl::InvalidArgumentError("a schedule has five fields with one blank between");
  }
  Schedule schedule;
  std::bitset<8> weekdays;
  COBUILD_RETURN_IF_ERROR(SetField(fields[0], 0, 59, schedule.minutes_));
  COBUILD_RETURN_IF_ERROR(SetField(fields[1], 0, 23, schedule.hours_));
  COBUILD_RETURN_IF_ERROR(SetField(fields[2], 1, 31, schedule.days_));
  COBUILD_RETURN_IF_ERROR(SetField(fields[3], 1, 12, schedule.months_));
  COBUILD_RETURN_IF_ERROR(SetField(fields[4], 0, 7, weekdays));
  for (size_t day = 0; day < 8; ++day) {
    if (weekdays[day]) schedule.weekdays_.set(day % 7);
  }
  schedule.any_day_ = fields[2] == "*";
  schedule.any_weekday_ = fields[4] == "*";
  return schedule;
}

bool Schedule::IsDueOn(const base::Date& day) const {
  if (!months_[static_cast<size_t>(day.month)]) return false;
  const auto since_epoch = std::chrono::sys_days(std::chrono::year(day.year) / day.month / day.day)
                               .time_since_epoch()
                               .count();
  const auto weekday = static_cast<size_t>(((since_epoch + kFirstWeekday) % 7 + 7) % 7);
  const bool of_month = days_[static_cast<size_t>(day.day)];
  const bool of_week = weekdays_[weekday];
  return any_day_ || any_weekday_ ? of_month && of_week : of_month || of_week;
}

std::optional<base::Timestamp> Schedule::NextAfter(base::Timestamp time) const {
  // Minutes of China's clock since 1970-01-01 00:00 there.
  const int64_t now = time.micros / kMicrosPerMinute + kChinaMinutes;
  base::Date day = base::BusinessDay(time);
  int minute = static_cast<int>(now % kMinutesPerDay) + 1;
  int64_t first = now - now % kMinutesPerDay;
  for (int days = 0; days < kDaysSearched; ++days) {
    if (IsDueOn(day)) {
      for (; minute < kMinutesPerDay; ++minute) {
        if (hours_[static_cast<size_t>(minute / 60)] &&
            minutes_[static_cast<size_t>(minute % 60)]) {
          return base::Timestamp{(first + minute - kChinaMinutes) * kMicrosPerMinute};
        }
      }
    }
    day = base::DaysAfter(day, 1);
    minute = 0;
    first += kMinutesPerDay;
  }
  return std::nullopt;
}

}  // namespace cobuild::reconciliation
