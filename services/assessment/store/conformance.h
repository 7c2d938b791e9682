// One suite that every Store passes: memory_store_test and mysql_store_test run it.
#pragma once

#include <gmock/gmock.h>

#include <memory>

#include "services/assessment/store/store.h"

namespace cobuild::assessment {

// A store that is empty when it is made, and whatever it needs.
class TestedStore {
 public:
  virtual ~TestedStore() = default;
  virtual Store& store() = 0;
};

class StoreConformance : public ::testing::TestWithParam<std::unique_ptr<TestedStore> (*)()> {
 protected:
  Store& store() { return tested_->store(); }
  // Records a metric as CreateMetric does, at the next position.
  absl::Status Record(const Metric& metric);

 private:
  std::unique_ptr<TestedStore> tested_ = GetParam()();
};

}  // namespace cobuild::assessment
