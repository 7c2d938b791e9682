#include "services/finance/store/conformance.h"

#include <gmock/gmock.h>

#include <utility>

#include "common/testing/status_matchers.h"
#include "services/finance/engine/book.h"
#include "services/finance/engine/decider.h"
#include "services/finance/engine/loader.h"

namespace cobuild::finance {

using ::cobuild::test::IsOk;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

Results StoreConformance::Post(const std::vector<Command>& commands, base::Timestamp now) {
  return PostWith(*writer_, commands, now);
}

Results StoreConformance::PostWith(Writer& writer, const std::vector<Command>& commands,
                                   base::Timestamp now) {
  Submission submission{.items = {},
                        .actor = "machine/test",
                        .validate_only = false,
                        .deadline = {},
                        .done = nullptr};
  for (const Command& command : commands) submission.items.push_back({command, false});
  const auto head = writer.Begin();
  EXPECT_OK(head);
  Book cache;
  Book book(&cache);
  EXPECT_OK(LoadFor({submission}, true, writer, cache, book));
  Decider decider(book, *head, now);
  Results results = decider.Decide(submission);
  const Batch batch = decider.TakeBatch();
  if (batch.entries.empty()) {
    writer.Rollback();
  } else {
    EXPECT_OK(writer.Write(batch));
    EXPECT_OK(writer.Commit());
  }
  return results;
}

std::vector<Outcome> StoreConformance::Accept(const std::vector<Command>& commands,
                                              base::Timestamp now) {
  std::vector<Outcome> outcomes;
  for (auto& result : Post(commands, now)) {
    EXPECT_OK(result);
    if (result.ok()) outcomes.push_back(*std::move(result));
  }
  return outcomes;
}

void StoreConformance::CreateVillageLedger(const std::string& village) {
  Accept({VillageLedger(village)});
}

Ledger StoreConformance::LedgerOf(const std::string& id) {
  const auto found = reader_.FindLedger(id);
  EXPECT_TRUE(found.ok() && found->has_value()) << id;
  return **found;
}

Account StoreConformance::AccountOf(const std::string& ledger, const std::string& id) {
  const auto found = reader_.FindAccount({ledger, id});
  EXPECT_TRUE(found.ok() && found->has_value()) << ledger << " " << id;
  return **found;
}

int64_t StoreConformance::HeadPosition() { return reader_.ReadHead()->position; }

namespace {

std::vector<std::string> IdsOf(const absl::StatusOr<std::vector<PostedTransfer>>& transfers) {
  EXPECT_OK(transfers);
  std::vector<std::string> ids;
  for (const PostedTransfer& transfer : *transfers) ids.push_back(transfer.transfer.id);
  return ids;
}

constexpr int64_t kEver = 1'000'000'000;

// ---- the head ----

TEST_P(StoreConformance, Head_OfEmptyJournal_IsZero) {
  EXPECT_EQ(*reader_.ReadHead(), Head());
  EXPECT_EQ(*writer_->Begin(), Head());
}

TEST_P(StoreConformance, Head_AfterCommit_IsTheLastEntry) {
  Accept({Free("a"), Open("a", "x")});
  const Head head = *reader_.ReadHead();
  const auto entries = *reader_.ListEntries(0, 10);
  ASSERT_THAT(entries, SizeIs(2));
  EXPECT_EQ(head.position, 2);
  EXPECT_EQ(head.digest, entries[1].chain_digest);
  EXPECT_EQ(head.time, entries[1].stamp.time);
}

TEST_P(StoreConformance, Rollback_LeavesNothing) {
  const Head head = *writer_->Begin();
  Submission submission{{{Free("a"), false}}, "machine/test", false, {}, nullptr};
  Book book;
  Decider decider(book, head, {5});
  ASSERT_OK(decider.Decide(submission)[0]);
  ASSERT_OK(writer_->Write(decider.TakeBatch()));
  writer_->Rollback();
  EXPECT_EQ(HeadPosition(), 0);
  EXPECT_FALSE(reader_.FindLedger("a")->has_value());
}

TEST_P(StoreConformance, Rollback_OutsideATransaction_DoesNothing) { writer_->Rollback(); }

TEST_P(StoreConformance, Begin_OnAnOpenTransaction_DropsIt) {
  ASSERT_OK(writer_->Begin());
  ASSERT_OK(writer_->Begin());
  Accept({Free("a")});
  EXPECT_EQ(HeadPosition(), 1);
}

TEST_P(StoreConformance, Holds_TellsWhetherAnEntryIsThere) {
  Accept({Free("a")});
  const Head head = *writer_->Begin();
  EXPECT_TRUE(*writer_->Holds(1, head.digest));
  EXPECT_FALSE(*writer_->Holds(1, base::Digest{}));
  EXPECT_FALSE(*writer_->Holds(2, head.digest));
}

TEST_P(StoreConformance, Entries_FollowOneAnother) {
  CreateVillageLedger("420115002201");
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t1", "x", "y", 500)});
  Accept({Reverse("a", "t2", "t1"), CloseAccount{"a", "x"},
          Record("420115002201", 2011, IncomeCategory::kOtherIncome, 70, "r1"),
          Correct("420115002201", 2011, IncomeCategory::kOtherIncome, 80, "r2")});
  Head last;
  std::string problem;
  const auto entries = *reader_.ListEntries(0, 1'000);
  EXPECT_THAT(entries, SizeIs(static_cast<size_t>(HeadPosition())));
  for (const Entry& entry : entries) {
    ASSERT_TRUE(Follows(last, entry, problem)) << entry.stamp.position << " " << problem;
    last = {entry.stamp.position, entry.chain_digest, entry.stamp.time};
  }
}

TEST_P(StoreConformance, Entries_ComeInPages) {
  Accept({Free("a"), Free("b"), Free("c")});
  EXPECT_THAT(*reader_.ListEntries(0, 2), SizeIs(2));
  EXPECT_THAT(*reader_.ListEntries(2, 2), SizeIs(1));
  EXPECT_THAT(*reader_.ListEntries(3, 2), IsEmpty());
}

TEST_P(StoreConformance, PositionAt_FindsTheLastEntryOfThatTime) {
  Accept({Free("a"), Free("b")}, {10});
  Accept({Free("c")}, {20});
  EXPECT_EQ(*reader_.PositionAt({9}), 0);
  EXPECT_EQ(*reader_.PositionAt({10}), 1);
  EXPECT_EQ(*reader_.PositionAt({11}), 2);
  EXPECT_EQ(*reader_.PositionAt({19}), 2);
  EXPECT_EQ(*reader_.PositionAt({20}), 3);
  EXPECT_EQ(*reader_.PositionAt({kEver}), 3);
}

// ---- ledgers and accounts ----

TEST_P(StoreConformance, Ledger_IsReadAsCreated) {
  Accept({CreateLedger{{"a", "村账", "420115002201", Chart::kCk2023}}}, {77});
  const Ledger ledger = LedgerOf("a");
  EXPECT_EQ(ledger.facts, (LedgerFacts{"a", "村账", "420115002201", Chart::kCk2023}));
  EXPECT_EQ(ledger.created, (Stamp{1, {77}, "machine/test"}));
  EXPECT_FALSE(reader_.FindLedger("A")->has_value());
  EXPECT_EQ(AccountOf("a", "133").facts.normal_side, Side::kCredit);
}

TEST_P(StoreConformance, Account_ThatIsClosed_SaysSo) {
  Accept({Free("a"), Open("a", "x")});
  EXPECT_FALSE(AccountOf("a", "x").is_closed);
  Accept({CloseAccount{"a", "x"}});
  const Account account = AccountOf("a", "x");
  EXPECT_TRUE(account.is_closed);
  EXPECT_EQ(account.closed_position, 3);
  EXPECT_EQ(account.opened_position, 2);
}

TEST_P(StoreConformance, ListAccounts_IsInOrderOfIdAndOfOneLedger) {
  Accept({Free("a"), Free("b"), Open("a", "y"), Open("a", "x"), Open("b", "z"), Open("a", "1")});
  const int64_t number = LedgerOf("a").number();
  const auto ids = [&](std::string_view after, int limit) {
    std::vector<std::string> list;
    const auto page = *reader_.ListAccounts(number, after, limit);
    for (const Account& account : page) {
      list.push_back(account.facts.id);
    }
    return list;
  };
  EXPECT_THAT(ids("", 10), ElementsAre("1", "x", "y"));
  EXPECT_THAT(ids("1", 1), ElementsAre("x"));
  EXPECT_THAT(ids("y", 10), IsEmpty());
}

TEST_P(StoreConformance, ReadBalances_KeepsOrderAndLeavesGaps) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t", "x", "y", 900)});
  const Balances balances =
      *reader_.ReadBalances({{"a", "y"}, {"a", "no"}, {"a", "x"}, {"a", "y"}});
  EXPECT_EQ(balances.position, 4);
  ASSERT_THAT(balances.accounts, SizeIs(4));
  EXPECT_EQ(balances.accounts[0]->credits.value, 900);
  EXPECT_FALSE(balances.accounts[1].has_value());
  EXPECT_EQ(balances.accounts[2]->debits.value, 900);
  EXPECT_EQ(balances.accounts[3]->credits.value, 900);
}

TEST_P(StoreConformance, TrialBalance_OfALedger_HasEveryAccount) {
  Accept({Free("a"), Free("b"), Open("a", "x"), Open("a", "y"), Open("b", "x"), Open("b", "y"),
          Move("a", "t", "x", "y", 900), Move("b", "t", "x", "y", 50)});
  const TrialBalance balance = *reader_.ReadTrialBalance(LedgerOf("a").number());
  ASSERT_THAT(balance.rows, SizeIs(2));
  EXPECT_EQ(balance.rows[0].account, "x");
  EXPECT_EQ(balance.rows[0].display_name, "名 x");
  EXPECT_EQ(balance.rows[0].debits_fen, 900);
  EXPECT_EQ(balance.debits_fen, 900);
  EXPECT_EQ(balance.credits_fen, 900);
  EXPECT_EQ(balance.position, 8);
}

TEST_P(StoreConformance, TrialBalance_OverAll_IsByChartAndCode) {
  CreateVillageLedger("420115002201");
  CreateVillageLedger("420115002202");
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t", "x", "y", 1),
          Move("420115002201", "t", "102", "501", 20),
          Move("420115002202", "t", "102", "501", 300)});
  const TrialBalance balance = *reader_.ReadTrialBalance(std::nullopt);
  ASSERT_THAT(balance.rows, SizeIs(1 + AccountsOf(Chart::kCk2004).size()));
  EXPECT_EQ(balance.rows[0].account, "");
  EXPECT_EQ(balance.rows[0].debits_fen, 1);
  EXPECT_EQ(balance.rows[2].account, "102");
  EXPECT_EQ(balance.rows[2].display_name, "CK2004-12 银行存款");
  EXPECT_EQ(balance.rows[2].debits_fen, 320);
  EXPECT_EQ(balance.debits_fen, 321);
  EXPECT_EQ(balance.credits_fen, 321);
}

