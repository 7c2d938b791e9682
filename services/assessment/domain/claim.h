// Claims: what a programme report says, and how each claim is to be read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/assessment/domain/exact.h"
#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

enum class Relation {
  kEqual,         // "=": the number itself
  kRounded,       // "mean rounded to 0.1万": the number rounded to a step
  kEveryAbove,    // "every >": 超过, 突破, the bound is not included
  kEveryAtLeast,  // "every >=": 以上, the bound is included (Civil Code art. 1259)
  kEveryHas,      // "every has": 都, 全部, 每个: each one has the fact
  kEachYear,      // "= each year": every amount of every year is the number
  kPlanned,       // "= planned": the number itself, of what is planned and not of what is done
};

// By which figure a claim is decided, and how.
struct Definition {
  FigureQuery query;
  Relation relation = Relation::kEqual;
  Decimal claimed;                             // in the figure's unit
  std::optional<Decimal> step = std::nullopt;  // of kRounded
  std::string note = {};                       // what of the reading is ours; "" when nothing is
};

struct Claim {
  std::string id;         // "F01"
  std::string statement;  // the sentence, in Chinese
  std::string claimed_value;
  std::string unit;
  std::string relation;
  std::string period;
  std::string as_of;
  std::optional<Definition> definition = std::nullopt;  // nullopt: cannot be computed yet
  std::string lacks;                                    // then why not
};

// The claims of programme/claims.csv in its order, with what programme/definitions.csv says of
// them. INVALID_ARGUMENT naming the table and line for anything that is not well-formed: both are
// part of the program, which does not start with such a table.
absl::StatusOr<std::vector<Claim>> ParseClaims(std::string_view claims_table,
                                               std::string_view definitions_table);

}  // namespace cobuild::assessment
