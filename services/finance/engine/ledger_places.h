// Where every ledger is, in memory: what bounds a caller's reads and postings. Ledgers are opened
// and never changed, so what is here once stays right; what is not is read from the journal's
// tables. Callers who reach everything are never looked up.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/scope/places.h"
#include "common/scope/reach.h"
#include "services/finance/engine/live_records.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// What a reach holds of a ledger.
enum class Hold {
  kNothing,  // none of it, or the ledger does not exist
  kPart,     // sees it
  kWhole,    // sees and changes it
};

// Thread-safe. About 250 bytes a ledger. Errors are the store's.
class LedgerPlaces {
 public:
  // Both outlive it.
  LedgerPlaces(Reader& reader, const LiveRecords& records) : reader_(reader), records_(records) {}

  absl::StatusOr<Hold> HoldOf(const scope::Reach& reach, const std::string& ledger);
  absl::StatusOr<bool> Sees(const scope::Reach& reach, const std::string& ledger);
  // What the journal tells: of a ledger, of an income, of a record.
  absl::StatusOr<bool> Sees(const scope::Reach& reach, const Entry& entry);

  // The numbers of all that the reach sees, in order.
  absl::StatusOr<std::vector<int64_t>> ListSeen(const scope::Reach& reach);
  // The villages within reach that have books, in order of code.
  absl::StatusOr<std::vector<std::string>> ListVillages(const scope::Reach& reach);

 private:
  struct Placed {
    int64_t number = 0;
    std::shared_ptr<const scope::Places> places;
  };

  // Reads the ledgers that were opened since.
  absl::Status CatchUp();
  std::optional<Placed> Find(const std::string& ledger) const;
  // Those of a fund's ledger are the fund's, which is a record.
  scope::Places PlacesOfFund(const std::string& ledger) const;
  bool SeesPlaced(const scope::Reach& reach, const std::string& ledger, const Placed& placed) const;

  Reader& reader_;
  const LiveRecords& records_;
  std::mutex reading_;  // who reads what is new, one at a time; taken before mutex_
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Placed> ledgers_;  // by id
  int64_t last_number_ = 0;
};

}  // namespace cobuild::finance
