// A store of records in a database: the tables of common/feed's and this folder's migrations.
// Included by a service's store/mysql alone.
#pragma once

#include <vector>

#include "common/feed/mysql_log.h"
#include "common/mysql/database.h"
#include "common/records/mysql_records.h"
#include "common/records/store.h"

namespace cobuild::records {

template <class Any>
class MysqlStore : public Store<Rows<Any>> {
 public:
  // `database` outlives the store.
  explicit MysqlStore(mysql::Database& database) : database_(database) {}

  absl::Status ReadWrite(const std::function<absl::Status(Writer<Rows<Any>>&)>& body) override {
    return database_.ReadWrite([&](mysql::Session& session) {
      MysqlWriter writer(session);
      return body(writer);
    });
  }

  absl::StatusOr<feed::Head> ReadHead() override {
    return database_.Read([](mysql::Session& session) { return feed::ReadHead(session); });
  }

  absl::StatusOr<Rows<Any>> ReadRows(int64_t after, int64_t upto) override {
    return database_.Read([&](mysql::Session& session) { return Read(session, after, upto); });
  }

  absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) override {
    return database_.Read(
        [&](mysql::Session& session) { return feed::ReadChanges(session, after, limit); });
  }

 private:
  class MysqlWriter : public Writer<Rows<Any>> {
   public:
    explicit MysqlWriter(mysql::Session& session) : session_(session), log_(session) {}
    feed::Log& log() override { return log_; }
    absl::StatusOr<Rows<Any>> ReadRows(int64_t after, int64_t upto) override {
      return Read(session_, after, upto);
    }
    absl::Status InsertRows(const Rows<Any>& rows) override {
      return InsertRecords(session_, rows.records);
    }

   private:
    mysql::Session& session_;
    feed::MysqlLog log_;
  };

  static absl::StatusOr<Rows<Any>> Read(mysql::Session& session, int64_t after, int64_t upto) {
    Rows<Any> rows;
    COBUILD_ASSIGN_OR_RETURN(rows.records, ReadRecords<Any>(session, after, upto));
    return rows;
  }

  mysql::Database& database_;
};

}  // namespace cobuild::records
