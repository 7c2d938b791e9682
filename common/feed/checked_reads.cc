#include "common/feed/checked_reads.h"

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/feed/sequence.h"

namespace cobuild::feed {
namespace {

absl::Status PositionAheadOfHead(int64_t after, int64_t head) {
  return error::Make(
      absl::StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD",
      "position " + std::to_string(after) + " is beyond the head, " + std::to_string(head),
      {{"after_position", std::to_string(after)}, {"head_position", std::to_string(head)}});
}

}  // namespace

void CheckAfter(error::Violations& violations, int64_t after) {
  if (after < 0) violations.Add("after_position", "OUT_OF_RANGE", "must not be negative");
}

absl::StatusOr<int64_t> HeadFrom(Source& source, int64_t after) {
  COBUILD_ASSIGN_OR_RETURN(const Head head, source.ReadHead());
  if (after > head.position) return PositionAheadOfHead(after, head.position);
  return head.position;
}

absl::StatusOr<Changes> ListSome(Source& source, int64_t after, int limit,
                                 const scope::Reach& reach) {
  COBUILD_ASSIGN_OR_RETURN(Changes changes, source.List(after, limit, reach));
  if (changes.empty()) return FeedGap(after + 1);
  COBUILD_RETURN_IF_ERROR(CheckContiguous(after, changes));
  return changes;
}

Changes::iterator MoveAdmitted(const Wanted& wanted, Changes::iterator next, Changes::iterator end,
                               Room& room,
                               google::protobuf::RepeatedPtrField<v1::Change>& admitted) {
  for (; next != end; ++next) {
    if (!wanted.Admits(*next)) continue;
    if (!room.Take(next->ByteSizeLong())) break;
    *admitted.Add() = std::move(*next);
  }
  return next;
}

}  // namespace cobuild::feed
