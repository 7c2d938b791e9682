// Who may become a principal, what may be granted to it, and how grants end.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/scope/reach.h"
#include "services/registry/domain/registry.h"

namespace cobuild::registry {

inline constexpr size_t kMaxHandedOver = 100;  // grants at a time

// Who changes grants, on which day, and for which part of the tree they may.
struct Granting {
  std::string grantor;  // principal
  scope::Reach reach;
  base::Date today;
};

// PRINCIPAL_OF_OPERATOR (`of_operator`: the operator's own grants hold the name), PRINCIPAL_EXISTS.
absl::StatusOr<Record<Principal>> DecideCreatePrincipal(const Registry& registry,
                                                        const std::string& id,
                                                        const Principal& facts, bool of_operator);

// OUT_OF_SCOPE, OWN_GRANT, GRANT_EXISTS, PRINCIPAL_NOT_FOUND, PRINCIPAL_OF_OPERATOR,
// DIVISION_NOT_FOUND (on the first day), ORGANIZATION_NOT_FOUND, GRANT_BACKDATED, GRANT_OVERLAPS.
// `facts` are a grant that nothing has ended; its grantor is filled in.
absl::StatusOr<Record<Grant>> DecideGrantRole(const Registry& registry, const std::string& id,
                                              const Grant& facts, const Granting& granting,
                                              bool of_operator);

// GRANT_NOT_FOUND (also out of reach), ETAG_MISMATCH, GRANT_ENDED.
absl::StatusOr<Record<Grant>> DecideRevokeRole(const Registry& registry, const std::string& id,
                                               const std::string& etag, const std::string& reason,
                                               const Granting& granting);

struct HandOverCommand {
  std::string from;                 // principal
  std::string to;                   // another one
  std::vector<std::string> grants;  // ids; empty: all that are not over by start_date
  base::Date start_date;
  std::string reason;
};

// The grants that end, then as many that begin, in the same order; `next_id` gives the ids of the
// new ones. PRINCIPAL_NOT_FOUND, PRINCIPAL_OF_OPERATOR (`of_operator`: of whom it goes to),
// OWN_GRANT, GRANT_BACKDATED, GRANT_NOT_FOUND, GRANT_ENDED, NOTHING_TO_HAND_OVER, TOO_MANY_GRANTS,
// ROLE_NOT_FOR_PEOPLE, GRANT_OVERLAPS.
absl::StatusOr<std::vector<Record<Grant>>> DecideHandOver(
    const Registry& registry, const HandOverCommand& command, const Granting& granting,
    bool of_operator, const std::function<std::string()>& next_id);

}  // namespace cobuild::registry
