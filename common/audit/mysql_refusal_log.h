// Refusals in a service's database: the tables of migrations/refusals.sql.
#pragma once

#include "common/audit/refusal_log.h"
#include "common/mysql/database.h"

namespace cobuild::audit {

class MysqlRefusalLog : public RefusalLog {
 public:
  // `database` outlives it.
  explicit MysqlRefusalLog(mysql::Database& database) : database_(database) {}

  absl::StatusOr<base::ChainEnd> ReadHead() override;
  absl::StatusOr<std::vector<Record>> Read(int64_t after, int limit) override;
  absl::Status Append(const std::vector<Record>& records) override;

 private:
  mysql::Database& database_;
};

}  // namespace cobuild::audit
