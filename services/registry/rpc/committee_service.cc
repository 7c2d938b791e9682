#include "services/registry/rpc/committee_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_election.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Election> HandleRecordElection(LiveRegistry& live, rpc::Call& call,
                                                  const v1::RecordElectionRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const Election facts, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Election> election,
                           RecordElection(live, ChangeOf(call, request), facts));
  return ToProto(election);
}

absl::StatusOr<v1::Election> HandleCorrectElection(LiveRegistry& live, rpc::Call& call,
                                                   const v1::CorrectElectionRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CorrectElectionCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Election> election,
                           CorrectElection(live, ChangeOf(call, request), command));
  return ToProto(election);
}

absl::StatusOr<v1::Election> HandleGetElection(LiveRegistry& live, rpc::Call& call,
                                               const v1::GetElectionRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Election>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Election> election, GetElection(live, query));
  return ToProto(election);
}

absl::StatusOr<v1::ListElectionsResponse> HandleListElections(
    LiveRegistry& live, rpc::Call& call, const v1::ListElectionsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListElectionsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Election> page, ListElections(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::SummarizeElectionsResponse> HandleSummarizeElections(
    LiveRegistry& live, rpc::Call& call, const v1::SummarizeElectionsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const SummarizeElectionsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const ElectionSummary summary, SummarizeElections(live, query));
  return ToProto(summary);
}

}  // namespace

void RegisterCommitteeService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::RecordElectionRequest, v1::Election>(kRecordElection,
                                                        with(HandleRecordElection));
  router.Unary<v1::CorrectElectionRequest, v1::Election>(kCorrectElection,
                                                         with(HandleCorrectElection));
  router.Unary<v1::GetElectionRequest, v1::Election>(kGetElection, with(HandleGetElection));
  router.Unary<v1::ListElectionsRequest, v1::ListElectionsResponse>(kListElections,
                                                                    with(HandleListElections));
  router.Unary<v1::SummarizeElectionsRequest, v1::SummarizeElectionsResponse>(
      kSummarizeElections, with(HandleSummarizeElections));
}

}  // namespace cobuild::registry
