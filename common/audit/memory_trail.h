// Trails in memory, for tests of everything above.
#pragma once

#include <algorithm>
#include <mutex>
#include <vector>

#include "common/audit/refusal_log.h"

namespace cobuild::audit {

// Holds whatever records it is given, also such that do not follow one another. Thread-safe.
class MemoryTrail : public Trail {
 public:
  MemoryTrail(Form form, std::vector<Record> records) : form_(form), records_(std::move(records)) {
    if (!records_.empty()) head_ = {records_.back().number, records_.back().chain_digest};
  }

  Form form() const override { return form_; }
  absl::StatusOr<base::ChainEnd> ReadHead() override { return head_; }
  absl::StatusOr<std::vector<Record>> Read(int64_t after, int limit) override {
    std::vector<Record> read;
    for (const Record& record : records_) {
      if (record.number > after && static_cast<int>(read.size()) < limit) read.push_back(record);
    }
    return read;
  }

 private:
  const Form form_;
  const std::vector<Record> records_;
  base::ChainEnd head_;
};

// Thread-safe.
class MemoryRefusalLog : public RefusalLog {
 public:
  absl::StatusOr<base::ChainEnd> ReadHead() override {
    const std::lock_guard lock(mutex_);
    return head_;
  }
  absl::StatusOr<std::vector<Record>> Read(int64_t after, int limit) override {
    const std::lock_guard lock(mutex_);
    const int64_t first = std::min(after, head_.number);
    const int64_t last = std::min(first + limit, head_.number);
    return std::vector(records_.begin() + first, records_.begin() + last);
  }
  absl::Status Append(const std::vector<Record>& records) override {
    const std::lock_guard lock(mutex_);
    if (!failure_.ok()) return failure_;
    for (const Record& record : records) {
      records_.push_back(record);
      Chain(Form::kRefusal, head_, records_.back());
    }
    return absl::OkStatus();
  }

  // Every Append fails with it from now on; OK to end that.
  void Fail(const absl::Status& failure) {
    const std::lock_guard lock(mutex_);
    failure_ = failure;
  }

 private:
  std::mutex mutex_;
  std::vector<Record> records_;
  base::ChainEnd head_;
  absl::Status failure_;
};

}  // namespace cobuild::audit
