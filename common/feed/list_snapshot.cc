#include "common/feed/list_snapshot.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "common/base/status_macros.h"
#include "common/feed/checked_reads.h"
#include "common/rpc/page.h"

namespace cobuild::feed {
namespace {

// Where a page starts. As a page's key: "120/45".
struct Cursor {
  int64_t position = 0;  // of the snapshot
  int64_t through = 0;   // everything up to it was on pages before
};

std::string KeyOf(const Cursor& cursor) {
  return std::to_string(cursor.position) + "/" + std::to_string(cursor.through);
}

std::optional<Cursor> CursorOf(const std::string& key) {
  const std::vector<std::string> parts = absl::StrSplit(key, '/');
  Cursor cursor;
  const bool read = parts.size() == 2 && absl::SimpleAtoi(parts[0], &cursor.position) &&
                    absl::SimpleAtoi(parts[1], &cursor.through);
  if (!read || cursor.through < 0 || cursor.through > cursor.position) return std::nullopt;
  return cursor;
}

// Puts resources on the page until it is full, enough was looked at, or nothing is left. How far it
// came.
absl::StatusOr<int64_t> Fill(Source& source, const Cursor& cursor, const Wanted& wanted, int size,
                             v1::ListSnapshotResponse& page) {
  Room room(size);
  const int64_t at_once = wanted.everything() ? size : kMostAtOnce;
  const int64_t last = std::min(cursor.position, cursor.through + kLookedAtMost);
  int64_t through = cursor.through;
  while (through < last && !room.full()) {
    const int64_t upto = std::min(last, through + at_once);
    COBUILD_ASSIGN_OR_RETURN(std::vector<v1::SnapshotResource> standing,
                             source.ListStanding(through, upto, cursor.position, wanted.reach));
    for (v1::SnapshotResource& resource : standing) {
      if (!wanted.types.Admits(resource.resource())) continue;
      if (!room.Take(resource.ByteSizeLong())) return resource.position() - 1;
      *page.add_resources() = std::move(resource);
    }
    through = upto;
  }
  return through;
}

}  // namespace

absl::StatusOr<v1::ListSnapshotResponse> ListSnapshot(Source& source, const scope::Reach& reach,
                                                      const v1::ListSnapshotRequest& request) {
  error::Violations violations;
  const Wanted wanted{
      .types = TypeFilter(violations, request.resource_types(), source.ResourceTypes()),
      .reach = reach};
  const rpc::Page asked = rpc::PageOf(violations, request);
  std::optional<Cursor> cursor = asked.after.empty() ? Cursor{} : CursorOf(asked.after);
  if (!cursor) {
    violations.Add("page_token", "PAGE_TOKEN_INVALID", "must come from the response before");
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());

  COBUILD_ASSIGN_OR_RETURN(const int64_t head, HeadFrom(source, cursor->position));
  if (asked.after.empty()) cursor->position = head;
  v1::ListSnapshotResponse page;
  page.set_position(cursor->position);
  page.set_bounded(!reach.everything());
  COBUILD_ASSIGN_OR_RETURN(cursor->through, Fill(source, *cursor, wanted, asked.size, page));
  if (cursor->through < cursor->position) {
    page.set_next_page_token(rpc::NextPageToken(request, KeyOf(*cursor)));
  }
  return page;
}

}  // namespace cobuild::feed
