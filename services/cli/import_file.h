// Files of rows that people hand in: CSV with a header, in UTF-8 or GB18030, and what is wrong with
// their cells.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "services/cli/csv.h"

namespace cobuild::cli {

enum class Encoding { kUtf8, kGb18030 };

// Every wrong cell of a file, with its line, its column and the column's title. The first 1,000 are
// kept and all are counted.
class CellProblems {
 public:
  // `column` from 0.
  void AddCell(int line, size_t column, std::string_view title, std::string_view what);
  void AddLine(int line, std::string_view what);
  // Of which no more is known than that they are there.
  void AddUnlisted(int64_t count) { count_ += count; }

  // OK when there are none, else a usage error that says how many and the first.
  absl::Status Check() const;
  // A line each, then how many more there are.
  void Print(std::ostream& notes) const;

 private:
  void Add(std::string text);

  std::vector<std::string> listed_;
  int64_t count_ = 0;
};

struct ImportFile {
  std::vector<std::string> columns;  // titles
  std::vector<CsvLine> lines;        // under the header; each has a cell a column
};

// Decodes strictly: cells whose bytes are none of `encoding`, and lines with another number of
// cells than the header, go to `problems`, and their lines are left out. A usage error for what is
// no CSV, is empty, or is a workbook.
absl::StatusOr<ImportFile> ReadImportFile(std::string_view bytes, Encoding encoding,
                                          CellProblems& problems);

// How a cell under a title becomes a part of a row; false when it is no value of the column.
template <class Row>
struct ImportColumn {
  bool required;
  std::function<bool(const std::string& cell, Row& row)> set;
};
template <class Row>
using ImportColumns = std::map<std::string, ImportColumn<Row>>;

template <class Row>
struct Imported {
  std::vector<std::string> columns;
  std::vector<Row> rows;  // each with its line
};

// A usage error for a title that `known` does not have and for a required one that is missing.
absl::Status CheckTitles(const std::vector<std::string>& titles,
                         const std::map<std::string, bool>& known);

// The rows of a file whose every cell is right; otherwise a usage error, and `problems` holds all.
template <class Row>
absl::StatusOr<Imported<Row>> ParseImport(std::string_view bytes, Encoding encoding,
                                          const ImportColumns<Row>& columns,
                                          CellProblems& problems) {
  COBUILD_ASSIGN_OR_RETURN(ImportFile file, ReadImportFile(bytes, encoding, problems));
  std::map<std::string, bool> known;
  for (const auto& [title, column] : columns) known[title] = column.required;
  COBUILD_RETURN_IF_ERROR(CheckTitles(file.columns, known));
  Imported<Row> imported;
  for (const CsvLine& line : file.lines) {
    Row& row = imported.rows.emplace_back();
    row.set_line(line.number);
    for (size_t i = 0; i < line.cells.size(); ++i) {
      if (columns.at(file.columns[i]).set(line.cells[i], row)) continue;
      problems.AddCell(line.number, i, file.columns[i],
                       "\"" + line.cells[i] + "\" is no value of this column");
    }
  }
  COBUILD_RETURN_IF_ERROR(problems.Check());
  imported.columns = std::move(file.columns);
  return imported;
}

// Adds what a service says of a row. `field` is of the contract, as "project.villages[1].village":
// its column is the one titled by a part of it.
void AddRefusal(const std::vector<std::string>& columns, int line, std::string_view field,
                std::string_view what, CellProblems& problems);

}  // namespace cobuild::cli
