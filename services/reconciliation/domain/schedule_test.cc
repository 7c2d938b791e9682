#include "services/reconciliation/domain/schedule.h"

#include <gmock/gmock.h>

#include <string>

#include "common/testing/status_matchers.h"

namespace cobuild::reconciliation {
namespace {

// Times are in China; "none" when there is none.
std::string Next(const std::string& expression, const std::string& after) {
  const absl::StatusOr<Schedule> schedule = Schedule::Parse(expression);
  EXPECT_OK(schedule);
  if (!schedule.ok()) return "";
  const auto next = schedule->NextAfter(*base::ParseTimestamp(after + ":00+08:00"));
  if (!next) return "none";
  const base::Timestamp china{next->micros + 8 * 3'600'000'000};
  return base::FormatTimestamp(china).substr(0, 16);
}

struct Case {
  const char* expression;
  const char* after;
  const char* next;
};

TEST(Schedule, NextAfter_IsTheFirstMinuteThatFits) {
  const Case cases[] = {
      {"* * * * *", "2026-11-30T09:15", "2026-11-30T09:16"},
      {"*/15 * * * *", "2026-11-30T09:15", "2026-11-30T09:30"},
      {"*/15 * * * *", "2026-11-30T23:50", "2026-12-01T00:00"},
      {"30 3 * * *", "2026-11-30T03:30", "2026-12-01T03:30"},
      {"30 3 * * *", "2026-11-30T03:29", "2026-11-30T03:30"},
      {"0 8-18/5 * * *", "2026-11-30T08:00", "2026-11-30T13:00"},
      {"5,10 0 1 1 *", "2026-11-30T00:00", "2027-01-01T00:05"},
      {"0 0 29 2 *", "2026-11-30T00:00", "2028-02-29T00:00"},
      {"0 0 30 2 *", "2026-11-30T00:00", "none"},
      // 2026-11-30 is a Monday; 0 and 7 are Sunday.
      {"0 6 * * 1", "2026-11-30T05:00", "2026-11-30T06:00"},
      {"0 6 * * 1-5", "2026-12-04T06:00", "2026-12-07T06:00"},
      {"0 6 * * 0", "2026-11-30T00:00", "2026-12-06T06:00"},
      {"0 6 * * 7", "2026-11-30T00:00", "2026-12-06T06:00"},
      // Either of the two days.
      {"0 6 15 * 1", "2026-12-08T00:00", "2026-12-14T06:00"},
      {"0 6 15 * 1", "2026-12-14T06:00", "2026-12-15T06:00"},
      {"50/5 * * * *", "2026-11-30T09:00", "2026-11-30T09:50"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(Next(each.expression, each.after), each.next)
        << each.expression << " after " << each.after;
  }
}

TEST(Schedule, WhatIsNoSchedule_IsRefused) {
  for (const char* expression :
       {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *",
        "* * * * 8", "5-1 * * * *", "*/0 * * * *", "a * * * *", "1,, * * * *", "* *  * * *",
        "1-2-3 * * * *", "-1 * * * *", "*/5/5 * * * *"}) {
    EXPECT_EQ(Schedule::Parse(expression).status().code(), absl::StatusCode::kInvalidArgument)
        << expression;
  }
}

}  // namespace
}  // namespace cobuild::reconciliation
