// Request ids are kept for 400 days (services/adr/0003-idempotency.md) and then forgotten.
#pragma once

#include "absl/status/status.h"
#include "common/base/time.h"

namespace cobuild::mysql {
class Database;
}

namespace cobuild::feed {

// Forgets every request of more than 400 days before `now`, in transactions of at most 1,000, so
// that no writer waits for long. What fails half-way is gone on with by the next call.
absl::Status ForgetOldRequests(mysql::Database& database, base::Timestamp now);

}  // namespace cobuild::feed
