// One suite that every Log passes: memory_log_test and mysql_log_test run it.
#pragma once

#include <gmock/gmock.h>

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "common/audit/record.h"
#include "common/feed/log.h"

namespace cobuild::feed {

// An empty feed, and the reads that go with its log. Reads that fail end the test program.
class TestedFeed {
 public:
  virtual ~TestedFeed() = default;

  // Runs `body` in a writing transaction: committed when it returns OK, else rolled back.
  virtual absl::Status Write(const std::function<absl::Status(Log&)>& body) = 0;

  virtual Head ReadHead() = 0;
  virtual std::vector<Change> ReadChanges(int64_t after, int limit) = 0;
  virtual int64_t PositionAt(base::Timestamp time) = 0;
  virtual int64_t PurgeRequests(base::Timestamp now, int limit) = 0;
  virtual std::vector<audit::Record> ReadTrail(int64_t after, int limit) = 0;
};

class LogConformance : public ::testing::TestWithParam<std::unique_ptr<TestedFeed> (*)()> {
 protected:
  // Locks, looks for an outcome and publishes when there is none, as a use case does.
  absl::StatusOr<Outcome> Write(const Request& request, base::Timestamp now,
                                const std::vector<std::string>& resource_names);

  std::unique_ptr<TestedFeed> feed_ = GetParam()();
};

}  // namespace cobuild::feed
