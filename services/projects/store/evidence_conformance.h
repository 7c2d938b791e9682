// The contract that every evidence store passes: its memory's and MySQL's tests run it.
#pragma once

#include <gmock/gmock.h>

#include <memory>

#include "services/projects/store/evidence_store.h"

namespace cobuild::projects {

// A store that is empty when it is made, and whatever it needs.
class TestedEvidenceStore {
 public:
  virtual ~TestedEvidenceStore() = default;
  virtual EvidenceStore& store() = 0;
};

class EvidenceConformance
    : public ::testing::TestWithParam<std::unique_ptr<TestedEvidenceStore> (*)()> {
 protected:
  EvidenceStore& store() { return tested_->store(); }

 private:
  std::unique_ptr<TestedEvidenceStore> tested_ = GetParam()();
};

}  // namespace cobuild::projects
