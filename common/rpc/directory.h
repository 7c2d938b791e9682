// Where the pipeline asks who may do what.
#pragma once

#include <memory>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/rpc/principal.h"

namespace cobuild::rpc {

// Thread-safe, and answers from memory: it is asked on gRPC's own threads.
class Directory {
 public:
  virtual ~Directory() = default;

  // Never null: the principal with every grant in force at `now`; one that nothing was granted to
  // has none. UNAVAILABLE SCOPE_STALE when what is known of it is too old to act upon.
  virtual absl::StatusOr<std::shared_ptr<const Principal>> Find(std::string_view name,
                                                                base::Timestamp now) const = 0;
};

}  // namespace cobuild::rpc
