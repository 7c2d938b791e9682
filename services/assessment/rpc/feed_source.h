// The feed's changes with the metrics that they recorded.
#pragma once

#include <vector>

#include "common/feed/source.h"
#include "services/assessment/store/store.h"

namespace cobuild::assessment {

class FeedSource : public feed::Source {
 public:
  // `store` outlives it.
  explicit FeedSource(Store& store) : store_(store) {}

  absl::StatusOr<feed::Head> ReadHead() override { return store_.ReadHead(); }
  absl::StatusOr<std::vector<feed::v1::Change>> List(int64_t after, int limit) override;
  void WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) override {
    store_.commits().WaitBeyond(after, deadline);
  }

 private:
  Store& store_;
};

}  // namespace cobuild::assessment
