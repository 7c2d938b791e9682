// Answers in the three forms of --format.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "services/cli/output/json.h"

namespace cobuild::cli {

enum class Format { kTable, kJson, kCsv };

// A column of a table or CSV file: the member of each row that it shows.
struct Column {
  enum class Align { kLeft, kRight };
  std::string key;    // "amount"; "transfer.name" for a member of a member
  std::string title;  // of the table; CSV files have the key
  Align align = Align::kLeft;
};

// Aligned columns with their titles above, two blanks between; `indent` blanks before each line.
std::string FormatTable(const std::vector<Column>& columns, const std::vector<Json>& rows,
                        size_t indent = 0);

// Table: the columns. JSON: an array of the whole rows. CSV: a header of keys, then the columns.
void PrintRows(std::ostream& out, Format format, const std::vector<Column>& columns,
               const std::vector<Json>& rows);

// Table: a line a member, names on the left. JSON: the object. CSV: a header of keys and one line.
// Members of members are named as "query.metric" in table and CSV.
void PrintOne(std::ostream& out, Format format, const Json& object);

}  // namespace cobuild::cli
