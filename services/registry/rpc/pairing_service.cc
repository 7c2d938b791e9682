#include "services/registry/rpc/pairing_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_pairing.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Pairing> HandleCreatePairing(LiveRegistry& live, rpc::Call& call,
                                                const v1::CreatePairingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreatePairingCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Pairing> pairing,
                           CreatePairing(live, ChangeOf(call, request), command));
  return ToProto(pairing);
}

absl::StatusOr<v1::Pairing> HandleEndPairing(LiveRegistry& live, rpc::Call& call,
                                             const v1::EndPairingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const EndPairingCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Pairing> pairing,
                           EndPairing(live, ChangeOf(call, request), command));
  return ToProto(pairing);
}

absl::StatusOr<v1::Pairing> HandleGetPairing(LiveRegistry& live, rpc::Call& call,
                                             const v1::GetPairingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Pairing>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Pairing> pairing, GetPairing(live, query));
  return ToProto(pairing);
}

absl::StatusOr<v1::ListPairingsResponse> HandleListPairings(
    LiveRegistry& live, rpc::Call& call, const v1::ListPairingsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListPairingsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Pairing> page, ListPairings(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Pairing> HandleVoidPairing(LiveRegistry& live, rpc::Call& call,
                                              const v1::VoidPairingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<Pairing>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Pairing> pairing,
                           VoidPairing(live, ChangeOf(call, request), command));
  return ToProto(pairing);
}

}  // namespace

void RegisterPairingService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::CreatePairingRequest, v1::Pairing>(kCreatePairing, with(HandleCreatePairing));
  router.Unary<v1::EndPairingRequest, v1::Pairing>(kEndPairing, with(HandleEndPairing));
  router.Unary<v1::GetPairingRequest, v1::Pairing>(kGetPairing, with(HandleGetPairing));
  router.Unary<v1::ListPairingsRequest, v1::ListPairingsResponse>(kListPairings,
                                                                  with(HandleListPairings));
  router.Unary<v1::VoidPairingRequest, v1::Pairing>(kVoidPairing, with(HandleVoidPairing));
}

}  // namespace cobuild::registry
