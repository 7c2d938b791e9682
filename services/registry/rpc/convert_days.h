// Days from one to another between the wire and the domain.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/rpc/fields.h"
#include "services/registry/domain/days.h"

namespace cobuild::registry {

// OUT_OF_RANGE for a last day before the first.
inline Days InOrder(error::Violations& violations, const Days& days) {
  if (days.from && days.to && *days.to < *days.from) {
    violations.Add("to_date", "OUT_OF_RANGE", "must not be before from_date");
  }
  return days;
}

// from_date and to_date, both optional. INVALID_DATE; what InOrder refuses.
template <class Req>
Days DaysOf(error::Violations& violations, const Req& request) {
  return InOrder(violations, {rpc::OptionalDate(violations, "from_date", request.from_date()),
                              rpc::OptionalDate(violations, "to_date", request.to_date())});
}

// The same, both required. REQUIRED.
template <class Req>
Days RequiredDaysOf(error::Violations& violations, const Req& request) {
  return InOrder(violations, {rpc::RequiredDate(violations, "from_date", request.from_date()),
                              rpc::RequiredDate(violations, "to_date", request.to_date())});
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
