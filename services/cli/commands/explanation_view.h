// An explained figure as it is printed: formula, rows, journal lines, and their sums.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "cobuild/assessment/v1/metric.pb.h"
#include "services/cli/output/print.h"
#include "services/cli/output/xlsx.h"

namespace cobuild::cli {

// One figure with what stands under it.
struct Explained {
  assessment::v1::Figure figure;
  std::vector<assessment::v1::FigureRow> rows;
  std::vector<assessment::v1::FigureLine> lines;
};

// Adds one part of the stream: a figure starts a new element, rows and lines go to the last one.
// INTERNAL when rows come before any figure.
absl::Status Append(const assessment::v1::ExplainFigureResponse& part,
                    std::vector<Explained>& explained);

// {...the figure, row_sum, line_sum, rows, lines}. A sum is null without rows or lines.
Json ExplanationJson(const Explained& explained);

std::string ExplanationTable(const Explained& explained, Language language = Language::kEnglish);

// Of the rows and lines of all figures, told apart by the column "part": CSV files and workbooks.
std::vector<Column> ExplanationColumns();
Sheet ExplanationSheet(const std::vector<Explained>& explained);
std::string ExplanationCsv(const std::vector<Explained>& explained);

// OK when the sums agree as the figure's aggregation asks: a sum is the sum of its rows, and rows
// of income are the sum of their lines. Otherwise the answer is no.
absl::Status CheckSums(const Explained& explained);

}  // namespace cobuild::cli
