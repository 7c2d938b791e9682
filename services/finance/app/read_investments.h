// Reads of investments, and of all that projects were given: cash of the funds included.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/base/time.h"
#include "common/records/use_cases.h"
#include "services/finance/domain/investment_lines.h"
#include "services/finance/domain/verification.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// INVESTMENT_NOT_FOUND.
absl::StatusOr<records::Record<Investment>> GetInvestment(const LiveRecords& records,
                                                          const records::GetQuery& query);

struct ListInvestmentsQuery {
  std::optional<InvestmentKind> kind;
  records::ListQuery list;  // its key: the project
};
absl::StatusOr<records::Page<Investment>> ListInvestments(const LiveRecords& records,
                                                          const ListInvestmentsQuery& query);

// Sums and lines are of the investments and the claims that the reach sees: what a project was
// given out of reach is not in them.
struct InvestmentSummaryQuery {
  scope::Reach reach = {};
  std::vector<std::string> projects;  // sorted, each once
  base::Date as_of;
  base::KnownAt known_at;
};

struct InvestmentSummary {
  struct Part {
    InvestmentKind kind = InvestmentKind::kCashThroughLedger;
    std::string source;
    absl::int128 amount_fen = 0;
    int line_count = 0;
  };
  struct Row {
    std::string project;
    absl::int128 amount_fen = 0;
    std::vector<Part> parts;  // in order of kind and source
    int line_count = 0;
    DataOrigin origin = DataOrigin::kRecorded;
    VerificationCounts verification;  // of the investments under it, which are no cash
  };
  std::vector<Row> rows;  // in order of project; none for a project without a line
  absl::int128 total_fen = 0;
  int64_t position = 0;  // the last that was taken into account
};

absl::StatusOr<InvestmentSummary> SummarizeInvestments(const LiveRecords& records,
                                                       const InvestmentSummaryQuery& query);

// Where a page of lines starts: after this one. "" for the first page.
struct InvestmentLineKey {
  std::string project;
  int64_t position = 0;
  int ordinal = 0;
};

struct InvestmentLinePage {
  struct Row {
    std::string project;
    InvestmentLine line;
    PostedTransfer transfer;
  };
  std::vector<Row> rows;  // in order of project and position
  bool is_last = true;
  int64_t position = 0;
};

// The lines come from the journal itself. INTERNAL when one that the records name is not there.
absl::StatusOr<InvestmentLinePage> ListInvestmentLines(const LiveRecords& records, Reader& reader,
                                                       const InvestmentSummaryQuery& query,
                                                       const InvestmentLineKey& after, int size);

}  // namespace cobuild::finance
