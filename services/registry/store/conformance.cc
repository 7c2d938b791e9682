#include "services/registry/store/conformance.h"

#include <future>
#include <thread>

#include "common/base/status_macros.h"
#include "common/testing/status_matchers.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {

using absl::StatusCode;
using test::HasCode;
using test::IsOkAndHolds;
using ::testing::Eq;
using ::testing::Optional;

namespace {

Division Township() {
  return {{kJinkou, "金口街道", Level::kTownship, kCounty, "", {}}, kBaseline, "nbs-2023", 0, {}};
}

Episode OpenEpisode() {
  Episode episode;
  episode.village_code = kHill;
  episode.entered_date = {2010, 1, 1};
  episode.category = Category::kHollowEconomy;
  episode.basis = "决定";
  episode.data_origin = DataOrigin::kExample;
  return episode;
}

KeptImport Import(const std::string& principal, const std::string& request_id) {
  return {principal, request_id, base::Sha256("x"), {"nbs-2023", kBaseline}, 9, 4, 5};
}

absl::Status InsertImport(Store& store, const KeptImport& import) {
  return store.ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    return writer.InsertImport(import);
  });
}

absl::StatusOr<std::optional<KeptImport>> FindImport(Store& store, const std::string& principal,
                                                     const std::string& request_id) {
  std::optional<KeptImport> found;
  COBUILD_RETURN_IF_ERROR(store.ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(found, writer.FindImport(principal, request_id));
    return absl::OkStatus();
  }));
  return found;
}

}  // namespace

absl::StatusOr<Rows> StoreConformance::Record(Rows rows, const std::string& request_id,
                                              base::Timestamp now) {
  const feed::Request request{"machine/test", "Method", request_id, base::Sha256(request_id)};
  const auto record = [&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const feed::Head head, writer.log().LockHead());
    Number(rows, head.position);
    COBUILD_RETURN_IF_ERROR(writer.InsertRows(rows));
    COBUILD_ASSIGN_OR_RETURN(const feed::Head published,
                             writer.log().Publish(request, now, NamesOf(rows)));
    Stamp(rows, published.record_time, "machine/test");
    return absl::OkStatus();
  };
  COBUILD_RETURN_IF_ERROR(store().ReadWrite(record));
  return rows;
}

TEST_P(StoreConformance, EmptyStore_HasNothing) {
  EXPECT_THAT(store().ReadHead(), IsOkAndHolds(feed::Head{}));
  EXPECT_THAT(store().ReadRows(0, kMaxRowsRead), IsOkAndHolds(Rows{}));
  EXPECT_THAT(store().ReadChanges(0, 10), IsOkAndHolds(std::vector<feed::Change>{}));
}

TEST_P(StoreConformance, Divisions_ReadAsTheyWereRecorded) {
  Division plain = Township();
  Division full = Township();
  full.facts.code = kHill;
  full.facts.level = Level::kVillage;
  full.facts.parent_code = kJinkou;
  full.facts.urban_rural_class = "220";
  full.facts.aliases = {"山坡乡", "a,b", "\"quoted\"", "line\nend", "𠮷"};
  full.effective_date = {9999, 12, 31};
  ASSERT_OK_AND_ASSIGN(const Rows recorded, Record({.divisions = {plain, full}}, "a"));
  EXPECT_EQ(recorded.divisions[1].position, 2);
  EXPECT_THAT(store().ReadRows(0, 2), IsOkAndHolds(recorded));
}

TEST_P(StoreConformance, Episodes_EveryStateIsKept) {
  ASSERT_OK_AND_ASSIGN(const Rows open, Record({.episodes = {OpenEpisode()}}, "a"));
  Episode graduated = OpenEpisode();
  graduated.graduated_date = {2012, 1, 1};
  graduated.evidence = "审计";
  ASSERT_OK_AND_ASSIGN(const Rows ended, Record({.episodes = {graduated}}, "b"));
  EXPECT_THAT(store().ReadRows(0, 1), IsOkAndHolds(open));
  EXPECT_THAT(store().ReadRows(1, 2), IsOkAndHolds(ended));
}

TEST_P(StoreConformance, Perimeters_ReadAsTheyWereRecorded) {
  Perimeter full = ProgrammePerimeter();
  full.include_villages = {kPort};
  full.exclude_villages = {kHill, kSandbar};
  ASSERT_OK_AND_ASSIGN(
      const Rows recorded,
      Record({.records = {Stated(kProgramme, full), Stated("jinkou-50", JinkouPerimeter())}}, "a"));
  EXPECT_THAT(store().ReadRows(0, 2), IsOkAndHolds(recorded));
}

TEST_P(StoreConformance, ReadRows_AfterAndUpTo) {
  ASSERT_OK(Record({.divisions = {Township(), Township()}}, "a"));
  ASSERT_OK(Record({.episodes = {OpenEpisode()}}, "b"));
  ASSERT_OK(Record({.records = {Stated("jinkou-50", JinkouPerimeter())}}, "c"));
  ASSERT_OK_AND_ASSIGN(const Rows middle, store().ReadRows(1, 3));
  EXPECT_EQ(SizeOf(middle), 2U);
  EXPECT_EQ(middle.divisions.at(0).position, 2);
  EXPECT_EQ(middle.episodes.at(0).position, 3);
  EXPECT_THAT(store().ReadRows(4, 4 + kMaxRowsRead), IsOkAndHolds(Rows{}));
}

