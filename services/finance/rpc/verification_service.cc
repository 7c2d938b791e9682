#include "services/finance/rpc/verification_service.h"

#include <functional>
#include <utility>
#include <variant>

#include "cobuild/finance/v1/verification.pb.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/finance/app/read_verifications.h"
#include "services/finance/rpc/convert_verification.h"
#include "services/finance/rpc/methods.h"
#include "services/finance/rpc/submit.h"

namespace cobuild::finance {
namespace {

using rpc::Call;
using rpc::Reply;

// The verifications in order, or why the first fact that must be refused is.
template <class Resp>
absl::StatusOr<Resp> ResponseOf(const Results& results) {
  Resp response;
  absl::Status refusal;
  for (const absl::StatusOr<Outcome>& result : results) {
    if (!result.ok()) {
      refusal = result.status();
      if (error::ReasonOf(refusal) != "LINKED_TRANSFER_REFUSED") return refusal;
      continue;
    }
    *response.add_verifications() =
        ToProto(records::Narrow<Verification>(std::get<AnyRecord>(*result)));
  }
  if (!refusal.ok()) return refusal;
  return response;
}

template <class Req, class Resp>
void Check(Intake& intake, Call& call, const Req& request, Reply<Resp> reply) {
  Submit(intake, call, FromProto(request, call), std::move(reply),
         [](const Results& results) { return ResponseOf<Resp>(results); });
}

absl::StatusOr<v1::ListVerificationsResponse> HandleListVerifications(
    const LiveRecords& records, Call& call, const v1::ListVerificationsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListVerificationsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const auto page, ListVerifications(records, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterVerificationService(rpc::Router& router, Intake& intake, const LiveRecords& records) {
  router.UnaryAsync<v1::VerifyFactsRequest, v1::VerifyFactsResponse>(
      kVerifyFacts,
      std::bind_front(Check<v1::VerifyFactsRequest, v1::VerifyFactsResponse>, std::ref(intake)));
  router.UnaryAsync<v1::AcceptFactsRequest, v1::AcceptFactsResponse>(
      kAcceptFacts,
      std::bind_front(Check<v1::AcceptFactsRequest, v1::AcceptFactsResponse>, std::ref(intake)));
  router.Unary<v1::ListVerificationsRequest, v1::ListVerificationsResponse>(
      kListVerifications, std::bind_front(HandleListVerifications, std::cref(records)));
}

}  // namespace cobuild::finance
