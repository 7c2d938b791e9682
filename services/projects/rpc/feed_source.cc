#include "services/projects/rpc/feed_source.h"

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "common/records/errors.h"
#include "common/records/snapshot.h"
#include "services/projects/app/read_changes.h"
#include "services/projects/rpc/convert_facts.h"

namespace cobuild::projects {

std::vector<std::string> FeedSource::ResourceTypes() const { return ResourceTypesOfRecords(); }

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

absl::StatusOr<std::vector<feed::v1::SnapshotResource>> FeedSource::ListStanding(int64_t after,
                                                                                 int64_t upto,
                                                                                 int64_t position) {
  COBUILD_ASSIGN_OR_RETURN(const Rows rows,
                           records::ReadStanding(live_, store_, after, upto, position));
  std::vector<feed::v1::SnapshotResource> standing;
  standing.reserve(rows.records.size());
  for (const Record<AnyFacts>& record : rows.records) {
    standing.push_back(feed::SnapshotResourceAt(record.position, records::NameOf(record)));
    PackInto(record, *standing.back().mutable_resource());
  }
  return standing;
}

void FeedSource::WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) {
  live_.WaitBeyond(after, deadline);
}

}  // namespace cobuild::projects
