// A store of records that forgets when it is destroyed, for tests of everything above it.
#pragma once

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include "common/base/status_macros.h"
#include "common/feed/memory_log.h"
#include "common/records/record.h"
#include "common/records/store.h"

namespace cobuild::records {

// Records as a transaction of a memory store works on them: a plain value without a lock.
template <class Any>
class MemoryRecords {
 public:
  // ALREADY_EXISTS for a position that is taken.
  absl::Status Insert(const std::vector<Record<Any>>& records) {
    for (const Record<Any>& record : records) {
      if (!positions_.insert(record.position).second) {
        return absl::AlreadyExistsError("a record with this position exists");
      }
      records_.push_back(record);
    }
    return absl::OkStatus();
  }

  // Those at positions after `after` up to `upto`, with when and by whom `feed` says.
  std::vector<Record<Any>> Read(const feed::MemoryFeed& feed, int64_t after, int64_t upto) const {
    std::vector<Record<Any>> found;
    for (const Record<Any>& record : records_) {
      if (record.position <= after || record.position > upto) continue;
      const feed::Change change = feed.ReadChanges(record.position - 1, 1).front();
      found.push_back(record);
      found.back().record_time = change.record_time;
      found.back().actor = change.actor;
    }
    return found;
  }

 private:
  std::vector<Record<Any>> records_;
  std::set<int64_t> positions_;
};

template <class Any>
class MemoryStore : public Store<Rows<Any>> {
 public:
  absl::Status ReadWrite(const std::function<absl::Status(Writer<Rows<Any>>&)>& body) override {
    const std::lock_guard writing(writer_mutex_);
    State state = Snapshot();
    MemoryWriter writer(state);
    COBUILD_RETURN_IF_ERROR(body(writer));
    const std::lock_guard lock(mutex_);
    state_ = std::move(state);
    return absl::OkStatus();
  }

  absl::StatusOr<feed::Head> ReadHead() override { return Snapshot().feed.ReadHead(); }

  absl::StatusOr<Rows<Any>> ReadRows(int64_t after, int64_t upto) override {
    return Snapshot().Read(after, upto);
  }

  absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) override {
    return Snapshot().feed.ReadChanges(after, limit);
  }

 private:
  struct State {
    feed::MemoryFeed feed;
    MemoryRecords<Any> records;

    Rows<Any> Read(int64_t after, int64_t upto) const { return {records.Read(feed, after, upto)}; }
  };

  class MemoryWriter : public Writer<Rows<Any>> {
   public:
    explicit MemoryWriter(State& state) : state_(state), log_(state.feed) {}
    feed::Log& log() override { return log_; }
    absl::StatusOr<Rows<Any>> ReadRows(int64_t after, int64_t upto) override {
      return state_.Read(after, upto);
    }
    absl::Status InsertRows(const Rows<Any>& rows) override {
      return state_.records.Insert(rows.records);
    }

   private:
    State& state_;
    feed::MemoryLog log_;
  };

  State Snapshot() {
    const std::lock_guard lock(mutex_);
    return state_;
  }

  std::mutex writer_mutex_;  // held for a whole transaction
  std::mutex mutex_;         // held for a moment; guards state_
  State state_;
};

}  // namespace cobuild::records
