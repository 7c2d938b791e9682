// When runs are due: a cron expression of five fields, in China's time.
//
//   minute hour day-of-month month day-of-week
//
// A field is "*", a number, a range "1-5", any of these with a step "*/15", or a list of such with
// commas. Months and days of week (0 to 7, both ends Sunday) are numbers. Where both days are
// restricted, either of them will do, as cron has it.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/time.h"

namespace cobuild::reconciliation {

class Schedule {
 public:
  // INVALID_ARGUMENT for anything else.
  static absl::StatusOr<Schedule> Parse(std::string_view expression);

  // The first due minute after `time`; nullopt when there is none within eight years, as of
  // February the 30th.
  std::optional<base::Timestamp> NextAfter(base::Timestamp time) const;

 private:
  bool IsDueOn(const base::Date& day) const;

  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;
  std::bitset<13> months_;
  std::bitset<7> weekdays_;  // from Sunday
  bool any_day_ = false;
  bool any_weekday_ = false;
};

}  // namespace cobuild::reconciliation
