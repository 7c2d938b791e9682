#include "services/registry/rpc/convert_principal.h"

#include <set>
#include <utility>

#include "common/rpc/grants.h"
#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "common/rpc/roles.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

using BoundKind = scope::Bound::Kind;

constexpr size_t kMaxPrincipalCharacters = 64;
constexpr std::string_view kPrincipals = "principals/";

void CheckPrincipalId(error::Violations& violations, std::string_view field, std::string_view id) {
  if (!rpc::IsPrincipalName(id)) {
    violations.Add(std::string(field), "MALFORMED",
                   "must be a kind and a name of a-z, 0-9, '.' and '-', with a slash between");
  } else if (id.size() > kMaxPrincipalCharacters) {
    violations.Add(std::string(field), "TOO_LONG", "must have at most 64 characters");
  }
}

// The id of "principals/{kind}/{name}", or "".
std::string OptionalPrincipal(error::Violations& violations, std::string_view field,
                              std::string_view name) {
  if (name.empty()) return {};
  const bool named = name.starts_with(kPrincipals);
  const std::string_view id = named ? name.substr(kPrincipals.size()) : std::string_view();
  CheckPrincipalId(violations, field, id);
  return std::string(id);
}

std::string RequiredPrincipal(error::Violations& violations, std::string_view field,
                              std::string_view name) {
  if (name.empty()) violations.Add(std::string(field), "REQUIRED", "must be given");
  return OptionalPrincipal(violations, field, name);
}

std::string OptionalRole(error::Violations& violations, std::string_view field,
                         const std::string& role) {
  if (!role.empty() && !rpc::IsRole(role)) {
    violations.Add(std::string(field), "UNKNOWN_ROLE", "is no role");
  }
  return role;
}

// `field` is the scope's own.
scope::Bound BoundOf(error::Violations& violations, const std::string& field,
                     const v1::GrantScope& proto) {
  const int given =
      int{proto.whole_tree()} + int{!proto.division().empty()} + int{!proto.organization().empty()};
  if (given != 1) {
    violations.Add(field, given == 0 ? "REQUIRED" : "CONTRADICTION",
                   "must be exactly one of whole_tree, division and organization");
  }
  if (proto.whole_tree()) return scope::Bound::WholeTree();
  if (!proto.organization().empty()) {
    return scope::Bound::Organization(rpc::OptionalName(
        violations, field + ".organization", proto.organization(), Organization::kNamePattern));
  }
  return scope::Bound::Division(
      rpc::OptionalCodeName(violations, field + ".division", proto.division(), "divisions"));
}

void CheckTerm(error::Violations& violations, const Grant& facts) {
  if (facts.end_date <= facts.start_date) {
    violations.Add("grant.end_date", "NOT_AFTER_START", "must be after start_date");
  } else if (facts.end_date > LatestEndOf(facts.start_date)) {
    violations.Add("grant.end_date", "TERM_TOO_LONG", "must be at most 5 years after start_date");
  }
}

void CheckRole(error::Violations& violations, const Grant& facts) {
  if (facts.role.empty()) violations.Add("grant.role", "REQUIRED", "must be given");
  if (facts.role == kServiceRole && facts.principal.starts_with(kPersonKind)) {
    violations.Add("grant.role", "NOT_FOR_PEOPLE", "is never a person's");
  }
  if (facts.role == kSecurityAdminRole && facts.bound.kind != BoundKind::kWholeTree) {
    violations.Add("grant.scope", "WHOLE_TREE_ONLY", "SECURITY_ADMIN is for the whole tree only");
  }
}

Grant FactsOf(error::Violations& violations, const v1::Grant& proto) {
  Grant facts;
  facts.principal = RequiredPrincipal(violations, "grant.principal", proto.principal());
  facts.role = OptionalRole(violations, "grant.role", proto.role());
  facts.bound = BoundOf(violations, "grant.scope", proto.scope());
  CheckRole(violations, facts);
  facts.start_date = rpc::RequiredDate(violations, "grant.start_date", proto.start_date());
  facts.end_date = rpc::RequiredDate(violations, "grant.end_date", proto.end_date());
  if (proto.has_start_date() && proto.has_end_date()) CheckTerm(violations, facts);
  facts.reason =
      rpc::RequiredText(violations, "grant.reason", proto.reason(), rpc::kMaxReasonCharacters);
  return facts;
}

v1::GrantScope ToProto(const scope::Bound& bound) {
  v1::GrantScope proto;
  switch (bound.kind) {
    case BoundKind::kWholeTree:
      proto.set_whole_tree(true);
      break;
    case BoundKind::kDivision:
      proto.set_division(DivisionName(bound.id));
      break;
    case BoundKind::kOrganization:
      proto.set_organization(records::NameOf<Organization>(bound.id));
      break;
  }
  return proto;
}

// The narrowest of the filters that are set.
std::string NarrowestKey(const ListGrantsQuery& query) {
  if (!query.principal.empty()) return records::NameOf<Principal>(query.principal);
  if (query.bound) return KeyOf(*query.bound);
  return query.role.empty() ? "" : KeyOfRole(query.role);
}

}  // namespace

