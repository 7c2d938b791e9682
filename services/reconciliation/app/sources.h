// The other services, as runs read them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/reconciliation/domain/picture.h"

namespace cobuild::reconciliation {

// Some changes of a feed, in order without a gap.
struct FeedPage {
  std::vector<FactChange> changes;  // empty at the head
  int64_t head = 0;
};

struct ToldBalances {
  std::vector<Sums> balances;  // in the order asked for
  int64_t position = 0;        // at which all were read
};

// Accounts that are asked for at a time.
inline constexpr size_t kMaxBalances = 1'000;

// One thread at a time. A service that is away is waited for, for a few seconds at most. Errors are
// the other service's; UNAVAILABLE or DEADLINE_EXCEEDED when there was no answer, DATA_LOSS when an
// answer breaks its own contract.
class Sources {
 public:
  virtual ~Sources() = default;

  // OUT_OF_RANGE when the feed is shorter, as after a restore.
  virtual absl::StatusOr<FeedPage> ReadChanges(Source source, int64_t after) = 0;
  // Of finance; at most kMaxBalances, each "ledgers/{ledger}/accounts/{account}".
  virtual absl::StatusOr<ToldBalances> ReadBalances(const std::vector<std::string>& accounts) = 0;
  // The names of finance's definitions of income, as "collective_income_gross@1".
  virtual absl::StatusOr<std::set<std::string>> ReadDefinitions() = 0;
  // What assessment computes for a report now, and at the positions that it froze.
  virtual absl::StatusOr<Recomputed> Recompute(const FrozenReport& frozen) = 0;
};

}  // namespace cobuild::reconciliation
