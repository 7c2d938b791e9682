// What a unit refers to becomes known only while it is decided, so it is brought into memory then,
// unlike what the other commands name (loader.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/finance/engine/book.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

class UnitSource {
 public:
  // Reads inside the writer's transaction. Ledgers and accounts go to `cache`, transfers and
  // incomes to `book`, as LoadFor has it. All outlive it; `records` holds what the journal holds.
  UnitSource(Writer& writer, const LiveRecords& records, Book& cache, Book& book)
      : writer_(writer), records_(records), cache_(cache), book_(book) {}

  // Brings in what of these exists and is not there yet.
  absl::Status BringLedger(const std::string& id);
  absl::Status BringAccounts(const std::vector<Key>& keys);
  absl::Status BringTransfers(const std::vector<Key>& keys);
  absl::Status BringIncome(const IncomeKey& key);

  std::optional<AnyRecord> FindRecord(size_t kind, const std::string& id) const;
  std::optional<AnsweredRequest> FindRequest(const base::Digest& request_key) const;

 private:
  Writer& writer_;
  const LiveRecords& records_;
  Book& cache_;
  Book& book_;
};

}  // namespace cobuild::finance
