// The use cases over a real database: restarts, and metrics of before they were records.
#include <gmock/gmock.h>

#include <memory>

#include "common/base/status_macros.h"
#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"
#include "services/assessment/app/create_metric.h"
#include "services/assessment/app/read_metrics.h"
#include "services/assessment/store/mysql/mysql_store.h"

namespace cobuild::assessment {
namespace {

using test::IsOkAndHolds;

constexpr base::Timestamp kNow{1'700'000'000'000'000};

std::unique_ptr<mysql::Database> Open(const mysql::Options& options) {
  absl::StatusOr<std::unique_ptr<mysql::Database>> database = mysql::Database::Create(options);
  EXPECT_OK(database);
  return *std::move(database);
}

// A schema as this program wants it; the account is a server's, so that tests also show which
// privileges the store needs.
mysql::Options MakeSchema() {
  auto& server = test::PrivateDatabase::Shared();
  const mysql::Options owner = server.CreateSchema("assessment");
  EXPECT_OK(mysql::Migrate(owner, SchemaMigrations()));
  return server.ServerAccount(owner);
}

// What one process of the service has.
struct RunningAssessment {
  explicit RunningAssessment(const mysql::Options& options)
      : database(Open(options)), store(*database), live(store) {
    EXPECT_OK(live.CatchUp());
  }

  std::unique_ptr<mysql::Database> database;
  MysqlStore store;
  LiveAssessment live;
};

ChangeRequest RequestOf(const std::string& id) {
  ChangeRequest change;
  change.request = {"person/maker", "CreateMetric", id, {}};
  change.now = kNow;
  return change;
}

TEST(OnMysql, Metrics_AreThereAfterARestart) {
  const mysql::Options options = MakeSchema();
  Record<Metric> created;
  const Metric villages{.key = {"villages", 1}, .description = "villages"};
  {
    RunningAssessment first(options);
    ASSERT_OK_AND_ASSIGN(created, CreateMetric(first.live, RequestOf("a"), villages));
  }
  RunningAssessment second(options);
  EXPECT_THAT(GetMetric(second.live, {"villages", 1}), IsOkAndHolds(created));
  EXPECT_THAT(CreateMetric(second.live, RequestOf("a"), villages), IsOkAndHolds(created));
}

// ---- metrics of before 0004_records.sql ----

constexpr size_t kFilesBefore = 3;

Metric OldMetric(const FactTraits& traits, int64_t position) {
  Metric metric{.key = {"metric_" + std::to_string(position), 1},
                .description = "村 \"" + std::string(traits.name) + "\"",
                .fact = traits.fact};
  if (traits.fact == Fact::kVillageIncome) {
    metric.income_definition = "collective_income_gross@1";
  } else {
    metric.qualifier = std::string(63, 'Q');
  }
  return metric;
}

// As programs of then recorded it.
absl::Status InsertOld(mysql::Session& session, const Metric& metric, int64_t position) {
  const base::Timestamp time{kNow.micros + position};
  const std::string name = MetricName(metric.key);
  COBUILD_RETURN_IF_ERROR(
      session
          .Execute("INSERT INTO metrics (metric_id, version, description, fact, "
                   "income_definition, qualifier, position, record_time) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   {metric.key.id, metric.key.version, metric.description,
                    std::string(TraitsOf(metric.fact).name), metric.income_definition,
                    metric.qualifier, position, time})
          .status());
  COBUILD_RETURN_IF_ERROR(
      session
          .Execute("INSERT INTO feed_changes (position, resource_name, actor, record_time, "
                   "request_id) VALUES (?, ?, 'person/maker', ?, ?)",
                   {position, name, time, metric.key.id})
          .status());
  COBUILD_RETURN_IF_ERROR(
      session
          .Execute("INSERT INTO feed_requests (principal, method, request_id, digest, "
                   "resource_name, position, record_time) "
                   "VALUES ('person/maker', 'CreateMetric', ?, ?, ?, ?, ?)",
                   {metric.key.id, base::ToBytes(DigestOf(metric)), name, position, time})
          .status());
  return session.Execute("UPDATE feed_head SET position = ?, record_time = ?", {position, time})
      .status();
}

TEST(OnMysql, MetricsOfBeforeTheyWereRecords_AreAsTheyWere) {
  auto& server = test::PrivateDatabase::Shared();
  const mysql::Options owner = server.CreateSchema("assessment");
  ASSERT_OK(mysql::Migrate(owner, SchemaMigrations().first(kFilesBefore)));
  int64_t position = 0;
  {
    const std::unique_ptr<mysql::Database> database = Open(owner);
    for (const FactTraits& traits : AllFacts()) {
      ++position;
      ASSERT_OK(InsertOld(**database->Local(), OldMetric(traits, position), position));
    }
  }
  ASSERT_OK(mysql::Migrate(owner, SchemaMigrations()));
  RunningAssessment running(server.ServerAccount(owner));
  EXPECT_EQ(running.store.ReadHead()->position, position);
  position = 0;
  for (const FactTraits& traits : AllFacts()) {
    const Metric old = OldMetric(traits, ++position);
    ASSERT_OK_AND_ASSIGN(const Record<Metric> metric, GetMetric(running.live, old.key));
    EXPECT_EQ(metric.facts, old);
    EXPECT_EQ(metric.position, position);
    EXPECT_EQ(metric.record_time.micros, kNow.micros + position);
    // A request that was answered before the migration is answered alike after it.
    EXPECT_THAT(CreateMetric(running.live, RequestOf(old.key.id), old), IsOkAndHolds(metric));
  }
}

}  // namespace
}  // namespace cobuild::assessment
