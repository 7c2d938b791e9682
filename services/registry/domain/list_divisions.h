// Which divisions a list or a search is about, page by page in order of code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/registry/domain/divisions.h"
#include "services/registry/domain/moment.h"

namespace cobuild::registry {

struct DivisionFilter {
  std::string parent_code;     // only its direct children; empty: all
  std::optional<Level> level;  // only this level
};

struct DivisionPage {
  std::vector<Division> divisions;
  bool is_last = true;
};

DivisionPage ListDivisions(const Divisions& divisions, const DivisionFilter& filter,
                           const Moment& moment, const PageRange& range);

// Those with `text`, which is not empty, anywhere in their name or an alias. Looks at every
// division from `range.after` on until the page is full.
DivisionPage SearchDivisions(const Divisions& divisions, std::string_view text,
                             const Moment& moment, const PageRange& range);

}  // namespace cobuild::registry
