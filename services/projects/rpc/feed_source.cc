#include "services/projects/rpc/feed_source.h"

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "common/records/errors.h"
#include "services/projects/app/read_changes.h"
#include "services/projects/rpc/convert_facts.h"

namespace cobuild::projects {

absl::StatusOr<feed::Head> FeedSource::ReadHead() { return store_.ReadHead(); }

absl::StatusOr<std::vector<feed::v1::Change>> FeedSource::List(int64_t after, int limit) {
  COBUILD_ASSIGN_OR_RETURN(const ChangedRows changed, ReadChanges(store_, after, limit));
  std::vector<feed::v1::Change> changes;
  changes.reserve(changed.changes.size());
  auto record = changed.rows.records.begin();
  for (const feed::Change& change : changed.changes) {
    if (record == changed.rows.records.end() || record->position != change.position) {
      return records::RowsMissing(change.position - 1);
    }
    changes.push_back(feed::ToProto(change));
    PackInto(*record++, *changes.back().mutable_resource());
  }
  return changes;
}

void FeedSource::WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) {
  live_.WaitBeyond(after, deadline);
}

}  // namespace cobuild::projects
