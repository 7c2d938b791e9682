#include "services/finance/store/memory/memory_store.h"

#include "services/finance/store/conformance.h"

namespace cobuild::finance {
namespace {

std::unique_ptr<Store> MakeMemoryStore() { return std::make_unique<MemoryStore>(); }

INSTANTIATE_TEST_SUITE_P(Memory, StoreConformance, ::testing::Values(&MakeMemoryStore));
INSTANTIATE_TEST_SUITE_P(Memory, IncomeStoreConformance, ::testing::Values(&MakeMemoryStore));

}  // namespace
}  // namespace cobuild::finance
