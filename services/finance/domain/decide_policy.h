// The rules of support policies: pure functions of a command and of what stands.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "services/finance/domain/policy.h"
#include "services/finance/domain/unit.h"

namespace cobuild::finance {

struct AdoptPolicy {
  std::string id;
  base::Date adopted_date;
  std::string document;
  std::string etag;  // "" for whatever stands
};

struct VoidPolicy {
  std::string id;
  std::string reason;
  std::string etag;  // "" for whatever stands
};

// POLICY_EXISTS.
absl::StatusOr<Unit> DecideCreatePolicy(const std::string& id, const Policy& policy,
                                        Standing& standing);
// POLICY_NOT_FOUND, ETAG_MISMATCH, POLICY_ADOPTED.
absl::StatusOr<Unit> DecideAdoptPolicy(const AdoptPolicy& command, Standing& standing);
// POLICY_NOT_FOUND, ETAG_MISMATCH.
absl::StatusOr<Unit> DecideVoidPolicy(const VoidPolicy& command, Standing& standing);

}  // namespace cobuild::finance
