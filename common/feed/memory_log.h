// A feed in memory, for memory stores.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/record.h"
#include "common/feed/log.h"

namespace cobuild::feed {

// A plain value without a lock. A memory store keeps one in its state, whose copy a transaction
// works on and puts back on commit.
class MemoryFeed {
 public:
  Head ReadHead() const;
  // These do as the functions of the same name in mysql_log.h.
  std::vector<Change> ReadChanges(int64_t after, int limit) const;
  int64_t PositionAt(base::Timestamp time) const;
  int64_t PurgeRequests(base::Timestamp now, int limit);
  // The changes after position `after`, as the audit trail has them.
  std::vector<audit::Record> ReadTrail(int64_t after, int limit) const;

 private:
  friend class MemoryLog;

  struct KeptRequest {
    base::Digest digest;
    Outcome outcome;
    base::Timestamp record_time;
  };
  using Key = std::tuple<std::string, std::string, std::string>;  // principal, method, id

  std::vector<audit::Record> changes_;  // [i] holds position i + 1
  std::map<Key, KeptRequest> requests_;
};

// One for each transaction, over the transaction's copy.
class MemoryLog : public Log {
 public:
  explicit MemoryLog(MemoryFeed& feed) : feed_(feed) {}

  absl::StatusOr<Head> LockHead() override;
  absl::StatusOr<std::optional<Outcome>> FindOutcome(const Request& request) override;
  absl::StatusOr<Head> Publish(const Request& request, base::Timestamp now,
                               const std::vector<std::string>& resource_names) override;

 private:
  MemoryFeed& feed_;
  bool locked_ = false;
};

}  // namespace cobuild::feed
