#include "services/reconciliation/rpc/feed_source.h"

#include <variant>

#include "common/base/status_macros.h"
#include "common/feed/convert_change.h"
#include "common/records/errors.h"
#include "common/records/message_names.h"
#include "common/records/snapshot.h"
#include "services/reconciliation/app/read_changes.h"
#include "services/reconciliation/rpc/convert_reconciliation.h"

namespace cobuild::reconciliation {
namespace {

// A break as it was when it was recorded.
v1::Break ToProto(const Record<Break>& record) { return ToProto(record, record.record_time); }

void PackInto(const Record<AnyFacts>& record, google::protobuf::Any& resource) {
  std::visit([&]<class Facts>(
                 const Facts&) { resource.PackFrom(ToProto(records::Narrow<Facts>(record))); },
             record.facts);
}

}  // namespace

std::vector<std::string> FeedSource::ResourceTypes() const {
  return records::MessageNamesOf<AnyFacts>([](const auto& record) { return ToProto(record); });
}

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

}  // namespace cobuild::reconciliation
