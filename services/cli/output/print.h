// Answers in the forms of --format that are text.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "services/cli/output/json.h"
#include "services/cli/output/titles.h"

namespace cobuild::cli {

enum class Format { kTable, kJson, kCsv, kXlsx };

// A column of a table, CSV file or spreadsheet: the member of each row that it shows.
struct Column {
  enum class Align { kLeft, kRight };
  std::string key;    // "amount"; "transfer.name" for a member of a member
  std::string title;  // of tables and spreadsheets, in English; CSV files have the key
  Align align = Align::kLeft;
};

// What a person reads in a cell. Facts of an example say so in both languages, for cells are copied
// out of their table.
std::string ShownText(const Json& row, std::string_view key);

bool IsOfAnExample(const Json& row);

// "-49000.00": a sign, digits, a point and digits, and nothing else.
bool IsDecimal(std::string_view text);

// A line of a CSV file. Text that a spreadsheet would take for a formula, as it begins with = + - @
// or a control character and goes on, has an apostrophe in front; decimals stay as they are.
std::string FormatCsvRow(std::vector<std::string> cells);

// Aligned columns with their titles above, two blanks between.
std::string FormatTable(const std::vector<Column>& columns, const std::vector<Json>& rows,
                        Language language = Language::kEnglish);

// Table: the columns. JSON: an array of the whole rows. CSV: a header of keys, then the columns.
// Workbooks are no text (xlsx.h): nothing is printed.
void PrintRows(std::ostream& out, Format format, const std::vector<Column>& columns,
               const std::vector<Json>& rows, Language language = Language::kEnglish);

// Table: a line a member, names on the left. JSON: the object. CSV: a header of keys and one line.
// Members of members are named as "query.metric" in table and CSV.
void PrintOne(std::ostream& out, Format format, const Json& object);

}  // namespace cobuild::cli
