// A programme report as it is printed.
#pragma once

#include <string>
#include <vector>

#include "cobuild/assessment/v1/report.pb.h"
#include "services/cli/output/print.h"
#include "services/cli/output/xlsx.h"

namespace cobuild::cli {

// One object a claim: {id, claimed_value, relation, computed_value, rendered_value, unit, verdict,
// violators, period, as_of, known_at, perimeter, definition, data_origin}. What the report leaves
// empty is null.
std::vector<Json> ReportRows(const assessment::v1::ProgrammeReport& report);

// For a person: title with the origin of the data, a line a claim with its violators below it, and
// the count of verdicts.
std::string ReportTable(const assessment::v1::ProgrammeReport& report,
                        Language language = Language::kEnglish);

// Of a line a claim, the violators in one cell: CSV files and workbooks.
std::vector<Column> ReportColumns();
std::string ReportCsv(const assessment::v1::ProgrammeReport& report);
Sheet ReportSheet(const assessment::v1::ProgrammeReport& report);

}  // namespace cobuild::cli
