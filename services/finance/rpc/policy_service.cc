#include "services/finance/rpc/policy_service.h"

#include <functional>
#include <utility>

#include "cobuild/finance/v1/policy.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/finance/app/read_policies.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_policy.h"
#include "services/finance/rpc/methods.h"

namespace cobuild::finance {
namespace {

using rpc::Call;
using rpc::Reply;

template <class Req>
void ChangePolicy(Intake& intake, Call& call, const Req& request, Reply<v1::Policy> reply) {
  SubmitRecord<Policy>(intake, call, FromProto(request, call), std::move(reply));
}

absl::StatusOr<v1::Policy> HandleGetPolicy(const LiveRecords& records, Call& call,
                                           const v1::GetPolicyRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Policy>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const auto policy, GetPolicy(records, query));
  return ToProto(policy);
}

absl::StatusOr<v1::ListPoliciesResponse> HandleListPolicies(
    const LiveRecords& records, Call& call, const v1::ListPoliciesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListPoliciesQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListPolicies(records, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterPolicyService(rpc::Router& router, Intake& intake, const LiveRecords& records) {
  const auto change = [&]<class Req>(const rpc::Method& method, const Req&) {
    router.UnaryAsync<Req, v1::Policy>(method,
                                       std::bind_front(ChangePolicy<Req>, std::ref(intake)));
  };
  change(kCreatePolicy, v1::CreatePolicyRequest());
  change(kAdoptPolicy, v1::AdoptPolicyRequest());
  change(kVoidPolicy, v1::VoidPolicyRequest());
  router.Unary<v1::GetPolicyRequest, v1::Policy>(
      kGetPolicy, std::bind_front(HandleGetPolicy, std::cref(records)));
  router.Unary<v1::ListPoliciesRequest, v1::ListPoliciesResponse>(
      kListPolicies, std::bind_front(HandleListPolicies, std::cref(records)));
}

}  // namespace cobuild::finance