TEST_P(StoreConformance, TrialBalance_OfNothing_IsZero) {
  const TrialBalance balance = *reader_.ReadTrialBalance(std::nullopt);
  EXPECT_THAT(balance.rows, IsEmpty());
  EXPECT_EQ(balance.debits_fen, 0);
}

TEST_P(StoreConformance, TrialBalance_BeyondInt64_StillAdds) {
  const int64_t most = money::kMaxAmount.value;
  std::vector<Command> commands = {Free("a"), Open("a", "x")};
  for (int i = 0; i < 1'100; ++i) {
    commands.push_back(Open("a", "y" + std::to_string(i % 2) + "-" + std::to_string(i / 1'000)));
    commands.push_back(Open("a", "z" + std::to_string(i / 1'000)));
  }
  for (int i = 0; i < 1'100; ++i) {
    commands.push_back(Move("a", "t" + std::to_string(i), "z" + std::to_string(i / 1'000),
                            "y" + std::to_string(i % 2) + "-" + std::to_string(i / 1'000), most));
  }
  Accept(commands);
  const TrialBalance balance = *reader_.ReadTrialBalance(std::nullopt);
  EXPECT_EQ(balance.debits_fen, absl::int128(most) * 1'100);
  EXPECT_EQ(balance.credits_fen, balance.debits_fen);
}

// ---- transfers ----

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
  EXPECT_THAT(*writer_->ReadAccounts({{"l0", "x"}, {"l2", "y"}, {"l2", "no"}}), SizeIs(2));
}

TEST_P(StoreConformance, Write_OfATakenTransferId_IsADuplicateKey) {
  Accept({Free("a"), Open("a", "x"), Open("a", "y"), Move("a", "t1", "x", "y", 1)});
  const Head head = *writer_->Begin();
  const Submission submission{{{Move("a", "t1", "x", "y", 2), false}}, "m", false, {}, nullptr};
  Book cache;
  Book book(&cache);
  ASSERT_OK(LoadFor({submission}, /*look_up_ids=*/false, *writer_, cache, book));
  Decider decider(book, head, {5});
  ASSERT_OK(decider.Decide(submission)[0]);
  EXPECT_THAT(writer_->Write(decider.TakeBatch()),
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
