// An explanation that is kept, for tests of use cases.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/assessment/app/explain_figure.h"

namespace cobuild::assessment {

// Keeps what it is given, and the order of the parts: "F" figure, "R" rows, "L" lines.
class KeptExplanation : public Explanation {
 public:
  absl::Status Take(const Figure& figure) override {
    order += 'F';
    figures.push_back(figure);
    return absl::OkStatus();
  }
  absl::Status Take(const std::vector<Row>& taken) override {
    order += 'R';
    rows.insert(rows.end(), taken.begin(), taken.end());
    return absl::OkStatus();
  }
  absl::Status Take(const std::vector<JournalLine>& taken) override {
    if (order.back() != 'L') order += 'L';
    lines.insert(lines.end(), taken.begin(), taken.end());
    return lines_wanted < lines.size() ? absl::CancelledError("enough") : absl::OkStatus();
  }

  std::string order;
  std::vector<Figure> figures;
  std::vector<Row> rows;
  std::vector<JournalLine> lines;
  size_t lines_wanted = SIZE_MAX;
};

inline int64_t SumOf(const std::vector<Row>& rows) {
  int64_t sum = 0;
  for (const Row& row : rows) sum += row.value.numerator;
  return sum;
}

inline int64_t SumOf(const std::vector<JournalLine>& lines) {
  int64_t sum = 0;
  for (const JournalLine& line : lines) sum += line.signed_amount.value;
  return sum;
}

}  // namespace cobuild::assessment
