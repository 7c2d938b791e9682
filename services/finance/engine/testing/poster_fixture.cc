#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {

void PosterFixture::ExpectSound() {
  Head last;
  std::string problem;
  const auto entries = store_reader().ListEntries(0, 1'000'000);
  ASSERT_OK(entries);
  for (const Entry& entry : *entries) {
    ASSERT_TRUE(Follows(last, entry, problem)) << entry.stamp.position << ": " << problem;
    last = {entry.stamp.position, entry.chain_digest, entry.stamp.time};
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
