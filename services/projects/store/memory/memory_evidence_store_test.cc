#include "services/projects/store/memory/memory_evidence_store.h"

#include "services/projects/store/evidence_conformance.h"

namespace cobuild::projects {
namespace {

class TestedMemoryStore : public TestedEvidenceStore {
 public:
  EvidenceStore& store() override { return store_; }

 private:
  MemoryEvidenceStore store_;
};

std::unique_ptr<TestedEvidenceStore> MakeTestedStore() {
  return std::make_unique<TestedMemoryStore>();
}

INSTANTIATE_TEST_SUITE_P(Memory, EvidenceConformance, ::testing::Values(&MakeTestedStore));

}  // namespace
}  // namespace cobuild::projects
