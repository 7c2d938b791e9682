#include "common/feed/mysql_trail.h"

#include "common/base/status_macros.h"
#include "common/mysql/session.h"

namespace cobuild::feed {
namespace {

constexpr char kReadTrailHead[] = "SELECT position, chain_digest FROM feed_head WHERE id = 1";

constexpr char kReadTrail[] =
    "SELECT position, record_time, actor, peer, method, resource_name, request_id, "
    "command_digest, chain_digest FROM feed_changes WHERE position > ? ORDER BY position LIMIT ?";

audit::Record RecordOf(const mysql::Row& row) {
  audit::Record record;
  record.number = row.Int64(0);
  record.record_time = row.Time(1);
  record.actor = row.Text(2);
  record.peer = row.Text(3);
  record.method = row.Text(4);
  record.resource_name = row.Text(5);
  record.request_id = row.Text(6);
  record.command_digest = base::DigestFromBytes(row.Text(7));
  record.chain_digest = base::DigestFromBytes(row.Text(8));
  return record;
}

}  // namespace

absl::StatusOr<base::ChainEnd> MysqlTrail::ReadHead() {
  return database_.Read([](mysql::Session& session) -> absl::StatusOr<base::ChainEnd> {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kReadTrailHead));
    if (rows.size() != 1) return absl::InternalError("feed_head is not one row");
    return base::ChainEnd{rows[0].Int64(0), base::DigestFromBytes(rows[0].Text(1))};
  });
}

absl::StatusOr<std::vector<audit::Record>> MysqlTrail::Read(int64_t after, int limit) {
  return database_.Read([&](mysql::Session& session) -> absl::StatusOr<std::vector<audit::Record>> {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kReadTrail, {after, limit}));
    std::vector<audit::Record> records;
    records.reserve(rows.size());
    for (const mysql::Row& row : rows) records.push_back(RecordOf(row));
    return records;
  });
}

}  // namespace cobuild::feed
