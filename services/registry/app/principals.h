// The use cases of principals and grants, named as their RPCs.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "common/scope/bound.h"
#include "services/registry/app/live_registry.h"
#include "services/registry/domain/decide_principal.h"

namespace cobuild::registry {

// What the use cases work with. All of it outlives them.
struct Principals {
  LiveRegistry& live;
  // Whether the operator's own grants hold the name: then nothing is granted to it here.
  std::function<bool(std::string_view name)> is_of_operator;
};

struct CreatePrincipalCommand {
  std::string id;
  Principal facts;
};

struct GrantRoleCommand {
  std::string id;  // "" for one that is made up
  Grant facts;     // that nothing has ended, without a grantor
};

// Refusals: REQUEST_ID_REUSED, then those of DecideCreatePrincipal and its like. The
// change's reach is where the caller may grant.
absl::StatusOr<Record<Principal>> CreatePrincipal(Principals& principals, ChangeRequest change,
                                                  const CreatePrincipalCommand& command);
absl::StatusOr<Record<Grant>> GrantRole(Principals& principals, ChangeRequest change,
                                        const GrantRoleCommand& command);
absl::StatusOr<Record<Grant>> RevokeRole(Principals& principals, ChangeRequest change,
                                         const records::VoidCommand& command);

// In the same order.
struct HandedOver {
  std::vector<Record<Grant>> begun;
  std::vector<Record<Grant>> ended;
};
absl::StatusOr<HandedOver> HandOver(Principals& principals, ChangeRequest change,
                                    const HandOverCommand& command);

// PRINCIPAL_NOT_FOUND
absl::StatusOr<Record<Principal>> GetPrincipal(const LiveRegistry& live,
                                               const records::GetQuery& query);
absl::StatusOr<records::Page<Principal>> ListPrincipals(const LiveRegistry& live,
                                                        const records::ListQuery& query);

// What is "" or not set leaves a list as it is.
struct ListGrantsQuery {
  records::ListQuery list;  // its key is of the filter that leaves the fewest
  std::string principal;    // id
  std::optional<scope::Bound> bound;
  std::string role;
  std::optional<base::Date> in_force_on;
};

absl::StatusOr<records::Page<Grant>> ListGrants(const LiveRegistry& live,
                                                const ListGrantsQuery& query);

// Those of a principal that are in force on the day, in order of role and then of what they are
// bounded by.
std::vector<Grant> GrantsInForce(const LiveRegistry& live, std::string_view principal,
                                 const base::Date& day);

}  // namespace cobuild::registry
