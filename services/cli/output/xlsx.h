// Answers as a workbook of spreadsheets. The library that writes it is known to the .cc file alone.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/cli/output/print.h"

namespace cobuild::cli {

struct Sheet {
  std::vector<std::string> heading;  // lines above the titles of the columns
  std::vector<Column> columns;
  std::vector<Json> rows;
};

// Writes `sheet` to a file at `path`, which stays as it was when that fails. Below the heading
// stand the titles in `language` and the rows; a sheet without one says above when rows are of an
// example. Right-aligned decimals are numbers, all else is text: a cell never holds a formula. An
// error says what the library would not write, as a cell of more than 32,767 characters.
absl::Status WriteXlsx(const std::string& path, const std::string& name, const Sheet& sheet,
                       Language language);

}  // namespace cobuild::cli
