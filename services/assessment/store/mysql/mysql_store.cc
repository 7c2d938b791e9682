#include "services/assessment/store/mysql/mysql_store.h"

#include <string>
#include <utility>

#include "assessment_migrations.h"
#include "common/base/status_macros.h"
#include "common/feed/mysql_log.h"
#include "common/mysql/session.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kFind = R"sql(
  SELECT metric_id, version, description, fact, income_definition, qualifier, position, record_time
    FROM metrics
   WHERE metric_id = ? AND version = ?
)sql";

constexpr std::string_view kList = R"sql(
  SELECT metric_id, version, description, fact, income_definition, qualifier, position, record_time
    FROM metrics
   WHERE metric_id > ? OR (metric_id = ? AND version > ?)
   ORDER BY metric_id, version
   LIMIT ?
)sql";

constexpr std::string_view kListByPosition = R"sql(
  SELECT metric_id, version, description, fact, income_definition, qualifier, position, record_time
    FROM metrics
   WHERE position > ?
   ORDER BY position
   LIMIT ?
)sql";

constexpr std::string_view kLatestVersion = R"sql(
  SELECT COALESCE(MAX(version), 0)
    FROM metrics
   WHERE metric_id = ?
)sql";

constexpr std::string_view kInsert = R"sql(
  INSERT INTO metrics
    (metric_id, version, description, fact, income_definition, qualifier, position, record_time)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
)sql";

// The table's CHECK allows no other facts.
Metric ToMetric(const mysql::Row& row) {
  return {.key = {.id = row.Text(0), .version = static_cast<int>(row.Int64(1))},
          .description = row.Text(2),
          .fact = FactNamed(row.Text(3)).value_or(Fact::kVillage),
          .income_definition = row.Text(4),
          .qualifier = row.Text(5),
          .position = row.Int64(6),
          .record_time = row.Time(7)};
}

std::vector<Metric> ToMetrics(const mysql::Rows& rows) {
  std::vector<Metric> metrics;
  metrics.reserve(rows.size());
  for (const mysql::Row& row : rows) metrics.push_back(ToMetric(row));
  return metrics;
}

absl::StatusOr<std::optional<Metric>> FindIn(mysql::Session& session, const MetricKey& key) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kFind, {key.id, key.version}));
  if (rows.empty()) return std::nullopt;
  return ToMetric(rows.front());
}

class MysqlWriter : public Writer {
 public:
  explicit MysqlWriter(mysql::Session& session) : session_(session), log_(session) {}

  feed::Log& log() override { return log_; }

  absl::StatusOr<std::optional<Metric>> Find(const MetricKey& key) override {
    return FindIn(session_, key);
  }

  absl::StatusOr<int> LatestVersion(const std::string& id) override {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session_.Query(kLatestVersion, {id}));
    return static_cast<int>(rows.front().Int64(0));
  }

  absl::Status Insert(const Metric& metric) override {
    const absl::Status inserted =
        session_
            .Execute(kInsert, {metric.key.id, metric.key.version, metric.description,
                               std::string(TraitsOf(metric.fact).name), metric.income_definition,
                               metric.qualifier, metric.position, metric.record_time})
            .status();
    if (absl::IsAlreadyExists(inserted)) {
      return absl::InternalError("a version of a metric is recorded twice");
    }
    return inserted;
  }

 private:
  mysql::Session& session_;
  feed::MysqlLog log_;
};

}  // namespace

std::span<const base::EmbeddedFile> SchemaMigrations() { return migrations::Files(); }

absl::StatusOr<std::optional<Metric>> MysqlStore::Find(const MetricKey& key) {
  return database_.Read([&](mysql::Session& session) { return FindIn(session, key); });
}

absl::StatusOr<std::vector<Metric>> MysqlStore::List(const std::optional<MetricKey>& after,
                                                     int limit) {
  const MetricKey key = after.value_or(MetricKey{});
  return database_.Read([&](mysql::Session& session) -> absl::StatusOr<std::vector<Metric>> {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows,
                             session.Query(kList, {key.id, key.id, key.version, limit}));
    return ToMetrics(rows);
  });
}

absl::StatusOr<feed::Head> MysqlStore::ReadHead() {
  return database_.Read([](mysql::Session& session) { return feed::ReadHead(session); });
}

absl::StatusOr<std::vector<MetricChange>> MysqlStore::ReadChanges(int64_t after, int limit) {
  return database_.Read([&](mysql::Session& session) -> absl::StatusOr<std::vector<MetricChange>> {
    COBUILD_ASSIGN_OR_RETURN(std::vector<feed::Change> changes,
                             feed::ReadChanges(session, after, limit));
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows,
                             session.Query(kListByPosition, {after, limit}));
    std::vector<Metric> metrics = ToMetrics(rows);
    if (metrics.size() != changes.size()) return absl::InternalError("a change without its metric");
    std::vector<MetricChange> joined;
    for (size_t i = 0; i < changes.size(); ++i) {
      joined.push_back({std::move(changes[i]), std::move(metrics[i])});
    }
    return joined;
  });
}

absl::Status MysqlStore::ReadWrite(const std::function<absl::Status(Writer&)>& body) {
  COBUILD_ASSIGN_OR_RETURN(
      const feed::Head head,
      database_.ReadWrite([&](mysql::Session& session) -> absl::StatusOr<feed::Head> {
        MysqlWriter writer(session);
        COBUILD_RETURN_IF_ERROR(body(writer));
        return feed::ReadHead(session);
      }));
  commits_.Advance(head.position);
  return absl::OkStatus();
}

}  // namespace cobuild::assessment
