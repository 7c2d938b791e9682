// What assessment records in memory, kept up with the store: what every read is answered from and
// every rule decides on.
#pragma once

#include "common/records/live.h"
#include "services/assessment/domain/facts.h"
#include "services/assessment/store/store.h"

namespace cobuild::assessment {

using records::ChangeRequest;
using LiveAssessment = records::Live<Assessment, Store>;

// The last position that reads see.
inline int64_t PositionOf(const LiveAssessment& live) {
  return live.Read([](const Assessment& assessment) { return assessment.position(); });
}

}  // namespace cobuild::assessment
