#include "common/feed/mysql_log.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "cobuild_feed_migrations.h"
#include "common/audit/verify_trail.h"
#include "common/base/status_macros.h"
#include "common/feed/conformance.h"
#include "common/feed/mysql_trail.h"
#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"

namespace cobuild::feed {
namespace {

using ::cobuild::test::IsOk;
using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::PrivateDatabase;
using ::testing::Not;
using ::testing::SizeIs;

constexpr base::Timestamp kNoon{1'330'000'000'000'000};

// A new schema with an empty feed, as a server's account sees it.
mysql::Options MakeSchema(PrivateDatabase& server) {
  const mysql::Options owner = server.CreateSchema("feed");
  EXPECT_THAT(mysql::Migrate(owner, migrations::Files()), IsOkAndHolds(2));
  return server.ServerAccount(owner);
}

std::unique_ptr<mysql::Database> MakeDatabase(const mysql::Options& options) {
  return mysql::Database::Create(options).value();
}

std::unique_ptr<mysql::Session> OpenSession(const mysql::Options& options) {
  return mysql::Session::Open(options).value();
}

Request MakeRequest(const std::string& id) {
  return {"machine/cli", "cobuild.x.v1.XService/Open", id, base::Sha256(id)};
}

class TestedMysqlFeed : public TestedFeed {
 public:
  absl::Status Write(const std::function<absl::Status(Log&)>& body) override {
    return database_->ReadWrite([&](mysql::Session& session) {
      MysqlLog log(session);
      return body(log);
    });
  }

  Head ReadHead() override { return feed::ReadHead(session()).value(); }
  std::vector<Change> ReadChanges(int64_t after, int limit) override {
    return feed::ReadChanges(session(), after, limit).value();
  }
  int64_t PositionAt(base::Timestamp time) override {
    return feed::PositionAt(session(), time).value();
  }
  int64_t PurgeRequests(base::Timestamp now, int limit) override {
    return feed::PurgeRequests(session(), now, limit).value();
  }
  std::vector<audit::Record> ReadTrail(int64_t after, int limit) override {
    return MysqlTrail(*database_).Read(after, limit).value();
  }

 private:
  mysql::Session& session() { return **database_->Local(); }

  std::unique_ptr<mysql::Database> database_ = MakeDatabase(MakeSchema(PrivateDatabase::Shared()));
};

std::unique_ptr<TestedFeed> MakeMysqlFeed() { return std::make_unique<TestedMysqlFeed>(); }

INSTANTIATE_TEST_SUITE_P(Mysql, LogConformance, ::testing::Values(&MakeMysqlFeed));

absl::StatusOr<Outcome> Write(mysql::Database& database, const Request& request,
                              const std::vector<std::string>& names) {
  return database.ReadWrite([&](mysql::Session& session) -> absl::StatusOr<Outcome> {
    MysqlLog log(session);
    COBUILD_RETURN_IF_ERROR(log.LockHead().status());
    COBUILD_ASSIGN_OR_RETURN(const std::optional<Outcome> earlier, log.FindOutcome(request));
    if (earlier) return *earlier;
    COBUILD_ASSIGN_OR_RETURN(const Head head, log.Publish(request, kNoon, names));
    return Outcome{names.back(), head.position};
  });
}

// Publishes and does not commit.
void StartWrite(mysql::Session& session) {
  ASSERT_OK(session.Begin());
  MysqlLog log(session);
  ASSERT_OK(log.LockHead());
  ASSERT_STATUS(log.Publish(MakeRequest("never"), kNoon, {"villages/never"}), IsOk());
}

// Reads while others write, and then the rest. The last position; nullopt at the first gap.
std::optional<int64_t> ReadWithoutGap(mysql::Database& database, const std::atomic<bool>& written) {
  int64_t after = 0;
  base::Timestamp time;
  while (true) {
    const bool last_look = written;
    const std::vector<Change> page = ReadChanges(**database.Local(), after, 7).value();
    for (const Change& change : page) {
      if (change.position != ++after || change.record_time < time) return std::nullopt;
      time = change.record_time;
    }
    if (page.empty() && last_look) return after;
  }
}

TEST(MysqlLog, ManyWriters_PositionsAreContiguousInCommitOrder) {
  const auto database = MakeDatabase(MakeSchema(PrivateDatabase::Shared()));
  constexpr int kThreads = 6;
  constexpr int kWrites = 60;  // of each; every third of them changes its mind
  constexpr int64_t kPublished = kThreads * (kWrites - kWrites / 3) * 2;
  std::atomic<bool> written = false;
  std::optional<int64_t> read;
  std::thread reader([&] { read = ReadWithoutGap(*database, written); });

  std::vector<std::vector<int64_t>> positions(kThreads);
  std::vector<std::thread> writers;
  for (int thread = 0; thread < kThreads; ++thread) {
    writers.emplace_back([&, thread] {
      for (int i = 0; i < kWrites; ++i) {
        const std::string id = std::to_string(thread) + "-" + std::to_string(i);
        const absl::Status outcome = database->ReadWrite([&](mysql::Session& session) {
          MysqlLog log(session);
          EXPECT_OK(log.LockHead());
          const auto head = log.Publish(MakeRequest(id), kNoon, {"a/" + id, "b/" + id});
          if (!head.ok()) return head.status();
          if (i % 3 == 2) return absl::FailedPreconditionError("changed its mind");
          positions[static_cast<size_t>(thread)].push_back(head->position);
          return absl::OkStatus();
        });
        EXPECT_EQ(outcome.ok(), i % 3 != 2) << outcome;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  written = true;
  reader.join();

  EXPECT_EQ(read, kPublished);
  EXPECT_EQ(ReadHead(**database->Local())->position, kPublished);
  // Each was told its own position, and each later than the one before.
  std::set<int64_t> all;
  for (const auto& own : positions) {
    EXPECT_TRUE(std::is_sorted(own.begin(), own.end()));
    all.insert(own.begin(), own.end());
  }
  EXPECT_THAT(all, SizeIs(kPublished / 2));
}

TEST(MysqlLog, SameRequestFromManyThreads_OneIsPublishedAndAllGetItsOutcome) {
  const auto database = MakeDatabase(MakeSchema(PrivateDatabase::Shared()));
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      EXPECT_THAT(Write(*database, MakeRequest("r1"), {"villages/a"}),
                  IsOkAndHolds(Outcome{"villages/a", 1}));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ReadHead(**database->Local())->position, 1);
}

TEST(MysqlLog, WriterKilledBeforeCommit_LeavesNoGap) {
  PrivateDatabase& server = PrivateDatabase::Shared();
  const mysql::Options options = MakeSchema(server);
  const auto database = MakeDatabase(options);
  ASSERT_OK(Write(*database, MakeRequest("r1"), {"villages/a"}));
  const auto victim = OpenSession(options);
  StartWrite(*victim);

  const auto administrator = OpenSession(server.Administrator());
  ASSERT_OK(administrator->ExecuteText("KILL " + std::to_string(victim->connection_id())));

  EXPECT_THAT(Write(*database, MakeRequest("r2"), {"villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 2}));
  EXPECT_STATUS(victim->Commit(), Not(IsOk()));
  EXPECT_THAT(ReadChanges(**database->Local(), 0, 10), IsOkAndHolds(SizeIs(2)));
}

TEST(MysqlLog, ServerCrashes_KeepsWhatWasCommittedAndNothingElse) {
  PrivateDatabase server;
  const mysql::Options options = MakeSchema(server);
  {
    const auto database = MakeDatabase(options);
    ASSERT_OK(Write(*database, MakeRequest("r1"), {"villages/a"}));
    const auto victim = OpenSession(options);
    StartWrite(*victim);
    server.Kill();
  }
  server.Restart();

  const auto database = MakeDatabase(options);
  EXPECT_THAT(ReadHead(**database->Local()), IsOkAndHolds(Head{1, kNoon}));
  EXPECT_THAT(Write(*database, MakeRequest("r1"), {"villages/a"}),
              IsOkAndHolds(Outcome{"villages/a", 1}));
  EXPECT_THAT(Write(*database, MakeRequest("r2"), {"villages/b"}),
              IsOkAndHolds(Outcome{"villages/b", 2}));
}

TEST(MysqlLog, HeadMovedByAnotherHand_PublishRefuses) {
  const mysql::Options options = MakeSchema(PrivateDatabase::Shared());
  const auto session = OpenSession(options);
  ASSERT_OK(session->Begin());
  MysqlLog log(*session);
  ASSERT_OK(log.LockHead());
  ASSERT_OK(session->Execute("UPDATE feed_head SET position = 7"));
  EXPECT_STATUS(log.Publish(MakeRequest("r1"), kNoon, {"villages/a"}),
                test::HasCode(absl::StatusCode::kInternal));
}

audit::TrailCheck Verified(mysql::Database& database) {
  MysqlTrail trail(database);
  return audit::VerifyTrail(trail, 1, 0, [] { return false; }).value();
}

TEST(MysqlTrail, WhatIsDoneToTheTables_IsFoundInItsPlace) {
  for (const auto& [sql, place] : std::vector<std::pair<std::string, int64_t>>{
           {"UPDATE feed_changes SET actor = actor", 0},
           {"UPDATE feed_changes SET actor = 'x' WHERE position = 2", 2},
           {"UPDATE feed_changes SET method = 'x' WHERE position = 5", 5},
           {"UPDATE feed_changes SET command_digest = 'x' WHERE position = 1", 1},
           {"UPDATE feed_changes SET position = 9 WHERE position = 3", 3},
           {"UPDATE feed_head SET chain_digest = 'x'", 5}}) {
    const auto database = MakeDatabase(MakeSchema(PrivateDatabase::Shared()));
    ASSERT_OK(Write(*database, MakeRequest("r1"), {"a/1", "a/2", "a/3"}));
    ASSERT_OK(Write(*database, MakeRequest("r2"), {"a/4", "a/5"}));
    ASSERT_OK((**database->Local()).Execute(sql));
    const auto broken = Verified(*database).broken;
    EXPECT_EQ(broken ? broken->number : 0, place) << sql;
  }
}

TEST(MysqlTrail, ChangesOfBeforeTheChain_AreFollowedByIt) {
  const auto database = MakeDatabase(MakeSchema(PrivateDatabase::Shared()));
  mysql::Session& session = **database->Local();
  ASSERT_OK(session.Execute(
      "INSERT INTO feed_changes (position, resource_name, actor, record_time, request_id) "
      "VALUES (1, 'a/1', 'machine/cli', '2012-01-01', 'r0')"));
  ASSERT_OK(session.Execute("UPDATE feed_head SET position = 1, record_time = '2012-01-01'"));
  ASSERT_OK(Write(*database, MakeRequest("r1"), {"a/2", "a/3"}));
  const audit::TrailCheck check = Verified(*database);
  EXPECT_EQ(check.records_checked, 3);
  EXPECT_EQ(check.unchained, 1);
  EXPECT_EQ(check.broken, std::nullopt);
}

TEST(MysqlLog, HeadRowMissing_IsAnError) {
  const mysql::Options options = MakeSchema(PrivateDatabase::Shared());
  const auto session = OpenSession(options);
  ASSERT_OK(session->Execute("DELETE FROM feed_head"));
  EXPECT_STATUS(ReadHead(*session), test::HasCode(absl::StatusCode::kInternal));
}

}  // namespace
}  // namespace cobuild::feed
