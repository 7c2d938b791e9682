#include "services/finance/rpc/fund_service.h"

#include <functional>
#include <utility>

#include "cobuild/finance/v1/fund.pb.h"
#include "common/base/status_macros.h"
#include "services/finance/app/read_records.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_fund.h"
#include "services/finance/rpc/methods.h"

namespace cobuild::finance {
namespace {

using rpc::Call;
using rpc::Reply;

template <class Req>
void ChangeFund(Intake& intake, Call& call, const Req& request, Reply<v1::Fund> reply) {
  SubmitRecord<Fund>(intake, call, FromProto(request, call), std::move(reply));
}

template <class Req>
void MoveMoney(Intake& intake, Call& call, const Req& request, Reply<v1::FundMovement> reply) {
  SubmitRecord<FundMovement>(intake, call, FromProto(request, call), std::move(reply));
}

absl::StatusOr<v1::Fund> HandleGetFund(const LiveRecords& records, Call& call,
                                       const v1::GetFundRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto fund, GetFund(records, query));
  return ToProto(fund);
}

absl::StatusOr<v1::ListFundsResponse> HandleListFunds(const LiveRecords& records, Call& call,
                                                      const v1::ListFundsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListFunds(records, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::ListFundMovementsResponse> HandleListFundMovements(
    const LiveRecords& records, Call& call, const v1::ListFundMovementsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListFundMovementsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListFundMovements(records, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::FundPosition> HandleGetFundPosition(const LiveRecords& records, Call& call,
                                                       const v1::GetFundPositionRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const FundPosition position, GetFundPosition(records, query));
  return ToProto(position);
}

}  // namespace

void RegisterFundService(rpc::Router& router, Intake& intake, const LiveRecords& records) {
  const auto post = [&](auto handler) { return std::bind_front(handler, std::ref(intake)); };
  const auto read = [&](auto handler) { return std::bind_front(handler, std::cref(records)); };
  const auto move = [&]<class Req>(const rpc::Method& method, const Req&) {
    router.UnaryAsync<Req, v1::FundMovement>(method, post(MoveMoney<Req>));
  };
  router.UnaryAsync<v1::CreateFundRequest, v1::Fund>(kCreateFund,
                                                     post(ChangeFund<v1::CreateFundRequest>));
  router.Unary<v1::GetFundRequest, v1::Fund>(kGetFund, read(HandleGetFund));
  router.Unary<v1::ListFundsRequest, v1::ListFundsResponse>(kListFunds, read(HandleListFunds));
  router.UnaryAsync<v1::UpdateFundRequest, v1::Fund>(kUpdateFund,
                                                     post(ChangeFund<v1::UpdateFundRequest>));
  router.UnaryAsync<v1::CloseFiscalYearRequest, v1::Fund>(
      kCloseFiscalYear, post(ChangeFund<v1::CloseFiscalYearRequest>));
  move(kPlan, v1::PlanRequest());
  move(kAppropriate, v1::AppropriateRequest());
  move(kAdjustAppropriation, v1::AdjustAppropriationRequest());
  move(kAllocate, v1::AllocateRequest());
  move(kReallocate, v1::ReallocateRequest());
  move(kCommit, v1::CommitRequest());
  move(kReleaseCommitment, v1::ReleaseCommitmentRequest());
  move(kCarryOver, v1::CarryOverRequest());
  router.Unary<v1::ListFundMovementsRequest, v1::ListFundMovementsResponse>(
      kListFundMovements, read(HandleListFundMovements));
  router.Unary<v1::GetFundPositionRequest, v1::FundPosition>(kGetFundPosition,
                                                             read(HandleGetFundPosition));
}

}  // namespace cobuild::finance
