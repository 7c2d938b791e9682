#include "common/feed/mysql_log.h"

#include "common/base/status_macros.h"
#include "common/mysql/session.h"

namespace cobuild::feed {
namespace {

constexpr char kReadHead[] = "SELECT position, record_time FROM feed_head WHERE id = 1";

constexpr char kLockHead[] = "SELECT position, record_time FROM feed_head WHERE id = 1 FOR UPDATE";

constexpr char kMoveHead[] =
    "UPDATE feed_head SET position = ?, record_time = ? WHERE id = 1 AND position = ?";

constexpr char kInsertChanges[] =
    "INSERT INTO feed_changes (position, resource_name, actor, record_time, request_id) VALUES";

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

absl::StatusOr<Head> QueryHead(mysql::Session& session, const char* sql) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(sql));
  if (rows.size() != 1) return absl::InternalError("feed_head is not one row");
  return Head{rows[0].Int64(0), rows[0].Time(1)};
}

}  // namespace

absl::StatusOr<Head> MysqlLog::LockHead() {
  COBUILD_ASSIGN_OR_RETURN(locked_, QueryHead(session_, kLockHead));
  return *locked_;
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
  Head head = *locked_;
  head.record_time = NextRecordTime(head, now);
  std::vector<mysql::Params> changes;
  for (const std::string& name : resource_names) {
    changes.push_back({++head.position, name, request.principal, head.record_time, request.id});
  }
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
      session_.Execute(kMoveHead, {head.position, head.record_time, locked_->position}));
  if (moved != 1) return absl::InternalError("feed_head moved under its lock");
  locked_.reset();
  return head;
}

absl::StatusOr<Head> ReadHead(mysql::Session& session) { return QueryHead(session, kReadHead); }

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
