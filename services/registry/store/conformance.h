// One suite that every Store passes: memory_store_test and mysql_store_test run it.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "services/registry/store/store.h"

namespace cobuild::registry {

// A store that is empty when it is made, and whatever it needs.
class TestedStore {
 public:
  virtual ~TestedStore() = default;
  virtual Store& store() = 0;
};

class StoreConformance : public ::testing::TestWithParam<std::unique_ptr<TestedStore> (*)()> {
 protected:
  Store& store() { return tested_->store(); }
  // Records rows as a use case does, at the next positions and at `now`; gives them back as
  // recorded.
  absl::StatusOr<Rows> Record(Rows rows, const std::string& request_id, base::Timestamp now = {1});

 private:
  std::unique_ptr<TestedStore> tested_ = GetParam()();
};

}  // namespace cobuild::registry
