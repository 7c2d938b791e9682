#include "services/registry/app/import_divisions.h"

#include <gmock/gmock.h>

#include "services/registry/app/read_divisions.h"
#include "services/registry/app/testing/faulty_store.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/store/memory/memory_store.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::Refuses;

std::vector<DivisionFacts> Renamed(const char* name) {
  std::vector<DivisionFacts> tree = SmallTree();
  tree.back().name = name;
  return tree;
}

class ImportDivisionsTest : public ::testing::Test {
 protected:
  std::string NameOfTeam() {
    const auto division = GetDivision(live_, {kTeam, Latest()});
    return division.ok() ? division->facts.name : "";
  }

  MemoryStore memory_;
  FaultyStore store_{memory_};
  LiveRegistry live_{store_};
};

TEST_F(ImportDivisionsTest, RecordsEveryRowAndReports) {
  ASSERT_OK_AND_ASSIGN(const ImportReport report, Import(live_, "a", SmallTree()));
  EXPECT_EQ(report.received, 9);
  EXPECT_EQ(report.rejected, 0);
  EXPECT_EQ(report.unchanged, 0);
  EXPECT_EQ(report.position, 9);
  ASSERT_OK_AND_ASSIGN(const Division team, GetDivision(live_, {kTeam, Latest()}));
  EXPECT_EQ(team.position, 9);
  EXPECT_EQ(team.record_time, kNow);
}

TEST_F(ImportDivisionsTest, OnlyRowsThatDifferAreRecorded) {
  ASSERT_OK(Import(live_, "a", SmallTree()));
  ASSERT_OK_AND_ASSIGN(const ImportReport report,
                       Import(live_, "b", Renamed("新名"), {"next", {2012, 1, 1}}));
  EXPECT_EQ(report.unchanged, 8);
  EXPECT_EQ(report.position, 10);
  EXPECT_EQ(NameOfTeam(), "新名");
  ASSERT_OK_AND_ASSIGN(const Division before, GetDivision(live_, {kTeam, Latest({2011, 12, 31})}));
  EXPECT_EQ(before.facts.name, "山坡生产队");
}

TEST_F(ImportDivisionsTest, NothingNew_IsNoChange) {
  ASSERT_OK(Import(live_, "a", SmallTree()));
  ASSERT_OK_AND_ASSIGN(const ImportReport report, Import(live_, "b", SmallTree()));
  EXPECT_EQ(report.unchanged, 9);
  EXPECT_EQ(report.position, 9);
  EXPECT_EQ(store_.ReadHead()->position, 9);
}

TEST_F(ImportDivisionsTest, SameRequestAgain_GivesTheSameCounts) {
  std::vector<DivisionFacts> rows = SmallTree();
  rows.push_back({kCounty, "江夏区", Level::kTownship, kCounty, "", {}});  // repeats its parent
  ASSERT_OK_AND_ASSIGN(const ImportReport first, Import(live_, "a", rows));
  ASSERT_OK_AND_ASSIGN(const ImportReport again, Import(live_, "a", rows));
  EXPECT_EQ(again.received, 10);
  EXPECT_EQ(again.rejected, 0);
  EXPECT_EQ(again.unchanged, first.unchanged);
  EXPECT_EQ(again.repeated_codes, std::vector<std::string>{kCounty});
  EXPECT_EQ(again.position, first.position);
  EXPECT_EQ(store_.ReadHead()->position, 9);
}

TEST_F(ImportDivisionsTest, RetryOfAnImportThatChangedNothing_DoesNotUndoALaterOne) {
  ASSERT_OK(Import(live_, "a", SmallTree()));
  ASSERT_OK(Import(live_, "b", SmallTree()));
  ASSERT_OK(Import(live_, "c", Renamed("新名")));
  ASSERT_OK_AND_ASSIGN(const ImportReport retry, Import(live_, "b", SmallTree()));
  EXPECT_EQ(retry.unchanged, 9);
  EXPECT_EQ(retry.position, 9);
  EXPECT_EQ(NameOfTeam(), "新名");
}

TEST_F(ImportDivisionsTest, SameIdOtherRows_IsRefused) {
  ASSERT_OK(Import(live_, "a", SmallTree()));
  EXPECT_STATUS(Import(live_, "a", Renamed("新名")),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(NameOfTeam(), "山坡生产队");
}

TEST_F(ImportDivisionsTest, RejectedRows_StoreNothingAndKeepTheIdFree) {
  ASSERT_OK_AND_ASSIGN(const ImportReport report, Import(live_, "a", Renamed("")));
  EXPECT_EQ(report.received, 9);
  EXPECT_EQ(report.rejected, 1);
  EXPECT_EQ(report.faults.size(), 1U);
  EXPECT_EQ(report.position, 0);
  EXPECT_EQ(store_.ReadHead()->position, 0);
  EXPECT_OK(Import(live_, "a", SmallTree()));
}

TEST_F(ImportDivisionsTest, ValidateOnly_ReportsAndStoresNothing) {
  ChangeRequest change = RequestOf("Import", "a");
  change.validate_only = true;
  ASSERT_OK_AND_ASSIGN(
      const ImportReport report,
      ImportDivisions(live_, change, {"test", kBaseline}, ImportRowsOf(SmallTree())));
  EXPECT_EQ(report.received, 9);
  EXPECT_EQ(report.rejected, 0);
  EXPECT_EQ(report.position, 0);
  EXPECT_EQ(store_.ReadHead()->position, 0);
  EXPECT_OK(Import(live_, "a", Renamed("新名")));
}

TEST_F(ImportDivisionsTest, RunAgainAfterAConflict_RecordsOnce) {
  store_.runs_to_roll_back = 2;
  ASSERT_OK_AND_ASSIGN(const ImportReport report, Import(live_, "a", SmallTree()));
  EXPECT_EQ(report.received, 9);
  EXPECT_EQ(store_.ReadHead()->position, 9);
  EXPECT_EQ(NameOfTeam(), "山坡生产队");
}

TEST_F(ImportDivisionsTest, UnknownCommit_RetryTellsWhatItDid) {
  store_.commits_to_lose = 1;
  EXPECT_STATUS(Import(live_, "a", SmallTree()), HasCode(StatusCode::kUnavailable));
  EXPECT_EQ(NameOfTeam(), "山坡生产队");
  ASSERT_OK_AND_ASSIGN(const ImportReport retry, Import(live_, "a", SmallTree()));
  EXPECT_EQ(retry.unchanged, 0);
  EXPECT_EQ(retry.position, 9);
  EXPECT_EQ(store_.ReadHead()->position, 9);
}

}  // namespace
}  // namespace cobuild::registry
