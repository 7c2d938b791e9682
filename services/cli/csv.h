// Comma-separated values as RFC 4180 has them: quotes around cells that need them, quotes doubled
// inside.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace cobuild::cli {

struct CsvLine {
  int number;  // of the line it starts on, from 1
  std::vector<std::string> cells;
};

// Lines end in LF or CRLF; empty lines are left out; a byte order mark at the start is dropped.
// INVALID_ARGUMENT with the line for a quote that is not closed or text after a closing quote.
absl::StatusOr<std::vector<CsvLine>> ParseCsv(std::string_view text);

// One line with its LF.
std::string FormatCsv(const std::vector<std::string>& cells);

}  // namespace cobuild::cli
