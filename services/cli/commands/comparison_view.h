// Two programme reports side by side, as they are printed.
#pragma once

#include <string>
#include <vector>

#include "cobuild/assessment/v1/report.pb.h"
#include "services/cli/output/print.h"
#include "services/cli/output/xlsx.h"

namespace cobuild::cli {

// For a person: from which positions each was computed, a line a claim that changed, and how many
// did.
std::string ComparisonTable(const assessment::v1::CompareReportsResponse& comparison,
                            Language language = Language::kEnglish);

// Of a line a claim, also those of which nothing changed: CSV files and workbooks.
std::vector<Column> ComparisonColumns();
Sheet ComparisonSheet(const assessment::v1::CompareReportsResponse& comparison);
std::string ComparisonCsv(const assessment::v1::CompareReportsResponse& comparison);

}  // namespace cobuild::cli
