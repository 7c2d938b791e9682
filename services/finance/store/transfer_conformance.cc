#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/finance/engine/book.h"
#include "services/finance/engine/decider.h"
#include "services/finance/engine/loader.h"
#include "services/finance/store/conformance.h"

namespace cobuild::finance {
namespace {

using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> IdsOf(const absl::StatusOr<std::vector<PostedTransfer>>& transfers) {
  EXPECT_OK(transfers);
  std::vector<std::string> ids;
  for (const PostedTransfer& transfer : *transfers) ids.push_back(transfer.transfer.id);
  return ids;
}

TEST_P(StoreConformance, Transfer_IsReadAsPosted) {
  const Command move = Move("a", "t1", "x", "y", 12'345, {2011, 12, 31});
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), move}, {1'600'000'000'123'456});
  ASSERT_OK(writer_->Begin());
  const auto found = *writer_->ReadTransfers({{"a", "t1"}, {"a", "t2"}, {"b", "t1"}});
  writer_->Rollback();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].transfer, std::get<PostTransfer>(move).transfer);
  EXPECT_EQ(found[0].posted, (Stamp{4, {1'600'000'000'123'459}, "machine/test"}));
  EXPECT_FALSE(found[0].is_reversed);
}

TEST_P(StoreConformance, ReadTransfers_OfManyIdsInManyLedgers_FindsEach) {
  std::vector<Command> commands;
  std::vector<Key> keys;
  for (int ledger = 0; ledger < 3; ++ledger) {
    const std::string id = "l" + std::to_string(ledger);
    commands.insert(commands.end(), {Free(id), Open(id, "x"), Open(id, "y")});
    for (int i = 0; i < 200; ++i) {
      commands.push_back(Move(id, "t" + std::to_string(i), "x", "y", 1));
      keys.push_back({id, "t" + std::to_string(i)});
    }
  }
  Accept(commands);
  keys.push_back({"l0", "none"});
  ASSERT_OK(writer_->Begin());
  EXPECT_THAT(*writer_->ReadTransfers(keys), SizeIs(600));
  EXPECT_THAT(*reader_.FindTransfers(keys), SizeIs(600));
  EXPECT_THAT(*reader_.FindTransfers({}), IsEmpty());
  EXPECT_THAT(*writer_->ReadAccounts({{"l0", "x"}, {"l2", "y"}, {"l2", "no"}}), SizeIs(2));
}

TEST_P(StoreConformance, Write_OfATakenTransferId_IsADuplicateKey) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t1", "x", "y", 1)});
  const Head head = *writer_->Begin();
  const Submission submission{{{Move("a", "t1", "x", "y", 2), false}}, "m", false, {}, nullptr};
  Book cache;
  Book book(&cache);
  ASSERT_OK(LoadFor({submission}, /*look_up_ids=*/false, *writer_, cache, book));
  const LiveRecords records;
  UnitSource source(*writer_, records, cache, book);
  Decider decider(book, head, {5}, source, /*look_up_ids=*/false);
  ASSERT_OK(decider.Decide(submission)[0]);
  EXPECT_STATUS(writer_->Write(decider.TakeBatch()),
                Refuses(absl::StatusCode::kAlreadyExists, "DUPLICATE_KEY"));
  writer_->Rollback();
  EXPECT_EQ(AccountOf("a", "x").debits.value, 1);
}

TEST_P(StoreConformance, Transfer_SameIdInAnotherLedger_IsAnotherTransfer) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Free("b"), Open("b", "x"), Open("b", "y"),
          Move("a", "t", "x", "y", 1), Move("b", "t", "x", "y", 1)});
  EXPECT_EQ(HeadPosition(), 8);
}

TEST_P(StoreConformance, Reversal_MarksItsOriginal) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t1", "x", "y", 30)});
  Accept({Reverse("a", "t2", "t1")});
  ASSERT_OK(writer_->Begin());
  const auto found = *writer_->ReadTransfers({{"a", "t1"}, {"a", "t2"}});
  writer_->Rollback();
  ASSERT_THAT(found, SizeIs(2));
  const bool first_is_original = found[0].transfer.id == "t1";
  EXPECT_TRUE(found[first_is_original ? 0 : 1].is_reversed);
  EXPECT_FALSE(found[first_is_original ? 1 : 0].is_reversed);
  EXPECT_EQ(found[first_is_original ? 1 : 0].transfer.reverses, "t1");
  EXPECT_EQ(AccountOf("a", "x").credits.value, 30);
}

TEST_P(StoreConformance, ListTransfers_FiltersAndPages) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Open("a", "z"), Free("b"), Open("b", "x"),
          Open("b", "y"), Move("a", "t1", "x", "y", 1, {2011, 1, 1}),
          Move("a", "t2", "y", "z", 1, {2011, 2, 1}), Move("b", "t3", "x", "y", 1, {2011, 2, 1}),
          Move("a", "t4", "z", "x", 1, {2011, 3, 1})});
  TransferFilter filter{.ledger = LedgerOf("a").number(),
                        .account = std::nullopt,
                        .from = std::nullopt,
                        .to = std::nullopt,
                        .up_to_position = kEver};
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 0, 10)), ElementsAre("t1", "t2", "t4"));
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 0, 2)), ElementsAre("t1", "t2"));
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 8, 2)), ElementsAre("t2", "t4"));
  filter.account = AccountOf("a", "x").number();
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 0, 10)), ElementsAre("t1", "t4"));
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 0, 1)), ElementsAre("t1"));
  filter.account = std::nullopt;
  filter.from = base::Date{2011, 2, 1};
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 0, 10)), ElementsAre("t2", "t4"));
  filter.to = base::Date{2011, 2, 28};
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 0, 10)), ElementsAre("t2"));
  filter.from = std::nullopt;
  filter.to = std::nullopt;
  filter.up_to_position = 9;
  EXPECT_THAT(IdsOf(reader_.ListTransfers(filter, 0, 10)), ElementsAre("t1", "t2"));
}

TEST_P(StoreConformance, AccountsTouchedAfter_NamesOpenedClosedAndMoved) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Open("a", "z")});
  Accept({Move("a", "t", "x", "y", 1), CloseAccount{"a", "z"}, Open("a", "w")});
  ASSERT_OK(writer_->Begin());
  auto touched = **writer_->AccountsTouchedAfter(4, 100);
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  EXPECT_THAT(touched, ElementsAre(Key{"a", "w"}, Key{"a", "x"}, Key{"a", "y"}, Key{"a", "z"}));
  EXPECT_THAT(**writer_->AccountsTouchedAfter(7, 100), IsEmpty());
  EXPECT_FALSE(writer_->AccountsTouchedAfter(4, 2)->has_value());
}

TEST_P(StoreConformance, TwoWriters_TakeTurns) {
  const auto other = store_->MakeWriter();
  Accept({Free("a")});
  for (const auto& result : PostWith(*other, {Free("b")}, {5})) EXPECT_OK(result);
  Accept({Free("c")});
  EXPECT_EQ(HeadPosition(), 3);
}

}  // namespace
}  // namespace cobuild::finance
