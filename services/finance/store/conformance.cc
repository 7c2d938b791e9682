#include "services/finance/store/conformance.h"

#include <gmock/gmock.h>

#include <utility>

#include "common/testing/status_matchers.h"
#include "services/finance/engine/book.h"
#include "services/finance/engine/decider.h"
#include "services/finance/engine/loader.h"

namespace cobuild::finance {

Results StoreConformance::Post(const std::vector<Command>& commands, base::Timestamp now) {
  return PostWith(*writer_, commands, now);
}

Results StoreConformance::PostWith(Writer& writer, const std::vector<Command>& commands,
                                   base::Timestamp now) {
  Submission submission{.items = {},
                        .actor = "machine/test",
                        .validate_only = false,
                        .deadline = {},
                        .done = nullptr,
                        .peer = "ipv4:127.0.0.1:48622"};
  for (const Command& command : commands) submission.items.push_back({command, false});
  const auto head = writer.Begin();
  EXPECT_OK(head);
  Book cache;
  Book book(&cache);
  EXPECT_OK(LoadFor({submission}, true, writer, cache, book));
  LiveRecords records;
  EXPECT_OK(records.CatchUpTo(head->position, [&](int64_t after, int64_t upto, int limit) {
    return writer.ReadRecords(after, upto, limit);
  }));
  UnitSource source(writer, records, cache, book);
  Decider decider(book, *head, now, source, true);
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

using ::testing::IsEmpty;
using ::testing::SizeIs;

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
  LiveRecords records;
  UnitSource source(*writer_, records, book, book);
  Decider decider(book, head, {5}, source, false);
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
    EXPECT_EQ(entry.peer, "ipv4:127.0.0.1:48622");
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

}  // namespace
}  // namespace cobuild::finance
