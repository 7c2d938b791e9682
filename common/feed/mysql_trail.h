// The audit trail of a service whose changes are in the tables of common/feed.
#pragma once

#include <vector>

#include "common/audit/trail.h"
#include "common/mysql/database.h"

namespace cobuild::feed {

class MysqlTrail : public audit::Trail {
 public:
  // `database` outlives it.
  explicit MysqlTrail(mysql::Database& database) : database_(database) {}

  audit::Form form() const override { return audit::Form::kChange; }
  absl::StatusOr<base::ChainEnd> ReadHead() override;
  absl::StatusOr<std::vector<audit::Record>> Read(int64_t after, int limit) override;

 private:
  mysql::Database& database_;
};

}  // namespace cobuild::feed
