#include <gmock/gmock.h>

#include <string>
#include <variant>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/finance/store/conformance.h"

namespace cobuild::finance {
namespace {

using ::cobuild::test::HasViolation;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Fund FullFund() {
  return {.display_name = "农业产业发展基金 'x' \\",
          .division = "420115000000",
          .purpose = "发展",
          .instalments = {30, 60, 10},
          .closed_years = {2009, 2010},
          .origin = DataOrigin::kExample};
}

TEST_P(StoreConformance, Record_IsReadAsStated) {
  const auto outcomes = Accept({StateFund("agri", FullFund(), "r1")}, {77});
  const auto& made = std::get<AnyRecord>(outcomes[0]);
  EXPECT_EQ(made.position, 1);
  const std::vector<RecordStated> read = *reader_.ReadRecords(0, kEver, 10);
  ASSERT_THAT(read, SizeIs(1));
  EXPECT_EQ(read[0].record, made);
  EXPECT_EQ(read[0].record.record_time.micros, 77);
  EXPECT_EQ(read[0].record.actor, "machine/test");
  EXPECT_EQ(std::get<Fund>(read[0].record.facts), FullFund());
  ASSERT_TRUE(read[0].request.has_value());
}

TEST_P(StoreConformance, ReadRecords_IsBoundedAndInOrder) {
  Accept({StateFund("a", FullFund(), "r1"), Free("books"), StateFund("b", FullFund(), "r2"),
          StateFund("a", FullFund(), "r3")});
  EXPECT_THAT(*reader_.ReadRecords(0, kEver, 2), SizeIs(2));
  EXPECT_THAT(*reader_.ReadRecords(1, 3, 10), SizeIs(1));
  EXPECT_THAT(*reader_.ReadRecords(4, kEver, 10), IsEmpty());
  ASSERT_OK(writer_->Begin());
  const std::vector<RecordStated> last = *writer_->ReadRecords(3, kEver, 10);
  writer_->Rollback();
  ASSERT_THAT(last, SizeIs(1));
  EXPECT_EQ(last[0].record.id, "a");
  EXPECT_EQ(last[0].record.position, 4);
}

TEST_P(StoreConformance, Record_SameRequest_IsAnsweredWithTheFirst) {
  const auto first = Accept({StateFund("a", FullFund(), "r1")});
  Fund other = FullFund();
  other.purpose = "其他";
  Accept({StateFund("a", other, "r2")});
  const auto again = Accept({StateFund("a", FullFund(), "r1")});
  EXPECT_EQ(std::get<AnyRecord>(again[0]), std::get<AnyRecord>(first[0]));
  EXPECT_EQ(HeadPosition(), 2);
  EXPECT_STATUS(Post({StateFund("a", other, "r1")})[0].status(),
                HasViolation("request_id", "REQUEST_ID_REUSED"));
}

TEST_P(StoreConformance, Record_SameRequestInOneGroup_IsStatedOnce) {
  const auto both = Accept({StateFund("a", FullFund(), "r1"), StateFund("a", FullFund(), "r1")});
  EXPECT_EQ(std::get<AnyRecord>(both[0]), std::get<AnyRecord>(both[1]));
  EXPECT_EQ(HeadPosition(), 1);
}

TEST_P(StoreConformance, RecordEntries_FollowOneAnother) {
  Accept({StateFund("a", FullFund(), "r1"), Free("books"), StateFund("b", Fund(), "r2")});
  Head last;
  std::string problem;
  const std::vector<Entry> entries = *reader_.ListEntries(0, 100);
  for (const Entry& entry : entries) {
    ASSERT_TRUE(Follows(last, entry, problem)) << entry.stamp.position << " " << problem;
    last = {entry.stamp.position, entry.chain_digest, entry.stamp.time};
  }
  EXPECT_EQ(last.position, 3);
}

}  // namespace
}  // namespace cobuild::finance
