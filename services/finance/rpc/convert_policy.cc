#include "services/finance/rpc/convert_policy.h"

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/records/fields.h"
#include "common/rpc/fields.h"
#include "services/finance/domain/decide_policy.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/enums.h"
#include "services/finance/rpc/record_message.h"

namespace cobuild::finance {
namespace {

constexpr size_t kMostRuleCharacters = 500;

std::string RequiredPolicyName(error::Violations& violations, const std::string& name) {
  return rpc::RequiredIdName(violations, "name", name, "policies");
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::CreatePolicyRequest& request,
                                     const rpc::Call& call) {
  error::Violations violations;
  const v1::Policy& proto = request.policy();
  Policy policy;
  const std::string chosen = rpc::OptionalId(violations, "policy_id", request.policy_id());
  policy.display_name = rpc::RequiredText(violations, "policy.display_name", proto.display_name(),
                                          rpc::kMaxNameCharacters);
  policy.group =
      static_cast<PolicyGroup>(rpc::RequiredEnum(violations, "policy.group", proto.group()));
  policy.standard =
      rpc::RequiredText(violations, "policy.standard", proto.standard(), kMostRuleCharacters);
  policy.subsidy_rule = rpc::RequiredText(violations, "policy.subsidy_rule", proto.subsidy_rule(),
                                          kMostRuleCharacters);
  policy.origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "policy.data_origin", proto.data_origin()));
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = records::DigestOf("finance.create_policy.v1", chosen, policy);
  return ChangeOf(call, std::move(request_id), content, request.validate_only(), nullptr,
                  [chosen, policy](const RequestClaim& claim, Standing& standing) {
                    const std::string id = chosen.empty() ? IdFrom("policy", claim) : chosen;
                    return DecideCreatePolicy(id, policy, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::AdoptPolicyRequest& request, const rpc::Call& call) {
  error::Violations violations;
  AdoptPolicy adopt;
  adopt.id = RequiredPolicyName(violations, request.name());
  adopt.adopted_date = rpc::RequiredDate(violations, "adopted_date", request.adopted_date());
  adopt.document =
      rpc::RequiredText(violations, "document", request.document(), rpc::kMaxSourceCharacters);
  adopt.etag = rpc::OptionalEtag(violations, request.etag());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.adopt_policy.v1")
                                   .Add(adopt.id)
                                   .Add(base::FormatDate(adopt.adopted_date))
                                   .Add(adopt.document)
                                   .Add(adopt.etag)
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(), nullptr,
                  [adopt](const RequestClaim&, Standing& standing) {
                    return DecideAdoptPolicy(adopt, standing);
                  });
}

absl::StatusOr<Submission> FromProto(const v1::VoidPolicyRequest& request, const rpc::Call& call) {
  error::Violations violations;
  VoidPolicy withdraw;
  withdraw.id = RequiredPolicyName(violations, request.name());
  withdraw.reason =
      rpc::RequiredText(violations, "reason", request.reason(), rpc::kMaxSourceCharacters);
  withdraw.etag = rpc::OptionalEtag(violations, request.etag());
  std::string request_id = rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  const base::Digest content = base::DigestBuilder("finance.void_policy.v1")
                                   .Add(withdraw.id)
                                   .Add(withdraw.reason)
                                   .Add(withdraw.etag)
                                   .Finish();
  return ChangeOf(call, std::move(request_id), content, request.validate_only(), nullptr,
                  [withdraw](const RequestClaim&, Standing& standing) {
                    return DecideVoidPolicy(withdraw, standing);
                  });
}

absl::StatusOr<ListPoliciesQuery> FromProto(const v1::ListPoliciesRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListPoliciesQuery query;
  const v1::PolicyGroup group = rpc::OptionalEnum(violations, "group", request.group());
  if (group != v1::POLICY_GROUP_UNSPECIFIED) query.group = static_cast<PolicyGroup>(group);
  query.from = rpc::OptionalDate(violations, "from_date", request.from_date());
  query.to = rpc::OptionalDate(violations, "to_date", request.to_date());
  if (violations.empty() && query.from && query.to && *query.to < *query.from) {
    violations.Add("to_date", "BEFORE_FROM_DATE", "must not be before from_date");
  }
  COBUILD_ASSIGN_OR_RETURN(query.list,
                           ListQueryOf(std::move(violations), records::ListQuery(), call, request));
  return query;
}

v1::Policy ToProto(const records::Record<Policy>& policy) {
  const Policy& facts = policy.facts;
  v1::Policy proto;
  SetStated(policy, proto);
  proto.set_display_name(facts.display_name);
  proto.set_group(static_cast<v1::PolicyGroup>(facts.group));
  proto.set_standard(facts.standard);
  proto.set_subsidy_rule(facts.subsidy_rule);
  if (facts.adopted_date) *proto.mutable_adopted_date() = rpc::ToProto(*facts.adopted_date);
  proto.set_document(facts.document);
  proto.set_data_origin(ToProto(facts.origin));
  if (policy.position > 0) proto.set_etag(records::EtagOf(policy.position));
  proto.set_void_reason(policy.void_reason);
  return proto;
}

v1::ListPoliciesResponse ToProto(const records::Page<Policy>& page,
                                 const v1::ListPoliciesRequest& request) {
  v1::ListPoliciesResponse response;
  for (const auto& policy : page.records) *response.add_policies() = ToProto(policy);
  SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::finance
