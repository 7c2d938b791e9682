// Contents of evidence in a database: the table of migrations/0002_projects.sql.
#pragma once

#include "common/mysql/database.h"
#include "services/projects/store/evidence_store.h"

namespace cobuild::projects {

class MysqlEvidenceStore : public EvidenceStore {
 public:
  // `database` outlives the store.
  explicit MysqlEvidenceStore(mysql::Database& database) : database_(database) {}

  absl::Status Put(const base::Digest& digest, std::string_view content) override;
  absl::StatusOr<std::string> ReadChunk(const base::Digest& digest, int64_t index) override;

 private:
  mysql::Database& database_;
};

}  // namespace cobuild::projects
