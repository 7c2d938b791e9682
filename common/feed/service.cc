#include "common/feed/service.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/feed/checked_reads.h"
#include "common/feed/list_snapshot.h"
#include "common/feed/methods.h"
#include "common/feed/watch.h"
#include "common/rpc/page.h"

namespace cobuild::feed {
namespace {

absl::StatusOr<v1::ListChangesResponse> ListChanges(Source& source, const rpc::Call& call,
                                                    const v1::ListChangesRequest& request) {
  error::Violations violations;
  CheckAfter(violations, request.after_position());
  const Wanted wanted{
      .types = TypeFilter(violations, request.resource_types(), source.ResourceTypes()),
      .reach = call.reach()};
  const int size = rpc::PageSize(violations, request.page_size());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());

  int64_t through = request.after_position();
  COBUILD_ASSIGN_OR_RETURN(const int64_t head, HeadFrom(source, through));
  const int64_t last_looked_at = std::min(head, through + kLookedAtMost);
  v1::ListChangesResponse response;
  Room room(size);
  bool full = false;
  while (through < last_looked_at && !full) {
    const int at_once = wanted.everything() ? size : kMostAtOnce;
    COBUILD_ASSIGN_OR_RETURN(Changes changes, ListSome(source, through, at_once, wanted.reach));
    const int64_t last = changes.back().position();
    const auto next =
        MoveAdmitted(wanted, changes.begin(), changes.end(), room, *response.mutable_changes());
    through = next == changes.end() ? last : next->position() - 1;
    full = next != changes.end() || room.full();
  }
  // What was committed between the two reads is on the page too.
  response.set_head_position(std::max(head, through));
  response.set_through_position(through);
  return response;
}

absl::Status WatchChanges(Source& source, rpc::Call& call, const v1::WatchChangesRequest& request,
                          rpc::StreamWriter<v1::WatchChangesResponse>& writer) {
  error::Violations violations;
  CheckAfter(violations, request.after_position());
  Wanted wanted{.types = TypeFilter(violations, request.resource_types(), source.ResourceTypes()),
                .reach = call.reach()};
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return Watch(source, call, writer, request.after_position(), std::move(wanted)).Run();
}

}  // namespace

void RegisterFeedService(rpc::Router& router, Source& source) {
  router.Unary<v1::ListChangesRequest, v1::ListChangesResponse>(
      kListChanges, [&source](rpc::Call& call, const v1::ListChangesRequest& request) {
        return ListChanges(source, call, request);
      });
  router.ServerStream<v1::WatchChangesRequest, v1::WatchChangesResponse>(
      kWatchChanges, [&source](rpc::Call& call, const v1::WatchChangesRequest& request,
                               rpc::StreamWriter<v1::WatchChangesResponse>& writer) {
        return WatchChanges(source, call, request, writer);
      });
  router.Unary<v1::ListSnapshotRequest, v1::ListSnapshotResponse>(
      kListSnapshot, [&source](rpc::Call& call, const v1::ListSnapshotRequest& request) {
        return ListSnapshot(source, call.reach(), request);
      });
}

}  // namespace cobuild::feed
