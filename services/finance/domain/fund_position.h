// What a fund has come to, added up from its movements.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/records.h"

namespace cobuild::finance {

// In fen. What is planned is no money: it is never added to the rest.
struct FundYear {
  struct Source {
    absl::int128 planned = 0;
    absl::int128 appropriated = 0;
  };

  absl::int128 planned = 0;
  absl::int128 appropriated = 0;  // adjustments and carry-overs included
  absl::int128 allocated = 0;
  absl::int128 committed = 0;
  absl::int128 paid = 0;
  std::map<std::string, Source> sources;  // by id; "" for what was carried over
};

// By fiscal year. `movements` are of one fund, in order of position.
std::map<int, FundYear> AddUp(const std::vector<const records::Record<FundMovement>*>& movements);

}  // namespace cobuild::finance
