// Records that tests of rules start from.
#pragma once

#include <utility>

#include "services/assessment/domain/facts.h"

namespace cobuild::assessment {

// Records a state at the next position, as its transaction's only one.
template <class Facts>
void Put(Assessment& assessment, Record<Facts> record) {
  record.position = assessment.loaded() + 1;
  record.record_time = {record.position};
  Rows rows{{records::Widen<AnyFacts>(std::move(record))}};
  const int64_t position = records::LastPositionOf(rows);
  assessment.Apply(rows, position);
  assessment.Advance(position);
}

}  // namespace cobuild::assessment
