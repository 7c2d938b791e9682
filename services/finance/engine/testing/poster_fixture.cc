#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {

void PosterFixture::ExpectSound() {
  constexpr int kEntriesAtOnce = 10'000;
  Head last;
  std::string problem;
  while (true) {
    const auto entries = store_reader().ListEntries(last.position, kEntriesAtOnce);
    ASSERT_OK(entries);
    if (entries->empty()) break;
    for (const Entry& entry : *entries) {
      ASSERT_TRUE(Follows(last, entry, problem)) << entry.stamp.position << ": " << problem;
      last = {entry.stamp.position, entry.chain_digest, entry.stamp.time};
    }
  }
  EXPECT_EQ(*store_reader().ReadHead(), last);
  const auto balance = store_reader().ReadTrialBalance(std::nullopt);
  ASSERT_OK(balance);
  EXPECT_EQ(balance->debits_fen, balance->credits_fen);
}

PosterTest::PosterTest() {
  PostAll(*poster_, {Alone(Free("a")), Alone(Open("a", "x")), Alone(Open("a", "y")),
                     Alone(Open("a", "capped", BalanceLimit::kDebitsMustNotExceedCredits))});
}

}  // namespace cobuild::finance
