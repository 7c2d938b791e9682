// A service's feed in its database: the tables of migrations/0001_feed.sql, with the columns of
// migrations/feed_audit.sql that make it the audit trail of changes.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/feed/log.h"

namespace cobuild::mysql {
class Session;
}

namespace cobuild::feed {

// One for each transaction, which the session has begun. Errors are the session's: UNAVAILABLE and
// ABORTED as common/mysql maps them, so that the closure may run again.
class MysqlLog : public Log {
 public:
  explicit MysqlLog(mysql::Session& session) : session_(session) {}

  absl::StatusOr<Head> LockHead() override;
  absl::StatusOr<std::optional<Outcome>> FindOutcome(const Request& request) override;
  absl::StatusOr<Head> Publish(const Request& request, base::Timestamp now,
                               const std::vector<std::string>& resource_names) override;

 private:
  struct LockedHead {
    Head head;
    base::Digest chain_digest{};
  };

  mysql::Session& session_;
  std::optional<LockedHead> locked_;
};

// The last committed change.
absl::StatusOr<Head> ReadHead(mysql::Session& session);

// The changes after position `after`, at most `limit` (1 to 1,000), in order without a gap.
absl::StatusOr<std::vector<Change>> ReadChanges(mysql::Session& session, int64_t after, int limit);

// The last position recorded at `time` or before it; 0 when there is none.
absl::StatusOr<int64_t> PositionAt(mysql::Session& session, base::Timestamp time);

// Forgets requests of more than 400 days before `now`, the oldest first and at most `limit` (1 to
// 10,000) of them. Gives how many: call again while it is `limit`.
absl::StatusOr<int64_t> PurgeRequests(mysql::Session& session, base::Timestamp now, int limit);

}  // namespace cobuild::feed
