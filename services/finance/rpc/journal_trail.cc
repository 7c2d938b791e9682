#include "services/finance/rpc/journal_trail.h"

#include "common/base/status_macros.h"
#include "services/finance/rpc/feed_source.h"

namespace cobuild::finance {
namespace {

audit::Record RecordOf(const Entry& entry) {
  audit::Record record;
  record.number = entry.stamp.position;
  record.record_time = entry.stamp.time;
  record.actor = entry.stamp.actor;
  record.peer = entry.peer;
  record.resource_name = ChangeOf(entry).resource_name();
  record.request_id = entry.request_id;
  record.content_digest = DigestOf(entry.content);
  record.chain_digest = entry.chain_digest;
  return record;
}

}  // namespace

absl::StatusOr<base::ChainEnd> JournalTrail::ReadHead() {
  COBUILD_ASSIGN_OR_RETURN(const Head head, reader_.ReadHead());
  return base::ChainEnd{head.position, head.digest};
}

absl::StatusOr<std::vector<audit::Record>> JournalTrail::Read(int64_t after, int limit) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Entry> entries, reader_.ListEntries(after, limit));
  std::vector<audit::Record> records;
  records.reserve(entries.size());
  for (const Entry& entry : entries) records.push_back(RecordOf(entry));
  return records;
}

}  // namespace cobuild::finance
