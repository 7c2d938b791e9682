#include "services/assessment/store/memory/memory_store.h"

#include <gtest/gtest.h>

#include "services/assessment/store/conformance.h"

namespace cobuild::assessment {
namespace {

class TestedMemoryStore : public TestedStore {
 public:
  Store& store() override { return store_; }

 private:
  MemoryStore store_;
};

std::unique_ptr<TestedStore> MakeTestedStore() { return std::make_unique<TestedMemoryStore>(); }

INSTANTIATE_TEST_SUITE_P(Memory, StoreConformance, ::testing::Values(&MakeTestedStore));

}  // namespace
}  // namespace cobuild::assessment
