// What the database alone does: the rows that finance writes for transfers, written by a bare
// client.
#pragma once

#include <chrono>

#include "absl/status/statusor.h"
#include "common/mysql/options.h"

namespace cobuild::load {

struct RawLimit {
  int transfers_per_commit = 1'000;
  int accounts = 1'000;
  std::chrono::seconds duration{5};
};

// Transfers a second over one connection: multi-row inserts of the journal's columns, one upsert of
// the touched balances and the head's row in each commit, all prepared as text beforehand. `schema`
// has finance's tables, and nothing in them but what an earlier measurement wrote.
absl::StatusOr<double> MeasureRawLimit(const mysql::Options& schema, const RawLimit& limit);

}  // namespace cobuild::load
