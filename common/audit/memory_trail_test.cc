#include "common/audit/memory_trail.h"

#include "common/audit/conformance.h"

namespace cobuild::audit {
namespace {

class TestedMemoryLog : public TestedRefusalLog {
 public:
  RefusalLog& log() override { return log_; }

 private:
  MemoryRefusalLog log_;
};

std::unique_ptr<TestedRefusalLog> MakeMemoryLog() { return std::make_unique<TestedMemoryLog>(); }

INSTANTIATE_TEST_SUITE_P(Memory, RefusalLogConformance, ::testing::Values(&MakeMemoryLog));

}  // namespace
}  // namespace cobuild::audit
