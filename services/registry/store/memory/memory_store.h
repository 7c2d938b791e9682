// A store that forgets when it is destroyed, for tests of everything above it.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "common/feed/memory_log.h"
#include "common/records/memory_store.h"
#include "services/registry/store/store.h"

namespace cobuild::registry {

class MemoryStore : public Store {
 public:
  absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override;
  absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) override;
  absl::StatusOr<std::vector<SealedPersonalData>> ReadPersonalData(
      const std::vector<std::string>& person_ids, int64_t upto) override;

  struct State {
    feed::MemoryFeed feed;
    Rows rows;  // but the records
    records::MemoryRecords<AnyFacts> records;
    std::map<std::pair<std::string, std::string>, KeptImport> imports;  // by principal, request id
    std::map<std::string, std::map<int64_t, SealedPersonalData>> personal_data;  // by person
  };

 private:
  State Snapshot();

  std::mutex writer_mutex_;  // held for a whole transaction
  std::mutex mutex_;         // held for a moment; guards state_
  State state_;
};

}  // namespace cobuild::registry
