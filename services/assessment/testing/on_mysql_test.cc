// The use cases over a real database: restarts, two processes on one schema, and metrics of before
// they were records.
#include <gmock/gmock.h>

#include <latch>
#include <memory>
#include <thread>

#include "common/base/status_macros.h"
#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "services/assessment/app/create_metric.h"
#include "services/assessment/app/read_metrics.h"
#include "services/assessment/store/mysql/mysql_store.h"
#include "services/assessment/testing/reports_test.h"

namespace cobuild::assessment {
namespace {

using test::IsOkAndHolds;
using test::Refuses;

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

absl::StatusOr<Record<Report>> CreateOn(RunningAssessment& running, const std::string& id) {
  FakeSources sources;
  LoadProgramme(sources, DataOrigin::kExample);
  return CreateReport(running.live, sources, ProgrammeClaims(), ReportRequest("Create", id),
                      NewReportCommand(id));
}

absl::StatusOr<Record<Report>> SignOn(RunningAssessment& running, const Record<Report>& report,
                                      const std::string& signer) {
  return SignReport(running.live, ReportRequest("Sign", report.id, signer),
                    {report.id, report.facts.content_digest, ""});
}

TEST(OnMysql, EveryKindOfRecord_IsThereAfterARestart) {
  const mysql::Options options = MakeSchema();
  StoredReport stored;
  Record<Report> draft;
  {
    RunningAssessment first(options);
    CreateProgrammeMetrics(first.live);
    ASSERT_OK_AND_ASSIGN(draft, CreateOn(first, "y2011"));
    ASSERT_OK(SignOn(first, draft, "person/signer"));
    ASSERT_OK(PublishReport(first.live, ReportRequest("Publish", "a"), {"y2011", ""}));
    ASSERT_OK_AND_ASSIGN(stored, GetReport(first.live, {"y2011", {}, scope::Reach::Everything()}));
    EXPECT_EQ(stored.report.facts.state, ReportState::kPublished);
  }
  RunningAssessment second(options);
  ASSERT_OK_AND_ASSIGN(const StoredReport again,
                       GetReport(second.live, {"y2011", {}, scope::Reach::Everything()}));
  EXPECT_EQ(again.report, stored.report);
  EXPECT_EQ(again.content, stored.content);
  EXPECT_EQ(DigestOf(again.content), stored.report.facts.content_digest);
  EXPECT_EQ(GetMetric(second.live, {"leading_groups", 1})->facts.fact, Fact::kLeadingGroup);
  EXPECT_THAT(CreateOn(second, "y2011"), IsOkAndHolds(draft));
}

TEST(OnMysql, TwoSignersAtOnce_MakeOneSignature) {
  const mysql::Options options = MakeSchema();
  RunningAssessment a(options);
  RunningAssessment b(options);
  ASSERT_OK_AND_ASSIGN(const Record<Report> draft, CreateOn(a, "y2011"));
  std::latch both(2);
  absl::StatusOr<Record<Report>> of_b;
  std::thread other([&] {
    both.arrive_and_wait();
    of_b = SignOn(b, draft, "person/b");
  });
  both.arrive_and_wait();
  const absl::StatusOr<Record<Report>> of_a = SignOn(a, draft, "person/a");
  other.join();
  EXPECT_NE(of_a.ok(), of_b.ok());
  EXPECT_STATUS(of_a.ok() ? of_b : of_a,
                Refuses(absl::StatusCode::kFailedPrecondition, "REPORT_NOT_DRAFT"));
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
  const base::Timestamp time{kReportNow.micros + position};
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
    EXPECT_EQ(metric.record_time.micros, kReportNow.micros + position);
    // A request that was answered before the migration is answered alike after it.
    EXPECT_THAT(CreateMetric(running.live, ReportRequest("CreateMetric", old.key.id), old),
                IsOkAndHolds(metric));
  }
}

}  // namespace
}  // namespace cobuild::assessment
