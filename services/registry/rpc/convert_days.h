// Days from one to another between the wire and the domain.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/rpc/fields.h"
#include "services/registry/domain/days.h"

namespace cobuild::registry {

// from_date and to_date, both optional. INVALID_DATE, OUT_OF_RANGE for a to_date before from_date.
template <class Req>
Days DaysOf(error::Violations& violations, const Req& request) {
  const Days days = {rpc::OptionalDate(violations, "from_date", request.from_date()),
                     rpc::OptionalDate(violations, "to_date", request.to_date())};
  if (days.from && days.to && *days.to < *days.from) {
    violations.Add("to_date", "OUT_OF_RANGE", "must not be before from_date");
  }
  return days;
}

// The same, both required. REQUIRED.
template <class Req>
Days RequiredDaysOf(error::Violations& violations, const Req& request) {
  if (!request.has_from_date()) violations.Add("from_date", "REQUIRED", "must be given");
  if (!request.has_to_date()) violations.Add("to_date", "REQUIRED", "must be given");
  return DaysOf(violations, request);
}

// The first day after something that lasts a day at least; absent while it lasts. INVALID_DATE,
// OUT_OF_RANGE.
inline std::optional<base::Date> OptionalEnd(error::Violations& violations, std::string_view field,
                                             const google::type::Date& end,
                                             const base::Date& start) {
  const std::optional<base::Date> date = rpc::OptionalDate(violations, field, end);
  if (date && *date <= start) {
    violations.Add(std::string(field), "OUT_OF_RANGE", "must be after the first day");
  }
  return date;
}

}  // namespace cobuild::registry
