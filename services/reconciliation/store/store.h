// Where reconciliation keeps its records (common/records/store.h), and who may record a run.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/records/store.h"
#include "services/reconciliation/domain/run.h"

namespace cobuild::reconciliation {

// The right to record a run, held by one process at a time and for a time. The token rises with
// each holder, so that one whose time has run out is known when it comes late.
struct Lease {
  std::string holder;  // "" when nobody holds it
  int64_t token = 0;   // fencing token
  base::Timestamp expires;
  bool operator==(const Lease&) const = default;
};

// One writing transaction.
class Writer : public records::Writer<Rows> {
 public:
  // As it stands, whether or not it has expired. Called under the head's lock, as WriteLease.
  virtual absl::StatusOr<Lease> ReadLease() = 0;
  virtual absl::Status WriteLease(const Lease& lease) = 0;
};

using Store = records::Store<Rows, Writer>;

}  // namespace cobuild::reconciliation
