// A store that fails as told, around one that does not.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "services/registry/domain/errors.h"
#include "services/registry/store/store.h"

namespace cobuild::registry {

class FaultyStore : public Store {
 public:
  explicit FaultyStore(Store& store) : store_(store) {}

  int commits_to_lose = 0;        // so many transactions commit, and nobody is told
  int runs_to_roll_back = 0;      // so many runs of a body are undone, and run again
  int reads_before_failure = -1;  // after so many ReadRows the others fail; -1: none does
  std::function<void()> after_commit = nullptr;  // called once, before the writer is told

  absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) override {
    for (; runs_to_roll_back > 0; --runs_to_roll_back) {
      const absl::Status undone = store_.ReadWrite([&](Writer& writer) {
        const absl::Status status = body(writer);
        return status.ok() ? absl::AbortedError("conflict") : status;
      });
      if (undone.code() != absl::StatusCode::kAborted) return undone;
    }
    const absl::Status status = store_.ReadWrite(body);
    if (status.ok() && after_commit) std::exchange(after_commit, nullptr)();
    if (!status.ok() || commits_to_lose == 0) return status;
    --commits_to_lose;
    return absl::UnavailableError("the outcome is not known");
  }

  absl::StatusOr<feed::Head> ReadHead() override { return store_.ReadHead(); }

  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override {
    if (reads_before_failure == 0) return absl::UnavailableError("gone");
    if (reads_before_failure > 0) --reads_before_failure;
    return store_.ReadRows(after, upto);
  }

  absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) override {
    return store_.ReadChanges(after, limit);
  }

  absl::StatusOr<std::vector<SealedPersonalData>> ReadPersonalData(
      const std::vector<std::string>& person_ids, int64_t upto) override {
    return store_.ReadPersonalData(person_ids, upto);
  }

 private:
  Store& store_;
};

}  // namespace cobuild::registry
