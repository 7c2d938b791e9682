#include "services/finance/app/verify_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::Refuses;
using ::testing::HasSubstr;

// Shows the entries of another reader, one of them changed or left out.
class TamperedReader : public MemoryStore {
 public:
  explicit TamperedReader(finance::Reader& inner) : inner_(inner) {}

  std::function<void(Entry&)> change = [](Entry&) {};
  int64_t left_out = 0;
  std::optional<Head> head;

  absl::StatusOr<Head> ReadHead() override { return head ? *head : inner_.ReadHead(); }
  absl::StatusOr<std::vector<Entry>> ListEntries(int64_t after, int limit) override {
    auto entries = *inner_.ListEntries(after, limit);
    std::erase_if(entries, [this](const Entry& entry) { return entry.stamp.position == left_out; });
    for (Entry& entry : entries) change(entry);
    return entries;
  }

 private:
  finance::Reader& inner_;
};

class VerifyJournalTest : public PosterFixture {
 protected:
  VerifyJournalTest() {
    std::vector<Item> items = {Alone(Free("a")), Alone(Open("a", "x")), Alone(Open("a", "y"))};
    for (int i = 0; i < 7; ++i) {
      items.push_back(Alone(Move("a", "t" + std::to_string(i), "x", "y", 1)));
    }
    PostAll(*MakePoster(), std::move(items));
  }

  Reader& tampered() { return tampered_.reader(); }
  // Changes the entry at `position` in the way of an intruder who can write to the tables.
  void Tamper(int64_t position, const std::function<void(Entry&)>& change) {
    tampered_.change = [=](Entry& entry) {
      if (entry.stamp.position == position) change(entry);
    };
  }

  TamperedReader tampered_{store_.reader()};
};

TEST_F(VerifyJournalTest, WholeJournal_Holds) {
  const auto verified = VerifyJournal(tampered(), 1, 0);
  ASSERT_OK(verified);
  EXPECT_EQ(verified->entries_checked, 10);
  EXPECT_EQ(verified->last_position, 10);
  EXPECT_EQ(verified->digest, store_reader().ReadHead()->digest);
  EXPECT_EQ(verified->first_broken_position, 0);
}

TEST_F(VerifyJournalTest, ChangedAmount_IsFoundWhereItIs) {
  Tamper(6, [](Entry& entry) { std::get<Transfer>(entry.content).amount = {1'000}; });
  const auto verified = *VerifyJournal(tampered(), 1, 0);
  EXPECT_EQ(verified.first_broken_position, 6);
  EXPECT_EQ(verified.entries_checked, 6);
  EXPECT_EQ(verified.last_position, 6);
  EXPECT_THAT(verified.problem, HasSubstr("content"));
}

TEST_F(VerifyJournalTest, ChangedAmountWithItsDigests_BreaksTheNextLink) {
  Tamper(6, [this](Entry& entry) {
    std::get<Transfer>(entry.content).amount = {1'000};
    entry.content_digest = DigestOf(entry.content);
    const auto before = *store_reader().ListEntries(4, 1);
    entry.chain_digest = ChainDigestOf(before[0].chain_digest, entry);
  });
  EXPECT_EQ(VerifyJournal(tampered(), 1, 0)->first_broken_position, 7);
}

TEST_F(VerifyJournalTest, MissingEntry_IsFound) {
  tampered_.left_out = 5;
  const auto verified = *VerifyJournal(tampered(), 1, 0);
  EXPECT_EQ(verified.first_broken_position, 5);
  EXPECT_THAT(verified.problem, HasSubstr("missing"));
}

TEST_F(VerifyJournalTest, CutOffEnd_IsFoundByTheHead) {
  tampered_.left_out = 10;
  EXPECT_EQ(VerifyJournal(tampered(), 1, 0)->first_broken_position, 10);
}

TEST_F(VerifyJournalTest, AlteredHead_IsFound) {
  tampered_.head = *store_reader().ReadHead();
  tampered_.head->digest[0] ^= 1;
  const auto verified = *VerifyJournal(tampered(), 1, 0);
  EXPECT_EQ(verified.first_broken_position, 10);
  EXPECT_THAT(verified.problem, HasSubstr("head"));
}

TEST_F(VerifyJournalTest, Range_IsMeasuredAgainstTheEntryBefore) {
  Tamper(3, [](Entry& entry) { entry.stamp.actor = "machine/other"; });
  EXPECT_EQ(VerifyJournal(tampered(), 4, 0)->first_broken_position, 0);
  EXPECT_EQ(VerifyJournal(tampered(), 3, 5)->first_broken_position, 3);
  EXPECT_EQ(VerifyJournal(tampered(), 1, 2)->first_broken_position, 0);
}

TEST_F(VerifyJournalTest, BeyondTheHead_IsRefused) {
  EXPECT_STATUS(VerifyJournal(tampered(), 12, 0),
                Refuses(StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
  EXPECT_STATUS(VerifyJournal(tampered(), 1, 11),
                Refuses(StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD"));
}

TEST_F(VerifyJournalTest, EmptyJournal_IsAnEmptyRange) {
  MemoryStore empty;
  const auto verified = VerifyJournal(empty.reader(), 1, 0);
  ASSERT_OK(verified);
  EXPECT_EQ(verified->entries_checked, 0);
  EXPECT_EQ(verified->last_position, 0);
}

}  // namespace
}  // namespace cobuild::finance
