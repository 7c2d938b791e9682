// Which records of the other services a figure asks for.
#pragma once

#include <compare>
#include <string>

#include "common/base/time.h"
#include "services/assessment/domain/fact.h"

namespace cobuild::assessment {

// Which records of a fact are read.
struct RecordQuery {
  Fact fact = Fact::kPosting;
  std::string qualifier;       // as the metric's
  base::Date from;             // first day of the period; of facts dated by a day that day
  base::Date to;               // last day of the period, included
  std::string perimeter = {};  // id; where the service sums up over these villages, else ""
  base::Date as_of = {};       // day at which it does
  auto operator<=>(const RecordQuery&) const = default;
};

// A district with townships of a perimeter below it.
struct District {
  std::string code;
  std::string name;
};

}  // namespace cobuild::assessment
