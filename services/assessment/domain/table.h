// Tables in aligned columns that people read and extend:
//
//   # a comment
//   id,  value, statement
//   F01, 61,    the rest of the line, commas included
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace cobuild::assessment {

struct TableRow {
  int line = 0;                    // in the text, from 1
  std::vector<std::string> cells;  // trimmed; "-" reads as ""
};

// The rows below the header, which must name exactly `columns`, in this order. INVALID_ARGUMENT
// naming the line otherwise.
absl::StatusOr<std::vector<TableRow>> ParseTable(std::string_view text,
                                                 const std::vector<std::string>& columns);

}  // namespace cobuild::assessment
