// Reconciliation's changes as FeedService sends them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/feed/source.h"
#include "services/reconciliation/app/live_reconciliation.h"

namespace cobuild::reconciliation {

class FeedSource : public feed::Source {
 public:
  // Both outlive the source. Changes are read from `store`; `live` tells when there are new ones.
  FeedSource(Store& store, LiveReconciliation& live) : store_(store), live_(live) {}

  std::vector<std::string> ResourceTypes() const override;
  absl::StatusOr<feed::Head> ReadHead() override { return store_.ReadHead(); }
  absl::StatusOr<std::vector<feed::v1::Change>> List(int64_t after, int limit) override;
  absl::StatusOr<std::vector<feed::v1::SnapshotResource>> ListStanding(int64_t after, int64_t upto,
                                                                       int64_t position) override;
  void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) override {
    live_.WaitBeyond(after, deadline);
  }

 private:
  Store& store_;
  LiveReconciliation& live_;
};

}  // namespace cobuild::reconciliation
