#include "common/records/memory_store.h"

#include <gtest/gtest.h>

#include "common/records/conformance.h"

namespace cobuild::records {
namespace {

class TestedMemoryStore : public TestedStore {
 public:
  Store<TestRows>& store() override { return store_; }

 private:
  MemoryStore<AnyFacts> store_;
};

std::unique_ptr<TestedStore> MakeTestedStore() { return std::make_unique<TestedMemoryStore>(); }

INSTANTIATE_TEST_SUITE_P(Memory, StoreConformance, ::testing::Values(&MakeTestedStore));

}  // namespace
}  // namespace cobuild::records
