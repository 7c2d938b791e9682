#include "services/reconciliation/store/mysql/mysql_store.h"

#include <string_view>

#include "common/base/status_macros.h"
#include "common/feed/mysql_log.h"
#include "common/records/mysql_records.h"
#include "reconciliation_migrations.h"

namespace cobuild::reconciliation {
namespace {

constexpr std::string_view kReadLease = R"(
    SELECT holder, token, expires
      FROM run_lease
     WHERE id = 1)";

constexpr std::string_view kWriteLease = R"(
    UPDATE run_lease
       SET holder = ?, token = ?, expires = ?, version = version + 1
     WHERE id = 1)";

absl::StatusOr<Rows> Read(mysql::Session& session, int64_t after, int64_t upto) {
  Rows rows;
  COBUILD_ASSIGN_OR_RETURN(rows.records, records::ReadRecords<AnyFacts>(session, after, upto));
  return rows;
}

class MysqlWriter : public Writer {
 public:
  explicit MysqlWriter(mysql::Session& session) : session_(session), log_(session) {}

  feed::Log& log() override { return log_; }
  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override {
    return Read(session_, after, upto);
  }
  absl::Status InsertRows(const Rows& rows) override {
    return records::InsertRecords(session_, rows.records);
  }
  absl::StatusOr<Lease> ReadLease() override {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows found, session_.Query(kReadLease));
    if (found.empty()) return Lease{};
    const mysql::Row& row = found.front();
    return Lease{row.Text(0), row.Int64(1), row.Time(2)};
  }
  absl::Status WriteLease(const Lease& lease) override {
    return session_.Execute(kWriteLease, {lease.holder, lease.token, lease.expires}).status();
  }

 private:
  mysql::Session& session_;
  feed::MysqlLog log_;
};

}  // namespace

std::span<const base::EmbeddedFile> SchemaMigrations() { return migrations::Files(); }

absl::Status MysqlStore::ReadWrite(const std::function<absl::Status(Writer&)>& body) {
  return database_.ReadWrite([&](mysql::Session& session) {
    MysqlWriter writer(session);
    return body(writer);
  });
}

absl::StatusOr<feed::Head> MysqlStore::ReadHead() {
  return database_.Read([](mysql::Session& session) { return feed::ReadHead(session); });
}

absl::StatusOr<Rows> MysqlStore::ReadRows(int64_t after, int64_t upto) {
  return database_.Read([&](mysql::Session& session) { return Read(session, after, upto); });
}

absl::StatusOr<std::vector<feed::Change>> MysqlStore::ReadChanges(int64_t after, int limit) {
  return database_.Read(
      [&](mysql::Session& session) { return feed::ReadChanges(session, after, limit); });
}

}  // namespace cobuild::reconciliation
