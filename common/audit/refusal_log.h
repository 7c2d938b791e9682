// Where refusals are kept: a trail that is appended to.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/audit/trail.h"

namespace cobuild::audit {

// Processes that share a store share the trail: they take turns.
class RefusalLog : public Trail {
 public:
  Form form() const final { return Form::kRefusal; }

  // Appends records, chained, behind the head: all or none. Their number and digest are ignored.
  // UNAVAILABLE COMMIT_UNKNOWN when it is not known whether they were.
  virtual absl::Status Append(const std::vector<Record>& records) = 0;
};

}  // namespace cobuild::audit
