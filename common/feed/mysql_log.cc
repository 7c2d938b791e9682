#include "common/feed/mysql_log.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/feed/audit_record.h"
#include "common/mysql/session.h"

namespace cobuild::feed {
namespace {

constexpr char kReadHead[] = "SELECT position, record_time FROM feed_head WHERE id = 1";

constexpr char kLockHead[] =
    "SELECT position, record_time, chain_digest FROM feed_head WHERE id = 1 FOR UPDATE";

constexpr char kMoveHead[] =
    "UPDATE feed_head SET position = ?, record_time = ?, chain_digest = ? "
    "WHERE id = 1 AND position = ?";

constexpr char kInsertChanges[] =
    "INSERT INTO feed_changes (position, resource_name, actor, record_time, request_id, peer, "
    "method, command_digest, chain_digest) VALUES";

constexpr char kReadChanges[] =
    "SELECT position, resource_name, actor, record_time, request_id FROM feed_changes "
    "WHERE position > ? ORDER BY position LIMIT ?";

constexpr char kPositionAt[] =
    "SELECT position FROM feed_changes WHERE record_time <= ? "
    "ORDER BY record_time DESC, position DESC LIMIT 1";

constexpr char kFindRequest[] =
    "SELECT digest, resource_name, position FROM feed_requests "
    "WHERE principal = ? AND method = ? AND request_id = ?";

constexpr char kInsertRequest[] =
    "INSERT INTO feed_requests "
    "(principal, method, request_id, digest, resource_name, position, record_time) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)";

constexpr char kPurgeRequests[] =
    "DELETE FROM feed_requests WHERE record_time < ? ORDER BY record_time LIMIT ?";

absl::StatusOr<mysql::Row> QueryHead(mysql::Session& session, const char* sql) {
  COBUILD_ASSIGN_OR_RETURN(mysql::Rows rows, session.Query(sql));
  if (rows.size() != 1) return absl::InternalError("feed_head is not one row");
  return std::move(rows[0]);
}

Head HeadOf(const mysql::Row& row) { return {row.Int64(0), row.Time(1)}; }

}  // namespace

absl::StatusOr<Head> MysqlLog::LockHead() {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Row row, QueryHead(session_, kLockHead));
  locked_ = {HeadOf(row), base::DigestFromBytes(row.Text(2))};
  return locked_->head;
}

absl::StatusOr<std::optional<Outcome>> MysqlLog::FindOutcome(const Request& request) {
  if (request.id.empty()) return std::nullopt;
  COBUILD_ASSIGN_OR_RETURN(
      const mysql::Rows rows,
      session_.Query(kFindRequest, {request.principal, request.method, request.id}));
  if (rows.empty()) return std::nullopt;
  COBUILD_RETURN_IF_ERROR(CheckSameContent(request, base::DigestFromBytes(rows[0].Text(0))));
  return Outcome{rows[0].Text(1), rows[0].Int64(2)};
}

absl::StatusOr<Head> MysqlLog::Publish(const Request& request, base::Timestamp now,
                                       const std::vector<std::string>& resource_names) {
  if (!locked_) return absl::InternalError("Publish without LockHead");
  if (resource_names.empty()) return absl::InternalError("Publish without a resource");
  Head head = locked_->head;
  head.record_time = NextRecordTime(head, now);
  base::ChainEnd last{head.position, locked_->chain_digest};
  std::vector<mysql::Params> changes;
  for (const audit::Record& record : RecordsOf(request, head.record_time, resource_names, last)) {
    changes.push_back({record.number, record.resource_name, record.actor, record.record_time,
                       record.request_id, record.peer, record.method,
                       base::ToBytes(record.command_digest), base::ToBytes(record.chain_digest)});
  }
  head.position = last.number;
  COBUILD_RETURN_IF_ERROR(session_.InsertRows(kInsertChanges, changes).status());
  if (!request.id.empty()) {
    COBUILD_RETURN_IF_ERROR(
        session_
            .Execute(kInsertRequest,
                     {request.principal, request.method, request.id, base::ToBytes(request.digest),
                      resource_names.back(), head.position, head.record_time})
            .status());
  }
  COBUILD_ASSIGN_OR_RETURN(
      const int64_t moved,
      session_.Execute(kMoveHead, {head.position, head.record_time, base::ToBytes(last.digest),
                                   locked_->head.position}));
  if (moved != 1) return absl::InternalError("feed_head moved under its lock");
  locked_.reset();
  return head;
}

absl::StatusOr<Head> ReadHead(mysql::Session& session) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Row row, QueryHead(session, kReadHead));
  return HeadOf(row);
}

absl::StatusOr<std::vector<Change>> ReadChanges(mysql::Session& session, int64_t after, int limit) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kReadChanges, {after, limit}));
  std::vector<Change> changes;
  changes.reserve(rows.size());
  for (const mysql::Row& row : rows) {
    changes.push_back({row.Int64(0), row.Text(1), row.Text(2), row.Time(3), row.Text(4)});
  }
  return changes;
}

absl::StatusOr<int64_t> PositionAt(mysql::Session& session, base::Timestamp time) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kPositionAt, {time}));
  return rows.empty() ? 0 : rows[0].Int64(0);
}

absl::StatusOr<int64_t> PurgeRequests(mysql::Session& session, base::Timestamp now, int limit) {
  return session.Execute(kPurgeRequests, {RequestsKeptSince(now), limit});
}

}  // namespace cobuild::feed
