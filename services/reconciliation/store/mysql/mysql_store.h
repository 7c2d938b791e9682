// Reconciliation's records in a database: the tables of migrations/.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "common/base/embedded_file.h"
#include "common/mysql/database.h"
#include "services/reconciliation/store/store.h"

namespace cobuild::reconciliation {

// The files that make its schema, in order.
std::span<const base::EmbeddedFile> SchemaMigrations();

class MysqlStore : public Store {
 public:
  // `database` outlives the store.
  explicit MysqlStore(mysql::Database& database) : database_(database) {}

  absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override;
  absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) override;

 private:
  mysql::Database& database_;
};

}  // namespace cobuild::reconciliation
