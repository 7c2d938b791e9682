// Principals and grants between the wire and the domain. Every FromProto reports all wrong fields
// at once.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/registry/v1/principal.pb.h"
#include "common/rpc/call.h"
#include "common/rpc/principal.h"
#include "services/registry/app/principals.h"

namespace cobuild::registry {

absl::StatusOr<CreatePrincipalCommand> FromProto(const v1::CreatePrincipalRequest& request);
absl::StatusOr<records::GetQuery> FromProto(const v1::GetPrincipalRequest& request,
                                            const rpc::Call& call);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListPrincipalsRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<GrantRoleCommand> FromProto(const v1::GrantRoleRequest& request);
absl::StatusOr<HandOverCommand> FromProto(const v1::HandOverRequest& request);
absl::StatusOr<ListGrantsQuery> FromProto(const v1::ListGrantsRequest& request,
                                          const rpc::Call& call);

v1::Principal ToProto(const Record<Principal>& principal);
v1::ListPrincipalsResponse ToProto(const records::Page<Principal>& page,
                                   const v1::ListPrincipalsRequest& request);
v1::Grant ToProto(const Record<Grant>& grant);
v1::ListGrantsResponse ToProto(const records::Page<Grant>& page,
                               const v1::ListGrantsRequest& request);
v1::HandOverResponse ToProto(const HandedOver& handed_over);

// The operator's grants have no term.
v1::Self SelfOfOperator(const rpc::Principal& principal, const base::Date& today);
v1::Self SelfOfRegistry(const std::string& principal, const std::vector<Grant>& in_force,
                        const base::Date& today);

}  // namespace cobuild::registry
