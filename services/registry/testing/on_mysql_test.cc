// The use cases over a real database: several processes on one schema, restarts, and a large
// import.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "common/service/recurring.h"
#include "services/registry/app/open_category.h"
#include "services/registry/app/read_divisions.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/store/mysql/testing/test_database.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::IsOkAndHolds;

// What one process of the registry has.
struct RunningRegistry {
  explicit RunningRegistry(const mysql::Options& options)
      : database(OpenTestDatabase(options)), store(*database), live(store) {
    EXPECT_OK(live.CatchUp());
  }

  void WaitBeyond(int64_t position) {
    live.WaitBeyond(position, std::chrono::steady_clock::now() + std::chrono::seconds(20));
  }

  std::unique_ptr<mysql::Database> database;
  MysqlStore store;
  LiveRegistry live;
  service::Recurring refresh{"refresh", std::chrono::milliseconds(10),
                             [this] { return live.CatchUp(); }};
};

OpenCategoryCommand Hollow(const std::string& village) {
  return {village, Category::kHollowEconomy, {2010, 1, 1}, "decision", DataOrigin::kExample};
}

std::vector<std::string> VillageCodes() {
  const std::set<std::string> codes = ProgrammeVillages();
  return {codes.begin(), codes.end()};
}

TEST(OnMysql, TwoProcesses_SeeEachOthersWrites) {
  const mysql::Options options = MakeSchema("registry");
  RunningRegistry a(options);
  RunningRegistry b(options);
  ASSERT_OK(Import(a.live, "tree", SmallTree()));
  b.WaitBeyond(8);
  EXPECT_OK(GetDivision(b.live, {kTeam, Latest()}));
  ASSERT_OK_AND_ASSIGN(const Episode episode,
                       OpenCategory(b.live, RequestOf("Open", "b"), Hollow(kHill)));
  EXPECT_EQ(episode.position, 10);
  a.WaitBeyond(9);
  EXPECT_EQ(GetVillage(a.live, {kHill, Latest(), kAll})->category, Category::kHollowEconomy);
  // A retry may come to either process.
  EXPECT_THAT(OpenCategory(a.live, RequestOf("Open", "b"), Hollow(kHill)), IsOkAndHolds(episode));
}

TEST(OnMysql, TwoProcesses_WritingAtOnce_LoseNothingAndAgreeOnARace) {
  const mysql::Options options = MakeSchema("registry");
  RunningRegistry a(options);
  RunningRegistry b(options);
  ASSERT_OK(Import(a.live, "tree", Jiangxia()));
  const int64_t head = a.store.ReadHead()->position;
  const std::vector<std::string> villages = VillageCodes();
  std::atomic<int> opened = 0;
  // Both open the same 20 villages: each is opened once, by whoever came first.
  const auto open_all = [&](RunningRegistry& process, const std::string& name) {
    for (int i = 0; i < 20; ++i) {
      const auto episode = OpenCategory(process.live, RequestOf("Open", name + std::to_string(i)),
                                        Hollow(villages[static_cast<size_t>(i)]));
      if (episode.ok()) ++opened;
      EXPECT_TRUE(episode.ok() || error::ReasonOf(episode.status()) == "CATEGORY_ALREADY_OPEN")
          << episode.status();
    }
  };
  std::thread first(open_all, std::ref(a), "a");
  std::thread second(open_all, std::ref(b), "b");
  first.join();
  second.join();
  EXPECT_EQ(opened, 20);
  for (RunningRegistry* process : {&a, &b}) {
    process->WaitBeyond(head + 19);
    const auto page = ListVillages(process->live,
                                   {"", Category::kHollowEconomy, "", Latest(), {1'000, ""}, kAll});
    ASSERT_OK(page);
    EXPECT_EQ(page->total, 20);
    EXPECT_EQ(page->position, head + 20);
  }
}

TEST(OnMysql, Restart_KeepsEverything) {
  const mysql::Options options = MakeSchema("registry");
  Episode episode;
  std::vector<Division> before;
  {
    RunningRegistry process(options);
    ASSERT_OK(Import(process.live, "tree", SmallTree()));
    ASSERT_OK_AND_ASSIGN(episode,
                         OpenCategory(process.live, RequestOf("Open", "a"), Hollow(kHill)));
    before = ListDivisions(process.live, {{}, Latest(), {50, ""}})->divisions;
  }
  RunningRegistry process(options);
  EXPECT_EQ(ListDivisions(process.live, {{}, Latest(), {50, ""}})->divisions, before);
  EXPECT_EQ(GetVillage(process.live, {kHill, Latest(), kAll})->category, Category::kHollowEconomy);
  EXPECT_THAT(OpenCategory(process.live, RequestOf("Open", "a"), Hollow(kHill)),
              IsOkAndHolds(episode));
  ASSERT_OK_AND_ASSIGN(const ImportReport again, Import(process.live, "tree", SmallTree()));
  EXPECT_EQ(again.unchanged, 0);  // as the first time
  EXPECT_EQ(again.position, 9);
}

TEST(OnMysql, DatabaseThatCrashes_ReadsGoOnAndNothingIsLost) {
  test::PrivateDatabase server;
  const mysql::Options owner = server.CreateSchema("registry");
  ASSERT_OK(mysql::Migrate(owner, SchemaMigrations()));
  RunningRegistry process(server.ServerAccount(owner));
  ASSERT_OK(Import(process.live, "tree", SmallTree()));
  ASSERT_OK(OpenCategory(process.live, RequestOf("Open", "a"), Hollow(kHill)));
  server.Kill();
  EXPECT_EQ(GetVillage(process.live, {kHill, Latest(), kAll})->category, Category::kHollowEconomy);
  EXPECT_STATUS(OpenCategory(process.live, RequestOf("Open", "b"), Hollow(kPort)),
                HasCode(StatusCode::kUnavailable));
  server.Restart();
  ASSERT_OK_AND_ASSIGN(const Episode retried,
                       OpenCategory(process.live, RequestOf("Open", "b"), Hollow(kPort)));
  EXPECT_EQ(retried.position, 11);
  RunningRegistry fresh(server.ServerAccount(owner));
  EXPECT_EQ(GetVillage(fresh.live, {kHill, Latest(), kAll})->category, Category::kHollowEconomy);
  EXPECT_EQ(GetVillage(fresh.live, {kPort, Latest(), kAll})->category, Category::kHollowEconomy);
}

TEST(OnMysql, ImportOf20000Rows_IsStoredAndReadBack) {
  const mysql::Options options = MakeSchema("registry");
  std::vector<DivisionFacts> rows = {{kProvince, "湖北省", Level::kProvince, "", "", {}}};
  for (int i = 1; i < 20'000; ++i) {
    rows.push_back({std::to_string(420'000'000'000 + i),
                    "村" + std::to_string(i),
                    Level::kVillage,
                    kProvince,
                    "220",
                    {}});
  }
  RunningRegistry process(options);
  ASSERT_OK_AND_ASSIGN(const ImportReport report, Import(process.live, "wide", rows));
  EXPECT_EQ(report.position, 20'000);
  RunningRegistry fresh(options);
  const DivisionPage page = SearchDivisions(fresh.live, {"村19999", {2012, 1, 1}, {50, ""}});
  ASSERT_EQ(page.divisions.size(), 1U);
  EXPECT_EQ(page.divisions[0].position, 20'000);
  EXPECT_EQ(ListVillages(fresh.live, {"", {}, "", Latest(), {1, ""}, kAll})->total, 19'999);
}

}  // namespace
}  // namespace cobuild::registry
