// One suite that every RefusalLog passes: memory_trail_test and mysql_refusal_log_test run it.
#pragma once

#include <gmock/gmock.h>

#include <memory>

#include "common/audit/refusal_log.h"

namespace cobuild::audit {

// A log that is empty when it is made, and whatever it needs.
class TestedRefusalLog {
 public:
  virtual ~TestedRefusalLog() = default;
  virtual RefusalLog& log() = 0;
};

class RefusalLogConformance
    : public ::testing::TestWithParam<std::unique_ptr<TestedRefusalLog> (*)()> {
 protected:
  RefusalLog& log() { return tested_->log(); }

 private:
  std::unique_ptr<TestedRefusalLog> tested_ = GetParam()();
};

}  // namespace cobuild::audit
