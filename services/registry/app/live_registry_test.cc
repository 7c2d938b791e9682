#include "services/registry/app/live_registry.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "services/registry/app/open_category.h"
#include "services/registry/app/read_changes.h"
#include "services/registry/app/read_divisions.h"
#include "services/registry/app/testing/faulty_store.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/store/memory/memory_store.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::Refuses;

// A province with `count` divisions below it: more than one read of the store, or one add to
// memory, takes.
std::vector<DivisionFacts> WideTree(int count) {
  std::vector<DivisionFacts> tree = {{kProvince, "湖北省", Level::kProvince, "", "", {}}};
  for (int i = 0; i < count; ++i) {
    tree.push_back({std::to_string(420'000'000'001 + i), "村", Level::kVillage, kProvince, "", {}});
  }
  return tree;
}

size_t CountIn(const LiveRegistry& live) {
  return live.Read([](const Registry& registry) {
    size_t count = 0;
    VisitAfter(registry.divisions().all(), "", registry.LatestOn(kBaseline),
               [&](const Division&) { return ++count > 0; });
    return count;
  });
}

std::chrono::steady_clock::time_point In(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

constexpr std::chrono::seconds kPatience(20);

class LiveRegistryTest : public ::testing::Test {
 protected:
  MemoryStore memory_;
  FaultyStore store_{memory_};
  LiveRegistry writer_{memory_};
};

TEST_F(LiveRegistryTest, CatchUp_BringsInWhatIsStored) {
  ASSERT_OK(Import(writer_, "a", WideTree(4'999)));
  LiveRegistry live(store_);
  EXPECT_EQ(CountIn(live), 0U);
  ASSERT_OK(live.CatchUp());
  EXPECT_EQ(CountIn(live), 5'000U);
  ASSERT_OK(live.CatchUp());
  EXPECT_EQ(CountIn(live), 5'000U);
}

TEST_F(LiveRegistryTest, CatchUp_ThatFailsHalfWay_ShowsNoHalfTransaction) {
  ASSERT_OK(Import(writer_, "a", SmallTree()));
  LiveRegistry live(store_);
  ASSERT_OK(live.CatchUp());
  ASSERT_OK(Import(writer_, "b", WideTree(4'999), {"wide", kBaseline}));
  store_.reads_before_failure = 1;
  EXPECT_STATUS(live.CatchUp(), HasCode(StatusCode::kUnavailable));
  EXPECT_EQ(CountIn(live), 9U);
  store_.reads_before_failure = -1;
  ASSERT_OK(live.CatchUp());
  EXPECT_EQ(CountIn(live), CountIn(writer_));
}

TEST_F(LiveRegistryTest, CatchUp_AfterItFailedHalfWay_AWriteShowsNoHalfTransaction) {
  ASSERT_OK(Import(writer_, "a", SmallTree()));
  LiveRegistry live(store_);
  ASSERT_OK(live.CatchUp());
  ASSERT_OK(Import(writer_, "b", WideTree(4'999), {"wide", kBaseline}));
  store_.reads_before_failure = 1;
  EXPECT_STATUS(live.CatchUp(), HasCode(StatusCode::kUnavailable));
  // The writing transaction reads the rest by itself.
  ASSERT_OK(Import(live, "c", SmallTree(), {"again", {2012, 1, 1}}));
  EXPECT_EQ(CountIn(live), CountIn(writer_));
}

TEST_F(LiveRegistryTest, Write_WhileACatchUpFailsHalfWay_ShowsItsOwnRowsAndNoHalfTransaction) {
  LiveRegistry live(store_);
  store_.after_commit = [&] {
    EXPECT_OK(Import(writer_, "b", WideTree(4'999), {"wide", kBaseline}));
    store_.reads_before_failure = 1;
    EXPECT_STATUS(live.CatchUp(), HasCode(StatusCode::kUnavailable));
  };
  ASSERT_OK(Import(live, "a", SmallTree()));
  EXPECT_EQ(CountIn(live), 9U);
}

TEST_F(LiveRegistryTest, CatchUp_AChangeWithoutItsRow_IsDataLoss) {
  ASSERT_OK(memory_.ReadWrite([](Writer& writer) -> absl::Status {
    EXPECT_OK(writer.log().LockHead());
    return writer.log().Publish({"p", "m", "", {}}, {1}, {"divisions/420000000000"}).status();
  }));
  LiveRegistry live(store_);
  EXPECT_STATUS(live.CatchUp(), Refuses(StatusCode::kDataLoss, "ROWS_MISSING"));
}

TEST_F(LiveRegistryTest, ReadersDuringAnImport_SeeAllOfItOrNothing) {
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        const size_t count = CountIn(writer_);
        EXPECT_TRUE(count == 0 || count == 5'000) << count;
      }
    });
  }
  EXPECT_OK(Import(writer_, "a", WideTree(4'999)));
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(CountIn(writer_), 5'000U);
}

TEST_F(LiveRegistryTest, TwoProcessesWriting_BothEndWithEverything) {
  ASSERT_OK(Import(writer_, "tree", WideTree(40)));
  LiveRegistry other(memory_);
  const auto open = [](LiveRegistry& live, int first) {
    for (int i = first; i < 40; i += 2) {
      const OpenCategoryCommand command{std::to_string(420'000'000'001 + i),
                                        Category::kHollowEconomy,
                                        {2010, 1, 1},
                                        "decision",
                                        DataOrigin::kExample};
      EXPECT_OK(OpenCategory(live, RequestOf("Open", std::to_string(i)), command));
      EXPECT_OK(live.CatchUp());  // as the refresher does, in between
    }
  };
  std::thread even(open, std::ref(writer_), 0);
  std::thread odd(open, std::ref(other), 1);
  even.join();
  odd.join();
  for (LiveRegistry* live : {&writer_, &other}) {
    ASSERT_OK(live->CatchUp());
    live->Read([](const Registry& registry) {
      EXPECT_EQ(registry.position(), 81);
      EXPECT_EQ(registry.episodes().all().size(), 40U);
    });
  }
}

TEST_F(LiveRegistryTest, WaitBeyond_ReturnsWithTheChange) {
  std::thread waiter([&] {
    writer_.WaitBeyond(8, In(kPatience));
    EXPECT_EQ(CountIn(writer_), 9U);
  });
  EXPECT_OK(Import(writer_, "a", SmallTree()));
  waiter.join();
}

TEST_F(LiveRegistryTest, WaitBeyond_ReturnsAtItsDeadline) {
  const auto deadline = In(std::chrono::milliseconds(20));
  writer_.WaitBeyond(0, deadline);
  EXPECT_GE(std::chrono::steady_clock::now(), deadline);
}

TEST_F(LiveRegistryTest, ReadChanges_EachWithItsRow) {
  ASSERT_OK(Import(writer_, "a", SmallTree()));
  ASSERT_OK_AND_ASSIGN(const ChangedRows changed, ReadChanges(memory_, 3, 4));
  ASSERT_EQ(changed.changes.size(), 4U);
  ASSERT_EQ(changed.rows.divisions.size(), 4U);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(changed.changes[i].position, static_cast<int64_t>(i) + 4);
    EXPECT_EQ(changed.rows.divisions[i].position, changed.changes[i].position);
    EXPECT_EQ(changed.changes[i].actor, "machine/test");
    EXPECT_EQ(changed.changes[i].request_id, "a");
  }
  ASSERT_OK_AND_ASSIGN(const ChangedRows none, ReadChanges(memory_, 9, 4));
  EXPECT_TRUE(none.changes.empty());
}

}  // namespace
}  // namespace cobuild::registry
