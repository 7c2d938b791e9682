// The store in a database.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "common/base/embedded_file.h"
#include "common/mysql/database.h"
#include "services/assessment/store/store.h"

namespace cobuild::assessment {

// The files that make its schema.
std::span<const base::EmbeddedFile> SchemaMigrations();

class MysqlStore : public Store {
 public:
  // `database` outlives the store; its schema is that of SchemaMigrations.
  explicit MysqlStore(mysql::Database& database) : database_(database) {}

  absl::StatusOr<std::optional<Metric>> Find(const MetricKey& key) override;
  absl::StatusOr<std::vector<Metric>> List(const std::optional<MetricKey>& after,
                                           int limit) override;
  absl::StatusOr<feed::Head> ReadHead() override;
  absl::StatusOr<std::vector<MetricChange>> ReadChanges(int64_t after, int limit) override;
  absl::Status ReadWrite(const std::function<absl::Status(Writer&)>& body) override;
  feed::CommitSignal& commits() override { return commits_; }

 private:
  mysql::Database& database_;
  feed::CommitSignal commits_;
};

}  // namespace cobuild::assessment
