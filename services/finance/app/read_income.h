// Income of villages: records as they were known, and sums over the journal by definition.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/scope/reach.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/domain/verification.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// Reads below show what their reach sees: an income and a line are where their village is.

struct ListVillageIncomeQuery {
  scope::Reach reach = {};
  std::string village;  // "" for all
  int year = 0;         // 0 for all
  base::KnownAt known_at;
  std::optional<IncomeKey> after;
  int size = 0;
};

struct IncomePage {
  std::vector<Income> incomes;  // in order of village, year and category
  bool more = false;
  int64_t position = 0;  // the last that was taken into account
};

absl::StatusOr<IncomePage> ListVillageIncome(const Books& books,
                                             const ListVillageIncomeQuery& query);

struct IncomeSummaryQuery {
  scope::Reach reach = {};
  std::vector<std::string> villages;  // each once
  int year = 0;
  std::string definition;
  base::KnownAt known_at;
};

struct IncomeSummary {
  struct Row {
    IncomeSum sum;
    DataOrigin origin = DataOrigin::kRecorded;
    VerificationCounts verification;  // of the village's records of the year
  };
  std::vector<Row> rows;  // in order of village; none for a village without a line
  absl::int128 total_fen = 0;
  const IncomeDefinition* definition = nullptr;
  int64_t position = 0;  // the last that was taken into account
};

// DEFINITION_NOT_FOUND.
absl::StatusOr<IncomeSummary> SummarizeIncome(Reader& reader, const LiveRecords& records,
                                              const IncomeSummaryQuery& query);

struct IncomeLinePage {
  std::vector<IncomeLine> lines;  // in order of village and position
  bool more = false;
};

// DEFINITION_NOT_FOUND.
absl::StatusOr<IncomeLinePage> ListIncomeLines(Reader& reader, const IncomeSummaryQuery& query,
                                               const IncomeLineKey& after, int size);

}  // namespace cobuild::finance
