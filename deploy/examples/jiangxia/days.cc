#include "deploy/examples/jiangxia/days.h"

#include <chrono>
#include <tuple>

namespace cobuild::jiangxia {
namespace {

std::chrono::sys_days ToDays(const base::Date& date) {
  return std::chrono::year(date.year) / date.month / date.day;
}

}  // namespace

base::Date AddDays(const base::Date& date, int days) {
  const std::chrono::year_month_day day(ToDays(date) + std::chrono::days(days));
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

int DaysBetween(const base::Date& from, const base::Date& to) {
  return static_cast<int>((ToDays(to) - ToDays(from)).count());
}

int AgeOn(const base::Date& birth_date, const base::Date& day) {
  const bool birthday_to_come =
      std::tie(day.month, day.day) < std::tie(birth_date.month, birth_date.day);
  return day.year - birth_date.year - (birthday_to_come ? 1 : 0);
}

}  // namespace cobuild::jiangxia
