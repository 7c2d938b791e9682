// The journal's writing side, as the poster uses it. One transaction at a time, by one thread:
//
//   head = writer.Begin();      takes turns with every other writer of the schema
//   ...reads, decisions...
//   writer.Write(batch);
//   writer.Commit();
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/digest.h"
#include "services/finance/domain/entry.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance {

// Names an account or a transfer.
struct Key {
  std::string ledger;
  std::string id;
  auto operator<=>(const Key&) const = default;
};

// What an account has come to.
struct Balance {
  int64_t account = 0;  // number
  money::Fen debits;
  money::Fen credits;
};

// What one transaction records.
struct Batch {
  Head before;                    // the head that was locked
  std::vector<Entry> entries;     // from before.position + 1, each following the one before it
  std::vector<Balance> balances;  // of every account that an entry names, in order of number
};

class Writer {
 public:
  virtual ~Writer() = default;

  // Starts a transaction, connecting first if need be, and locks the head: until the transaction
  // ends no other writer's can. Ends a transaction that was left open. UNAVAILABLE when there is no
  // database; ABORTED TRANSACTION_CONFLICT when another writer held the head for too long.
  virtual absl::StatusOr<Head> Begin() = 0;

  // Inside the transaction, under the lock. What does not exist is left out; order is not promised.
  virtual absl::StatusOr<std::vector<Ledger>> ReadLedgers(const std::vector<std::string>& ids) = 0;
  virtual absl::StatusOr<std::vector<Account>> ReadAccounts(const std::vector<Key>& keys) = 0;
  virtual absl::StatusOr<std::vector<PostedTransfer>> ReadTransfers(
      const std::vector<Key>& keys) = 0;
  // The latest state of each.
  virtual absl::StatusOr<std::vector<Income>> ReadIncomes(const std::vector<IncomeKey>& keys) = 0;
  // The states that these requests have recorded, by RequestClaim::key.
  virtual absl::StatusOr<std::vector<Income>> ReadIncomesByRequest(
      const std::vector<base::Digest>& request_keys) = 0;

  // The records stated at positions after `after` up to `upto`, at most `limit`, in order and with
  // their stamps. A request's id is left out.
  virtual absl::StatusOr<std::vector<RecordStated>> ReadRecords(int64_t after, int64_t upto,
                                                                int limit) = 0;

  // The accounts that entries after `position` opened, closed, debited or credited, each once or
  // more often; nullopt when there are more than `limit` such entries.
  virtual absl::StatusOr<std::optional<std::vector<Key>>> AccountsTouchedAfter(int64_t position,
                                                                               int limit) = 0;

  // Records `batch` and moves the head to its last entry. ALREADY_EXISTS DUPLICATE_KEY when an id
  // that ReadTransfers would have found is taken: then the transaction can only be rolled back.
  virtual absl::Status Write(const Batch& batch) = 0;

  // UNAVAILABLE COMMIT_UNKNOWN when nobody knows: the next Begin waits until the outcome stands,
  // and Holds tells it.
  virtual absl::Status Commit() = 0;
  // Nothing outside a transaction.
  virtual void Rollback() = 0;

  // Inside a transaction: whether the entry at `position` has this chained digest.
  virtual absl::StatusOr<bool> Holds(int64_t position, const base::Digest& chain_digest) = 0;
};

}  // namespace cobuild::finance
