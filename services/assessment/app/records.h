// Which records of the other services a figure asks for.
#pragma once

#include <compare>
#include <optional>
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

// Which projects are read: approved and started on days of the period, and not cancelled, by what
// was done up to `as_of`.
struct ProjectQuery {
  std::optional<base::Date> from;  // first day of the period; nullopt: no bound
  base::Date to;                   // last day of the period, included
  base::Date as_of;
  auto operator<=>(const ProjectQuery&) const = default;
};

// A district with townships of a perimeter below it.
struct District {
  std::string code;
  std::string name;
};

}  // namespace cobuild::assessment
