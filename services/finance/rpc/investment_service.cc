#include "services/finance/rpc/investment_service.h"

#include <functional>
#include <utility>

#include "cobuild/finance/v1/investment.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/finance/app/read_investments.h"
#include "services/finance/rpc/change_records.h"
#include "services/finance/rpc/convert_investment.h"
#include "services/finance/rpc/convert_verification.h"
#include "services/finance/rpc/methods.h"

namespace cobuild::finance {
namespace {

using rpc::Call;
using rpc::Reply;

template <class Req>
void ChangeInvestment(Intake& intake, Call& call, const Req& request, Reply<v1::Investment> reply) {
  SubmitRecord<Investment>(intake, call, FromProto(request, call), std::move(reply));
}

absl::StatusOr<v1::Investment> HandleGetInvestment(const LiveRecords& records, Call& call,
                                                   const v1::GetInvestmentRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query,
                           rpc::GetQueryOf<Investment>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const auto investment, GetInvestment(records, query));
  COBUILD_ASSIGN_OR_RETURN(const int64_t position, records.Read([&](const RecordState& state) {
    return state.PositionOf(query.known_at);
  }));
  v1::Investment response = ToProto(investment);
  SetVerificationState(records, position, response);
  return response;
}

absl::StatusOr<v1::ListInvestmentsResponse> HandleListInvestments(
    const LiveRecords& records, Call& call, const v1::ListInvestmentsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListInvestmentsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListInvestments(records, query));
  v1::ListInvestmentsResponse response = ToProto(page, request);
  for (v1::Investment& investment : *response.mutable_investments()) {
    SetVerificationState(records, page.position, investment);
  }
  return response;
}

absl::StatusOr<v1::SummarizeInvestmentsResponse> HandleSummarizeInvestments(
    const LiveRecords& records, Call& call, const v1::SummarizeInvestmentsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const InvestmentSummaryQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const InvestmentSummary summary, SummarizeInvestments(records, query));
  return ToProto(summary, query.as_of);
}

absl::StatusOr<v1::ListInvestmentLinesResponse> HandleListInvestmentLines(
    const LiveRecords& records, Reader& reader, Call& call,
    const v1::ListInvestmentLinesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListInvestmentLinesFields fields, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(
      const InvestmentLinePage page,
      ListInvestmentLines(records, reader, fields.query, fields.after, fields.size));
  return ToProto(page, request);
}

}  // namespace

void RegisterInvestmentService(rpc::Router& router, Intake& intake, const LiveRecords& records,
                               Reader& reader) {
  const auto post = [&](auto handler) { return std::bind_front(handler, std::ref(intake)); };
  const auto read = [&](auto handler) { return std::bind_front(handler, std::cref(records)); };
  router.UnaryAsync<v1::RecordInvestmentRequest, v1::Investment>(
      kRecordInvestment, post(ChangeInvestment<v1::RecordInvestmentRequest>));
  router.UnaryAsync<v1::CorrectInvestmentRequest, v1::Investment>(
      kCorrectInvestment, post(ChangeInvestment<v1::CorrectInvestmentRequest>));
  router.Unary<v1::GetInvestmentRequest, v1::Investment>(kGetInvestment, read(HandleGetInvestment));
  router.Unary<v1::ListInvestmentsRequest, v1::ListInvestmentsResponse>(
      kListInvestments, read(HandleListInvestments));
  router.Unary<v1::SummarizeInvestmentsRequest, v1::SummarizeInvestmentsResponse>(
      kSummarizeInvestments, read(HandleSummarizeInvestments));
  router.Unary<v1::ListInvestmentLinesRequest, v1::ListInvestmentLinesResponse>(
      kListInvestmentLines,
      std::bind_front(HandleListInvestmentLines, std::cref(records), std::ref(reader)));
}

}  // namespace cobuild::finance
