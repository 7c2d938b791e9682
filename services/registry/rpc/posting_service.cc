#include "services/registry/rpc/posting_service.h"

#include <functional>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/registry/rpc/convert_posting.h"
#include "services/registry/rpc/convert_request.h"
#include "services/registry/rpc/methods.h"

namespace cobuild::registry {
namespace {

absl::StatusOr<v1::Posting> HandleAssignPosting(LiveRegistry& live, rpc::Call& call,
                                                const v1::AssignPostingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const AssignPostingCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Posting> posting,
                           AssignPosting(live, ChangeOf(call, request), command));
  return ToProto(posting);
}

absl::StatusOr<v1::Posting> HandleEndPosting(LiveRegistry& live, rpc::Call& call,
                                             const v1::EndPostingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const EndPostingCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Posting> posting,
                           EndPosting(live, ChangeOf(call, request), command));
  return ToProto(posting);
}

absl::StatusOr<v1::Posting> HandleGetPosting(LiveRegistry& live, rpc::Call& call,
                                             const v1::GetPostingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Posting>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Posting> posting, GetPosting(live, query));
  return ToProto(posting);
}

absl::StatusOr<v1::ListPostingsResponse> HandleListPostings(
    LiveRegistry& live, rpc::Call& call, const v1::ListPostingsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListPostingsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Posting> page, ListPostings(live, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::Posting> HandleVoidPosting(LiveRegistry& live, rpc::Call& call,
                                              const v1::VoidPostingRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::VoidCommand command,
                           rpc::VoidCommandOf<Posting>(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Posting> posting,
                           VoidPosting(live, ChangeOf(call, request), command));
  return ToProto(posting);
}

}  // namespace

void RegisterPostingService(rpc::Router& router, LiveRegistry& live) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  router.Unary<v1::AssignPostingRequest, v1::Posting>(kAssignPosting, with(HandleAssignPosting));
  router.Unary<v1::EndPostingRequest, v1::Posting>(kEndPosting, with(HandleEndPosting));
  router.Unary<v1::GetPostingRequest, v1::Posting>(kGetPosting, with(HandleGetPosting));
  router.Unary<v1::ListPostingsRequest, v1::ListPostingsResponse>(kListPostings,
                                                                  with(HandleListPostings));
  router.Unary<v1::VoidPostingRequest, v1::Posting>(kVoidPosting, with(HandleVoidPosting));
}

}  // namespace cobuild::registry
