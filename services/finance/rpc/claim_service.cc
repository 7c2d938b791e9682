#include "services/finance/rpc/claim_service.h"

#include <functional>
#include <utility>

#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/release.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/finance/app/read_records.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_claim.h"
#include "services/finance/rpc/methods.h"

namespace cobuild::finance {
namespace {

using rpc::Call;
using rpc::Reply;

template <class Req>
void ChangeRelease(Intake& intake, Call& call, const Req& request, Reply<v1::Release> reply) {
  SubmitRecord<Release>(intake, call, FromProto(request, call), std::move(reply));
}

template <class Req>
void ChangeClaim(Intake& intake, Call& call, const Req& request, Reply<v1::Claim> reply) {
  SubmitRecord<Claim>(intake, call, FromProto(request, call), std::move(reply));
}

absl::StatusOr<v1::Release> GetOneRelease(const LiveRecords& records, Call& call,
                                          const v1::GetReleaseRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Release>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const auto release, GetRelease(records, query));
  return ToProto(release);
}

absl::StatusOr<v1::Claim> HandleGetClaim(const LiveRecords& records, Call& call,
                                         const v1::GetClaimRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Claim>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const auto claim, GetClaim(records, query));
  return ToProto(claim);
}

absl::StatusOr<v1::ListReleasesResponse> ListOfReleases(const LiveRecords& records, Call& call,
                                                        const v1::ListReleasesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListReleases(records, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::ListClaimsResponse> HandleListClaims(const LiveRecords& records, Call& call,
                                                        const v1::ListClaimsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListClaimsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListClaims(records, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterReleaseService(rpc::Router& router, Intake& intake, const LiveRecords& records) {
  const auto post = [&](auto handler) { return std::bind_front(handler, std::ref(intake)); };
  router.UnaryAsync<v1::AuthorizeReleaseRequest, v1::Release>(
      kAuthorizeRelease, post(ChangeRelease<v1::AuthorizeReleaseRequest>));
  router.UnaryAsync<v1::RevokeReleaseRequest, v1::Release>(
      kRevokeRelease, post(ChangeRelease<v1::RevokeReleaseRequest>));
  router.Unary<v1::GetReleaseRequest, v1::Release>(
      kGetRelease, std::bind_front(GetOneRelease, std::cref(records)));
  router.Unary<v1::ListReleasesRequest, v1::ListReleasesResponse>(
      kListReleases, std::bind_front(ListOfReleases, std::cref(records)));
}

void RegisterClaimService(rpc::Router& router, Intake& intake, const LiveRecords& records) {
  const auto change = [&]<class Req>(const rpc::Method& method, const Req&) {
    router.UnaryAsync<Req, v1::Claim>(method, std::bind_front(ChangeClaim<Req>, std::ref(intake)));
  };
  change(kCreateClaim, v1::CreateClaimRequest());
  change(kApproveClaim, v1::ApproveClaimRequest());
  change(kRefuseClaim, v1::RefuseClaimRequest());
  change(kPayClaim, v1::PayClaimRequest());
  change(kConfirmPayment, v1::ConfirmPaymentRequest());
  change(kReturnPayment, v1::ReturnPaymentRequest());
  change(kRefundClaim, v1::RefundClaimRequest());
  router.Unary<v1::GetClaimRequest, v1::Claim>(kGetClaim,
                                               std::bind_front(HandleGetClaim, std::cref(records)));
  router.Unary<v1::ListClaimsRequest, v1::ListClaimsResponse>(
      kListClaims, std::bind_front(HandleListClaims, std::cref(records)));
}

}  // namespace cobuild::finance
