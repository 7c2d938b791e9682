#include "services/registry/rpc/feed_source.h"

#include <map>

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "common/records/errors.h"
#include "services/registry/app/read_changes.h"
#include "services/registry/rpc/convert_division.h"
#include "services/registry/rpc/convert_facts.h"
#include "services/registry/rpc/convert_village.h"

namespace cobuild::registry {
namespace {

using Resources = std::map<int64_t, google::protobuf::Any>;  // by position

template <class Row>
void PackAll(const std::vector<Row>& rows, Resources& resources) {
  for (const Row& row : rows) resources[row.position].PackFrom(ToProto(row));
}

}  // namespace

absl::StatusOr<feed::Head> FeedSource::ReadHead() { return store_.ReadHead(); }

absl::StatusOr<std::vector<feed::v1::Change>> FeedSource::List(int64_t after, int limit) {
  COBUILD_ASSIGN_OR_RETURN(const ChangedRows changed, ReadChanges(store_, after, limit));
  Resources resources;
  PackAll(changed.rows.divisions, resources);
  PackAll(changed.rows.episodes, resources);
  for (const Record<AnyFacts>& record : changed.rows.records) {
    PackInto(record, resources[record.position]);
  }
  std::vector<feed::v1::Change> changes;
  changes.reserve(changed.changes.size());
  for (const feed::Change& change : changed.changes) {
    const auto resource = resources.find(change.position);
    if (resource == resources.end()) return records::RowsMissing(change.position - 1);
    changes.push_back(feed::ToProto(change));
    *changes.back().mutable_resource() = std::move(resource->second);
  }
  return changes;
}

void FeedSource::WaitForChange(int64_t after, std::chrono::steady_clock::time_point deadline) {
  live_.WaitBeyond(after, deadline);
}

}  // namespace cobuild::registry
