#include "services/reconciliation/store/memory/memory_store.h"

#include <utility>

#include "common/base/status_macros.h"

namespace cobuild::reconciliation {
namespace {

class MemoryWriter : public Writer {
 public:
  explicit MemoryWriter(MemoryStore::State& state) : state_(state), log_(state.feed) {}

  feed::Log& log() override { return log_; }
  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override {
    return Rows{state_.records.Read(state_.feed, after, upto)};
  }
  absl::Status InsertRows(const Rows& rows) override { return state_.records.Insert(rows.records); }
  absl::StatusOr<Lease> ReadLease() override { return state_.lease; }
  absl::Status WriteLease(const Lease& lease) override {
    state_.lease = lease;
    return absl::OkStatus();
  }

 private:
  MemoryStore::State& state_;
  feed::MemoryLog log_;
};

}  // namespace

absl::Status MemoryStore::ReadWrite(const std::function<absl::Status(Writer&)>& body) {
  const std::lock_guard writing(writer_mutex_);
  State state = Snapshot();
  MemoryWriter writer(state);
  COBUILD_RETURN_IF_ERROR(body(writer));
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
  return absl::OkStatus();
}

absl::StatusOr<feed::Head> MemoryStore::ReadHead() { return Snapshot().feed.ReadHead(); }

absl::StatusOr<Rows> MemoryStore::ReadRows(int64_t after, int64_t upto) {
  const State state = Snapshot();
  return Rows{state.records.Read(state.feed, after, upto)};
}

absl::StatusOr<std::vector<feed::Change>> MemoryStore::ReadChanges(int64_t after, int limit) {
  return Snapshot().feed.ReadChanges(after, limit);
}

MemoryStore::State MemoryStore::Snapshot() {
  const std::lock_guard lock(mutex_);
  return state_;
}

}  // namespace cobuild::reconciliation