absl::StatusOr<CreatePrincipalCommand> FromProto(const v1::CreatePrincipalRequest& request) {
  error::Violations violations;
  CreatePrincipalCommand command;
  command.id = request.principal_id();
  if (command.id.empty()) {
    violations.Add("principal_id", "REQUIRED", "must be given");
  } else {
    CheckPrincipalId(violations, "principal_id", command.id);
  }
  command.facts.display_name =
      rpc::RequiredText(violations, "principal.display_name", request.principal().display_name(),
                        rpc::kMaxNameCharacters);
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<records::GetQuery> FromProto(const v1::GetPrincipalRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  records::GetQuery query;
  query.id = RequiredPrincipal(violations, "name", request.name());
  query.known_at = rpc::KnownAtOf(violations, request);
  query.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListPrincipalsRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query = rpc::ListQueryOf(violations, call, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<GrantRoleCommand> FromProto(const v1::GrantRoleRequest& request) {
  error::Violations violations;
  GrantRoleCommand command;
  command.id = rpc::OptionalId(violations, "grant_id", request.grant_id());
  command.facts = FactsOf(violations, request.grant());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<HandOverCommand> FromProto(const v1::HandOverRequest& request) {
  error::Violations violations;
  HandOverCommand command;
  command.from = RequiredPrincipal(violations, "from", request.from());
  command.to = RequiredPrincipal(violations, "to", request.to());
  if (!command.to.empty() && command.from == command.to) {
    violations.Add("to", "SAME_PRINCIPAL", "must be another than from");
  }
  rpc::RequireAtMost(violations, "grants", request.grants_size(), int{kMaxHandedOver});
  std::set<std::string> named;
  for (int i = 0; i < request.grants_size(); ++i) {
    const std::string field = rpc::ElementOf("grants", i);
    command.grants.push_back(
        rpc::RequiredName(violations, field, request.grants(i), Grant::kNamePattern));
    if (!named.insert(request.grants(i)).second) {
      violations.Add(field, "DUPLICATE", "is named before");
    }
  }
  command.start_date = rpc::RequiredDate(violations, "start_date", request.start_date());
  command.reason =
      rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxReasonCharacters);
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListGrantsQuery> FromProto(const v1::ListGrantsRequest& request,
                                          const rpc::Call& call) {
  error::Violations violations;
  ListGrantsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.principal = OptionalPrincipal(violations, "principal", request.principal());
  if (request.has_scope()) query.bound = BoundOf(violations, "scope", request.scope());
  query.role = OptionalRole(violations, "role", request.role());
  query.in_force_on = rpc::OptionalDate(violations, "in_force_on", request.in_force_on());
  query.list.key = NarrowestKey(query);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Principal ToProto(const Record<Principal>& principal) {
  v1::Principal proto;
  rpc::SetStanding(principal, proto);
  proto.set_display_name(principal.facts.display_name);
  return proto;
}

v1::ListPrincipalsResponse ToProto(const records::Page<Principal>& page,
                                   const v1::ListPrincipalsRequest& request) {
  v1::ListPrincipalsResponse response;
  for (const auto& principal : page.records) *response.add_principals() = ToProto(principal);
  rpc::SetPage(page, request, response);
  return response;
}

v1::Grant ToProto(const Record<Grant>& grant) {
  v1::Grant proto;
  rpc::SetStanding(grant, proto);
  const Grant& facts = grant.facts;
  proto.set_principal(records::NameOf<Principal>(facts.principal));
  proto.set_role(facts.role);
  *proto.mutable_scope() = ToProto(facts.bound);
  *proto.mutable_start_date() = rpc::ToProto(facts.start_date);
  *proto.mutable_end_date() = rpc::ToProto(facts.end_date);
  proto.set_reason(facts.reason);
  proto.set_end_reason(facts.end_reason);
  proto.set_grantor(facts.grantor);
  if (!facts.predecessor.empty()) {
    proto.set_predecessor(records::NameOf<Grant>(facts.predecessor));
  }
  return proto;
}

v1::ListGrantsResponse ToProto(const records::Page<Grant>& page,
                               const v1::ListGrantsRequest& request) {
  v1::ListGrantsResponse response;
  for (const auto& grant : page.records) *response.add_grants() = ToProto(grant);
  rpc::SetPage(page, request, response);
  return response;
}

v1::HandOverResponse ToProto(const HandedOver& handed_over) {
  v1::HandOverResponse response;
  for (const auto& grant : handed_over.begun) *response.add_grants() = ToProto(grant);
  for (const auto& grant : handed_over.ended) *response.add_ended_grants() = ToProto(grant);
  return response;
}

v1::Self SelfOfOperator(const rpc::Principal& principal, const base::Date& today) {
  v1::Self self;
  self.set_principal(principal.name);
  self.set_source(v1::OPERATOR);
  for (const rpc::Grant& grant : principal.grants) {
    v1::SelfGrant* proto = self.add_grants();
    proto->set_role(grant.role);
    *proto->mutable_scope() = ToProto(grant.bound);
  }
  *self.mutable_as_of() = rpc::ToProto(today);
  return self;
}

v1::Self SelfOfRegistry(const std::string& principal, const std::vector<Grant>& in_force,
                        const base::Date& today) {
  v1::Self self;
  self.set_principal(principal);
  if (!in_force.empty()) self.set_source(v1::REGISTRY);
  for (const Grant& grant : in_force) {
    v1::SelfGrant* proto = self.add_grants();
    proto->set_role(grant.role);
    *proto->mutable_scope() = ToProto(grant.bound);
    *proto->mutable_start_date() = rpc::ToProto(grant.start_date);
    *proto->mutable_end_date() = rpc::ToProto(grant.end_date);
  }
  *self.mutable_as_of() = rpc::ToProto(today);
  return self;
}

}  // namespace cobuild::registry
