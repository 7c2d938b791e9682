#include "services/finance/domain/entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/records/fields.h"

namespace cobuild::finance {
namespace {

using ::testing::HasSubstr;

Entry EntryAt(int64_t position, Content content) {
  Entry entry;
  entry.stamp = {position, {position * 10}, "machine/test"};
  entry.content = std::move(content);
  entry.content_digest = DigestOf(entry.content);
  return entry;
}

Transfer ExampleTransfer() { return {"books", "t1", "x", "y", {100}, {2011, 12, 31}, "rent", ""}; }

class ChainTest : public ::testing::Test {
 protected:
  ChainTest() {
    entry_ = EntryAt(8, ExampleTransfer());
    entry_.chain_digest = ChainDigestOf(last_.digest, entry_);
  }

  bool Holds() { return Follows(last_, entry_, problem_); }

  Head last_{7, base::Sha256("before"), {70}};
  Entry entry_;
  std::string problem_;
};

TEST_F(ChainTest, EntryAsMade_Follows) { EXPECT_TRUE(Holds()); }

TEST_F(ChainTest, EntryElsewhere_IsMissing) {
  entry_.stamp.position = 9;
  EXPECT_FALSE(Holds());
  EXPECT_THAT(problem_, HasSubstr("missing"));
}

TEST_F(ChainTest, TimeThatStandsStill_DoesNotFollow) {
  entry_.stamp.time = last_.time;
  EXPECT_FALSE(Holds());
  EXPECT_THAT(problem_, HasSubstr("time"));
}

TEST_F(ChainTest, ChangedContent_IsFound) {
  std::get<Transfer>(entry_.content).amount = {101};
  EXPECT_FALSE(Holds());
  EXPECT_THAT(problem_, HasSubstr("content"));
}

TEST_F(ChainTest, ChangedContentWithItsDigest_BreaksTheChain) {
  std::get<Transfer>(entry_.content).amount = {101};
  entry_.content_digest = DigestOf(entry_.content);
  EXPECT_FALSE(Holds());
  EXPECT_THAT(problem_, HasSubstr("chained digest"));
}

TEST_F(ChainTest, ChangedActorTimeRequestOrPeer_BreaksTheChain) {
  const Entry made = entry_;
  entry_.stamp.actor = "machine/other";
  EXPECT_FALSE(Holds());
  entry_ = made;
  entry_.stamp.time.micros += 1;
  EXPECT_FALSE(Holds());
  entry_ = made;
  entry_.request_id = "r";
  EXPECT_FALSE(Holds());
  entry_ = made;
  entry_.peer = "ipv4:127.0.0.1:48622";
  EXPECT_FALSE(Holds());
  entry_ = made;
  last_.digest[0] ^= 1;
  EXPECT_FALSE(Holds());
}

TEST(DigestOf, CoversEveryFieldOfATransfer) {
  const base::Digest before = DigestOf(ExampleTransfer());
  for (const auto change : std::initializer_list<void (*)(Transfer&)>{
           [](Transfer& t) { t.ledger = "z"; }, [](Transfer& t) { t.id = "z"; },
           [](Transfer& t) { t.debit_account = "z"; }, [](Transfer& t) { t.credit_account = "z"; },
           [](Transfer& t) { t.amount = {1}; }, [](Transfer& t) { t.effective_date.year = 2010; },
           [](Transfer& t) { t.effective_date.month = 1; },
           [](Transfer& t) { t.effective_date.day = 1; }, [](Transfer& t) { t.description = "z"; },
           [](Transfer& t) { t.reverses = "z"; }}) {
    Transfer changed = ExampleTransfer();
    change(changed);
    EXPECT_NE(DigestOf(changed), before);
  }
}

TEST(DigestOf, CoversEveryFieldOfAnAccount) {
  const AccountFacts facts{"books", "x", "name", "501", Side::kCredit, BalanceLimit::kNone};
  const base::Digest before = DigestOf(AccountOpened{facts});
  for (const auto change : std::initializer_list<void (*)(AccountFacts&)>{
           [](AccountFacts& f) { f.ledger = "z"; }, [](AccountFacts& f) { f.id = "z"; },
           [](AccountFacts& f) { f.display_name = "z"; }, [](AccountFacts& f) { f.code = "z"; },
           [](AccountFacts& f) { f.normal_side = Side::kDebit; },
           [](AccountFacts& f) { f.limit = BalanceLimit::kCreditsMustNotExceedDebits; }}) {
    AccountFacts changed = facts;
    change(changed);
    EXPECT_NE(DigestOf(AccountOpened{changed}), before);
  }
  EXPECT_NE(DigestOf(AccountClosed{facts, {1}}), DigestOf(AccountClosed{facts, {2}}));
}

TEST(DigestOf, CoversEveryFieldOfAnIncome) {
  const IncomeFacts facts{{"420115002201", 2011, IncomeCategory::kOtherIncome},
                          {5},
                          "s",
                          DataOrigin::kRecorded,
                          "t",
                          "r",
                          {}};
  const base::Digest before = DigestOf(IncomeRecorded{facts});
  for (const auto change : std::initializer_list<void (*)(IncomeFacts&)>{
           [](IncomeFacts& f) { f.key.village = "z"; }, [](IncomeFacts& f) { f.key.year = 1; },
           [](IncomeFacts& f) { f.key.category = IncomeCategory::kSubsidyIncome; },
           [](IncomeFacts& f) { f.amount = {6}; }, [](IncomeFacts& f) { f.source = "z"; },
           [](IncomeFacts& f) { f.origin = DataOrigin::kExample; },
           [](IncomeFacts& f) { f.transfer = "z"; },
           [](IncomeFacts& f) { f.correction_reason = "z"; },
           [](IncomeFacts& f) { f.request.key[0] = 1; },
           [](IncomeFacts& f) { f.request.content[0] = 1; }}) {
    IncomeFacts changed = facts;
    change(changed);
    EXPECT_NE(DigestOf(IncomeRecorded{changed}), before);
  }
}

// As a release was described before it said where its project is.
struct ReleaseOfBefore {
  Release release;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("project", self.release.project);
    visit("milestone", self.release.milestone);
    visit("cap", self.release.cap);
    visit("dossier", self.release.dossier);
    visit("origin", self.release.origin);
    visit("claim", self.release.claim);
  }
};

TEST(DigestOf, ReleaseWithoutVillages_IsWhatItWasBeforeItHadAny) {
  Release release;
  release.project = "p";
  release.cap = {100};
  const base::Digest before = records::DigestOf("d", "r", ReleaseOfBefore{release});
  EXPECT_EQ(records::DigestOf("d", "r", release), before);
  release.villages = {"420115002201"};
  EXPECT_NE(records::DigestOf("d", "r", release), before);
}

TEST(DigestOf, KindsDiffer) {
  EXPECT_NE(DigestOf(AccountOpened{}), DigestOf(LedgerCreated{}));
  EXPECT_NE(DigestOf(LedgerCreated{{"a", "b", "", Chart::kCk2004}}),
            DigestOf(LedgerCreated{{"a", "b", "", Chart::kCk2023}}));
}

TEST(NextTime, NeverStandsStillOrGoesBack) {
  EXPECT_EQ(NextTime({10}, {20}).micros, 20);
  EXPECT_EQ(NextTime({10}, {10}).micros, 11);
  EXPECT_EQ(NextTime({10}, {5}).micros, 11);
}

}  // namespace
}  // namespace cobuild::finance