TEST_P(StoreConformance, RecordTime_IsThatOfTheChange) {
  ASSERT_OK(Record({.divisions = {Township(), Township()}}, "a", {5'000'001}));
  ASSERT_OK(Record({.episodes = {OpenEpisode()}}, "b", {4'000'000}));  // the clock went back
  ASSERT_OK_AND_ASSIGN(const Rows rows, store().ReadRows(0, 3));
  EXPECT_EQ(rows.divisions[0].record_time.micros, 5'000'001);
  EXPECT_EQ(rows.divisions[1].record_time.micros, 5'000'001);
  EXPECT_EQ(rows.episodes[0].record_time.micros, 5'000'002);
  ASSERT_OK_AND_ASSIGN(const auto changes, store().ReadChanges(2, 10));
  EXPECT_EQ(changes.at(0).record_time, rows.episodes[0].record_time);
  EXPECT_EQ(changes.at(0).resource_name, "villages/420115002202/episodes/2010-01-01");
}

TEST_P(StoreConformance, InsertRows_PositionThatIsTaken_IsRefused) {
  ASSERT_OK(Record({.divisions = {Township()}}, "a"));
  const absl::Status status = store().ReadWrite([](Writer& writer) {
    Rows rows{.divisions = {Township()}};
    Number(rows, 0);
    return writer.InsertRows(rows);
  });
  EXPECT_STATUS(status, HasCode(StatusCode::kAlreadyExists));
}

TEST_P(StoreConformance, ReadWrite_AnErrorLeavesNothingBehind) {
  const absl::Status status = store().ReadWrite([](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    Rows rows{.divisions = {Township()}};
    Number(rows, 0);
    COBUILD_RETURN_IF_ERROR(writer.InsertRows(rows));
    COBUILD_RETURN_IF_ERROR(writer.InsertImport(Import("machine/test", "a")));
    COBUILD_RETURN_IF_ERROR(
        writer.log().Publish({"machine/test", "M", "a", {}}, {1}, NamesOf(rows)).status());
    return absl::FailedPreconditionError("refused");
  });
  EXPECT_STATUS(status, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(store().ReadHead(), IsOkAndHolds(feed::Head{}));
  EXPECT_THAT(store().ReadRows(0, 10), IsOkAndHolds(Rows{}));
  EXPECT_THAT(FindImport(store(), "machine/test", "a"), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(StoreConformance, ReadRows_InATransactionSeesWhatIsCommitted) {
  ASSERT_OK_AND_ASSIGN(const Rows recorded, Record({.divisions = {Township()}}, "a"));
  EXPECT_OK(store().ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    EXPECT_THAT(writer.ReadRows(0, 1), IsOkAndHolds(recorded));
    return absl::OkStatus();
  }));
}

TEST_P(StoreConformance, Reads_DoNotWaitForAWriter) {
  ASSERT_OK(store().ReadWrite([this](Writer& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    auto head = std::async(std::launch::async, [this] { return store().ReadHead(); });
    if (head.wait_for(std::chrono::seconds(20)) != std::future_status::ready) {
      return absl::DeadlineExceededError("the read waits");
    }
    EXPECT_THAT(head.get(), IsOkAndHolds(feed::Head{}));
    return absl::OkStatus();
  }));
}

TEST_P(StoreConformance, WritersTakeTurns_PositionsAreContiguous) {
  constexpr int kWrites = 10;
  const auto write = [this](const std::string& name) {
    for (int i = 0; i < kWrites; ++i) {
      EXPECT_OK(Record({.divisions = {Township()}}, name + std::to_string(i)));
    }
  };
  std::thread first(write, "first-");
  std::thread second(write, "second-");
  first.join();
  second.join();
  ASSERT_OK_AND_ASSIGN(const Rows rows, store().ReadRows(0, 100));
  ASSERT_EQ(rows.divisions.size(), size_t{2 * kWrites});
  for (size_t i = 0; i < rows.divisions.size(); ++i) {
    EXPECT_EQ(rows.divisions[i].position, static_cast<int64_t>(i) + 1);
  }
}

TEST_P(StoreConformance, Imports_AreFoundByPrincipalAndRequest) {
  const KeptImport import = Import("machine/test", "a");
  ASSERT_OK(InsertImport(store(), import));
  EXPECT_THAT(FindImport(store(), "machine/test", "a"), IsOkAndHolds(Optional(import)));
  EXPECT_THAT(FindImport(store(), "machine/test", "A"), IsOkAndHolds(Eq(std::nullopt)));
  EXPECT_THAT(FindImport(store(), "machine/other", "a"), IsOkAndHolds(Eq(std::nullopt)));
}

TEST_P(StoreConformance, Imports_TheSameTwice_IsRefused) {
  ASSERT_OK(InsertImport(store(), Import("machine/test", "a")));
  EXPECT_STATUS(InsertImport(store(), Import("machine/test", "a")),
                HasCode(StatusCode::kAlreadyExists));
  EXPECT_OK(InsertImport(store(), Import("machine/other", "a")));
}

}  // namespace cobuild::registry
