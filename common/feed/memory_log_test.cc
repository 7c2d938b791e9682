#include "common/feed/memory_log.h"

#include "common/feed/conformance.h"

namespace cobuild::feed {
namespace {

// Transactions as a memory store has them: a copy that is kept on commit.
class TestedMemoryFeed : public TestedFeed {
 public:
  absl::Status Write(const std::function<absl::Status(Log&)>& body) override {
    MemoryFeed copy = committed_;
    MemoryLog log(copy);
    const absl::Status status = body(log);
    if (status.ok()) committed_ = copy;
    return status;
  }

  Head ReadHead() override { return committed_.ReadHead(); }
  std::vector<Change> ReadChanges(int64_t after, int limit) override {
    return committed_.ReadChanges(after, limit);
  }
  int64_t PositionAt(base::Timestamp time) override { return committed_.PositionAt(time); }
  int64_t PurgeRequests(base::Timestamp now, int limit) override {
    return committed_.PurgeRequests(now, limit);
  }
  std::vector<audit::Record> ReadTrail(int64_t after, int limit) override {
    return committed_.ReadTrail(after, limit);
  }

 private:
  MemoryFeed committed_;
};

std::unique_ptr<TestedFeed> MakeMemoryFeed() { return std::make_unique<TestedMemoryFeed>(); }

INSTANTIATE_TEST_SUITE_P(Memory, LogConformance, ::testing::Values(&MakeMemoryFeed));

}  // namespace
}  // namespace cobuild::feed
