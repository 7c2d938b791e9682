// Reads of support policies, from memory, as they were known.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/records/use_cases.h"
#include "services/finance/domain/policy.h"
#include "services/finance/engine/live_records.h"

namespace cobuild::finance {

// A withdrawn one included. POLICY_NOT_FOUND.
absl::StatusOr<records::Record<Policy>> GetPolicy(const LiveRecords& records,
                                                  const records::GetQuery& query);

struct ListPoliciesQuery {
  std::optional<PolicyGroup> group;
  std::optional<base::Date> from;  // first day of adoption
  std::optional<base::Date> to;    // last day of adoption
  records::ListQuery list;         // its key is left empty
};
absl::StatusOr<records::Page<Policy>> ListPolicies(const LiveRecords& records,
                                                   const ListPoliciesQuery& query);

}  // namespace cobuild::finance
