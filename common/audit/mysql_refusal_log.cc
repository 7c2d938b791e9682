#include "common/audit/mysql_refusal_log.h"

#include "common/base/status_macros.h"

namespace cobuild::audit {
namespace {

constexpr char kReadHead[] = "SELECT number, chain_digest FROM audit_refusal_head WHERE id = 1";

constexpr char kLockHead[] =
    "SELECT number, chain_digest FROM audit_refusal_head WHERE id = 1 FOR UPDATE";

constexpr char kMoveHead[] =
    "UPDATE audit_refusal_head SET number = ?, chain_digest = ? WHERE id = 1 AND number = ?";

constexpr char kInsertRefusals[] =
    "INSERT INTO audit_refusals (number, first_time, last_time, actor, peer, method, "
    "resource_name, request_id, trace_id, code, reason, refusals, chain_digest) VALUES";

constexpr char kReadRefusals[] =
    "SELECT number, first_time, last_time, actor, peer, method, resource_name, request_id, "
    "trace_id, code, reason, refusals, chain_digest FROM audit_refusals "
    "WHERE number > ? ORDER BY number LIMIT ?";

absl::StatusOr<base::ChainEnd> QueryHead(mysql::Session& session, const char* sql) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(sql));
  if (rows.size() != 1) return absl::InternalError("audit_refusal_head is not one row");
  return base::ChainEnd{rows[0].Int64(0), base::DigestFromBytes(rows[0].Text(1))};
}

Record RefusalOf(const mysql::Row& row) {
  Record record;
  record.number = row.Int64(0);
  record.first_time = row.Time(1);
  record.record_time = row.Time(2);
  record.actor = row.Text(3);
  record.peer = row.Text(4);
  record.method = row.Text(5);
  record.resource_name = row.Text(6);
  record.request_id = row.Text(7);
  record.trace_id = row.Text(8);
  record.code = row.Text(9);
  record.reason = row.Text(10);
  record.count = row.Int64(11);
  record.chain_digest = base::DigestFromBytes(row.Text(12));
  return record;
}

mysql::Params ColumnsOf(const Record& record) {
  return {record.number,
          record.first_time,
          record.record_time,
          record.actor,
          record.peer,
          record.method,
          record.resource_name,
          record.request_id,
          record.trace_id,
          record.code,
          record.reason,
          record.count,
          base::ToBytes(record.chain_digest)};
}

}  // namespace

absl::StatusOr<base::ChainEnd> MysqlRefusalLog::ReadHead() {
  return database_.Read([](mysql::Session& session) { return QueryHead(session, kReadHead); });
}

absl::StatusOr<std::vector<Record>> MysqlRefusalLog::Read(int64_t after, int limit) {
  return database_.Read([&](mysql::Session& session) -> absl::StatusOr<std::vector<Record>> {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kReadRefusals, {after, limit}));
    std::vector<Record> records;
    records.reserve(rows.size());
    for (const mysql::Row& row : rows) records.push_back(RefusalOf(row));
    return records;
  });
}

absl::Status MysqlRefusalLog::Append(const std::vector<Record>& records) {
  if (records.empty()) return absl::OkStatus();
  return database_.ReadWrite([&](mysql::Session& session) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const base::ChainEnd head, QueryHead(session, kLockHead));
    base::ChainEnd last = head;
    std::vector<mysql::Params> rows;
    for (Record record : records) {
      Chain(Form::kRefusal, last, record);
      rows.push_back(ColumnsOf(record));
    }
    COBUILD_RETURN_IF_ERROR(session.InsertRows(kInsertRefusals, rows).status());
    COBUILD_ASSIGN_OR_RETURN(
        const int64_t moved,
        session.Execute(kMoveHead, {last.number, base::ToBytes(last.digest), head.number}));
    if (moved != 1) return absl::InternalError("audit_refusal_head moved under its lock");
    return absl::OkStatus();
  });
}

}  // namespace cobuild::audit
