// A store that forgets when it is destroyed, for tests of everything above it.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "common/feed/memory_log.h"
#include "common/records/memory_store.h"
#include "services/reconciliation/store/store.h"

namespace cobuild::reconciliation {

class MemoryStore : public Store {
 public:
  absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override;
  absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) override;

  struct State {
    feed::MemoryFeed feed;
    records::MemoryRecords<AnyFacts> records;
    Lease lease;
  };

 private:
  State Snapshot();

  std::mutex writer_mutex_;  // held for a whole transaction
  std::mutex mutex_;         // held for a moment; guards state_
  State state_;
};

}  // namespace cobuild::reconciliation
