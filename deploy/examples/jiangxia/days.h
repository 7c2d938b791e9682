// Business days that follow from others.
#pragma once

#include "common/base/time.h"

namespace cobuild::jiangxia {

base::Date AddDays(const base::Date& date, int days);

// Days from `from` to `to`; negative when `to` is earlier.
int DaysBetween(const base::Date& from, const base::Date& to);

// Whole years that someone born on `birth_date` has completed on `day`, the birthday included.
int AgeOn(const base::Date& birth_date, const base::Date& day);

}  // namespace cobuild::jiangxia
