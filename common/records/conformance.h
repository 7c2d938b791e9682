// One suite that every store of records passes: memory_store_test and mysql_store_test run it.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>

#include "common/records/store.h"
#include "common/records/testdata/facts.h"

namespace cobuild::records {

// A store that is empty when it is made, and whatever it needs.
class TestedStore {
 public:
  virtual ~TestedStore() = default;
  virtual Store<TestRows>& store() = 0;
};

class StoreConformance : public ::testing::TestWithParam<std::unique_ptr<TestedStore> (*)()> {
 protected:
  Store<TestRows>& store() { return tested_->store(); }
  // Records rows as a use case does, at the next positions and at `now`; gives them back as
  // recorded.
  absl::StatusOr<TestRows> Record(TestRows rows, const std::string& request_id,
                                  base::Timestamp now = {1});

 private:
  std::unique_ptr<TestedStore> tested_ = GetParam()();
};

}  // namespace cobuild::records
