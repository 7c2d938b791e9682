// What a batch puts into the tables.
#pragma once

#include "absl/status/status.h"
#include "common/mysql/session.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

// Inserts the journal's rows and those of what the entries made, and sets the balances: one
// statement a table, as long as the packet limit allows.
absl::Status InsertBatch(mysql::Session& session, const Batch& batch);

}  // namespace cobuild::finance
