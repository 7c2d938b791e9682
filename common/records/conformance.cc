#include "common/records/conformance.h"

#include "common/base/status_macros.h"
#include "common/records/record_change.h"
#include "common/testing/status_matchers.h"

namespace cobuild::records {

using absl::StatusCode;
using test::HasCode;
using test::IsOkAndHolds;

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreConformance);

absl::StatusOr<TestRows> StoreConformance::Record(TestRows rows, const std::string& request_id,
                                                  base::Timestamp now) {
  ChangeRequest change;
  change.reach = scope::Reach::Everything();
  change.request = {"machine/test", "Method", request_id, base::Sha256(request_id)};
  change.now = now;
  const auto record = [&](Writer<TestRows>& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const feed::Head head, writer.log().LockHead());
    return InsertAndPublish(writer, head, change, rows);
  };
  COBUILD_RETURN_IF_ERROR(store().ReadWrite(record));
  return rows;
}

TEST_P(StoreConformance, EmptyStore_HasNothing) {
  EXPECT_THAT(store().ReadHead(), IsOkAndHolds(feed::Head{}));
  EXPECT_THAT(store().ReadRows(0, kMaxRowsRead), IsOkAndHolds(TestRows{}));
  EXPECT_THAT(store().ReadChanges(0, 10), IsOkAndHolds(std::vector<feed::Change>{}));
}

TEST_P(StoreConformance, Records_ReadAsTheyWereRecorded) {
  ASSERT_OK_AND_ASSIGN(
      const TestRows recorded,
      Record({{{"full", FullThing()}, {"empty", Thing{}}, {"full/one", Link{"x"}}}}, "a"));
  EXPECT_EQ(recorded.records[2].position, 3);
  EXPECT_EQ(recorded.records[2].actor, "machine/test");
  EXPECT_THAT(store().ReadRows(0, 3), IsOkAndHolds(recorded));
}

TEST_P(StoreConformance, EveryStateOfAnIdIsKept) {
  ASSERT_OK_AND_ASSIGN(const TestRows first, Record({{{"a", Link{"x"}}}}, "a"));
  ASSERT_OK_AND_ASSIGN(const TestRows second, Record({{{"a", Link{"x"}, "mistyped"}}}, "b"));
  EXPECT_THAT(store().ReadRows(0, 1), IsOkAndHolds(first));
  EXPECT_THAT(store().ReadRows(1, 2), IsOkAndHolds(second));
}

TEST_P(StoreConformance, ReadRows_AfterAndUpTo) {
  ASSERT_OK(Record({{{"a", Link{}}, {"b", Link{}}, {"c", Link{}}, {"d", Link{}}}}, "a"));
  ASSERT_OK_AND_ASSIGN(const TestRows middle, store().ReadRows(1, 3));
  ASSERT_EQ(SizeOf(middle), 2U);
  EXPECT_EQ(middle.records[0].id, "b");
  EXPECT_EQ(middle.records[1].id, "c");
  EXPECT_THAT(store().ReadRows(4, 4 + kMaxRowsRead), IsOkAndHolds(TestRows{}));
}

TEST_P(StoreConformance, RecordTimeAndChanges_AreThoseOfTheFeed) {
  ASSERT_OK(Record({{{"a", Thing{}}}}, "a", {5}));
  ASSERT_OK(Record({{{"a/b", Link{}}}}, "b", {4}));  // the clock went back
  ASSERT_OK_AND_ASSIGN(const TestRows rows, store().ReadRows(0, 2));
  EXPECT_EQ(rows.records[0].record_time.micros, 5);
  EXPECT_EQ(rows.records[1].record_time.micros, 6);
  ASSERT_OK_AND_ASSIGN(const auto changes, store().ReadChanges(1, 10));
  EXPECT_EQ(changes.at(0).record_time, rows.records[1].record_time);
  EXPECT_EQ(changes.at(0).resource_name, "things/a/links/b");
}

TEST_P(StoreConformance, InsertRows_PositionThatIsTaken_IsRefused) {
  ASSERT_OK(Record({{{"a", Link{}}}}, "a"));
  EXPECT_STATUS(store().ReadWrite([](Writer<TestRows>& writer) {
    TestRows rows{{{"b", Link{}}}};
    Number(rows, 0);
    return writer.InsertRows(rows);
  }),
                HasCode(StatusCode::kAlreadyExists));
}

TEST_P(StoreConformance, ReadWrite_AnErrorLeavesNothingBehind) {
  const absl::Status status = store().ReadWrite([](Writer<TestRows>& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const feed::Head head, writer.log().LockHead());
    ChangeRequest change;
    change.reach = scope::Reach::Everything();
    change.request = {"machine/test", "M", "a", {}};
    TestRows rows{{{"a", Link{}}}};
    COBUILD_RETURN_IF_ERROR(InsertAndPublish(writer, head, change, rows));
    return absl::FailedPreconditionError("refused");
  });
  EXPECT_STATUS(status, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(store().ReadHead(), IsOkAndHolds(feed::Head{}));
  EXPECT_THAT(store().ReadRows(0, 10), IsOkAndHolds(TestRows{}));
}

TEST_P(StoreConformance, ReadRows_InATransactionSeesWhatIsCommitted) {
  ASSERT_OK_AND_ASSIGN(const TestRows recorded, Record({{{"a", Link{}}}}, "a"));
  EXPECT_OK(store().ReadWrite([&](Writer<TestRows>& writer) -> absl::Status {
    COBUILD_RETURN_IF_ERROR(writer.log().LockHead().status());
    EXPECT_THAT(writer.ReadRows(0, 1), IsOkAndHolds(recorded));
    return absl::OkStatus();
  }));
}

}  // namespace cobuild::records
