// The registry's records in a database: the tables of migrations/.
#pragma once

#include <span>
#include <vector>

#include "absl/status/status.h"
#include "common/base/embedded_file.h"
#include "common/mysql/database.h"
#include "services/registry/store/store.h"

namespace cobuild::registry {

// The feed's migration and the registry's own, in order.
std::span<const base::EmbeddedFile> SchemaMigrations();

class MysqlStore : public Store {
 public:
  // `database` outlives the store.
  explicit MysqlStore(mysql::Database& database) : database_(database) {}

  absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<Rows> ReadRows(int64_t after, int64_t upto) override;
  absl::StatusOr<std::vector<feed::Change>> ReadChanges(int64_t after, int limit) override;
  absl::StatusOr<std::vector<SealedPersonalData>> ReadPersonalData(
      const std::vector<std::string>& person_ids, int64_t upto) override;

 private:
  mysql::Database& database_;
};

}  // namespace cobuild::registry
