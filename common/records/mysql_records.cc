#include "common/records/mysql_records.h"

namespace cobuild::records {
namespace {

constexpr std::string_view kInsert = R"(
    INSERT INTO records (position, kind, id, body, void_reason)
    VALUES)";

constexpr std::string_view kReadByFeed = R"(
    SELECT r.position, r.kind, r.id, r.body, r.void_reason, c.record_time, c.actor
      FROM records r
      JOIN feed_changes c ON c.position = r.position
     WHERE r.position > ? AND r.position <= ?
     ORDER BY r.position LIMIT ?)";

constexpr std::string_view kReadByJournal = R"(
    SELECT r.position, r.kind, r.id, r.body, r.void_reason, j.journal_time, j.actor
      FROM records r
      JOIN journal j ON j.position = r.position
     WHERE r.position > ? AND r.position <= ?
     ORDER BY r.position LIMIT ?)";

}  // namespace

absl::Status InsertStored(mysql::Session& session, const std::vector<StoredRecord>& records) {
  if (records.empty()) return absl::OkStatus();
  std::vector<mysql::Params> rows;
  rows.reserve(records.size());
  for (const StoredRecord& record : records) {
    rows.push_back({record.position, record.kind, record.id, record.body, record.void_reason});
  }
  return session.InsertRows(kInsert, rows).status();
}

absl::StatusOr<std::vector<StoredRecord>> ReadStored(mysql::Session& session, int64_t after,
                                                     int64_t upto, StampedBy stamped_by,
                                                     int limit) {
  const std::string_view read = stamped_by == StampedBy::kJournal ? kReadByJournal : kReadByFeed;
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(read, {after, upto, limit}));
  std::vector<StoredRecord> records;
  records.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    records.push_back({row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Int64(0),
                       row.Time(5), row.Text(6)});
  }
  return records;
}

}  // namespace cobuild::records
