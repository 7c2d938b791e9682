// Random funds, releases, claims and investments through two posters: money never outruns what came
// before it. COBUILD_PROPERTY_COMMANDS sets how many commands a seed runs (tests/README.md).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "services/finance/domain/fund_position.h"
#include "services/finance/domain/investment_lines.h"
#include "services/finance/engine/testing/poster_fixture.h"
#include "services/finance/engine/testing/random_funds.h"

namespace cobuild::finance {
namespace {

constexpr int kCommands = 1'500;
constexpr int kLooks = 10;  // at the invariants while commands run

using Movements = std::vector<const records::Record<FundMovement>*>;

Movements MovementsOf(const RecordState& state, const std::string& key) {
  Movements movements;
  state.Of<FundMovement>().VisitKeyAfter(key, "", state.position(), [&](const auto& one) {
    movements.push_back(&one);
    return true;
  });
  std::sort(movements.begin(), movements.end(),
            [](const auto* a, const auto* b) { return a->position < b->position; });
  return movements;
}

bool IsPaid(const Claim& claim) {
  return claim.state == ClaimState::kInstructed || claim.state == ClaimState::kConfirmed;
}

// appropriated >= allocated >= committed >= paid; gives what is paid.
absl::int128 ExpectLadder(const RecordState& state, const std::string& fund) {
  absl::int128 paid = 0;
  for (const auto& [year, sums] : AddUp(MovementsOf(state, fund))) {
    EXPECT_GE(sums.appropriated, sums.allocated);
    EXPECT_GE(sums.allocated, sums.committed);
    EXPECT_GE(sums.committed, sums.paid);
    EXPECT_GE(sums.paid, 0);
    paid += sums.paid;
  }
  return paid;
}

// What is paid is what claims say, and never more than was released.
void ExpectPaymentsWithinReleases(const RecordState& state, absl::int128 paid) {
  absl::int128 claimed = 0;
  state.Of<Claim>().VisitAfter("", state.position(), [&](const auto& claim) {
    if (IsPaid(claim.facts)) claimed += claim.facts.amount.value;
    if (claim.facts.state == ClaimState::kApproved || IsPaid(claim.facts)) {
      EXPECT_NE(claim.facts.maker, claim.facts.checker);
    }
    return true;
  });
  absl::int128 released = 0;
  state.Of<Release>().VisitAfter("", state.position(), [&](const auto& release) {
    released += release.facts.cap.value;
    return true;
  });
  EXPECT_EQ(paid, claimed);
  EXPECT_LE(paid, released);
}

absl::int128 SumOf(const std::vector<InvestmentLine>& lines) {
  absl::int128 sum = 0;
  for (const InvestmentLine& line : lines) sum += line.signed_amount.value;
  return sum;
}

// The lines of cash sum to the confirmed payments.
void ExpectLinesOfCash(const RecordState& state) {
  std::vector<InvestmentLine> lines;
  absl::int128 confirmed = 0;
  state.Of<Claim>().VisitAfter("", state.position(), [&](const auto& claim) {
    AddLines(*state.Of<Claim>().StatesOf(claim.id), MovementsOf(state, "claims/" + claim.id),
             state.position(), lines);
    if (claim.facts.state == ClaimState::kConfirmed) confirmed += claim.facts.amount.value;
    return true;
  });
  EXPECT_EQ(SumOf(lines), confirmed);
}

class ClaimsPropertyTest : public PosterFixture, public ::testing::WithParamInterface<int> {
 protected:
  ClaimsPropertyTest() {
    for (Command& command : random_.Beginning()) Accept(*posters_[0], std::move(command));
  }

  // A project's memorandum ledger holds what its investments state, and so do their lines.
  void ExpectInvestments(const RecordState& state, const std::string& project) {
    absl::int128 stated = 0;
    std::vector<InvestmentLine> lines;
    const records::Shelf<Investment>& shelf = state.Of<Investment>();
    shelf.VisitKeyAfter(project, "", state.position(), [&](const auto& investment) {
      stated += investment.facts.amount.value;
      AddLines(*shelf.StatesOf(investment.id), state.position(), lines);
      return true;
    });
    const auto sources = store_reader().FindAccount({LedgerOfProject(project), "sources"});
    ASSERT_OK(sources);
    const absl::int128 posted =
        *sources ? (*sources)->credits.value - (*sources)->debits.value : int64_t{0};
    EXPECT_EQ(posted, stated);
    EXPECT_EQ(SumOf(lines), stated);
  }

  // By the records that each poster holds.
  void ExpectInvariants() {
    for (LiveRecords& records : records_) {
      ASSERT_OK(records.CatchUp(store_reader()));
      records.Read([&](const RecordState& state) {
        absl::int128 paid = 0;
        for (const std::string& fund : RandomFunds::Funds()) paid += ExpectLadder(state, fund);
        ExpectPaymentsWithinReleases(state, paid);
        ExpectLinesOfCash(state);
        for (const std::string& project : RandomFunds::Projects()) {
          ExpectInvestments(state, project);
        }
        return true;
      });
    }
    const auto balance = store_reader().ReadTrialBalance(std::nullopt);
    ASSERT_OK(balance);
    EXPECT_EQ(balance->debits_fen, balance->credits_fen);
  }

  const unsigned seed_ = std::random_device()();
  RandomFunds random_{seed_};
  std::unique_ptr<Poster> posters_[2] = {MakePoster({.cached_accounts = 20}), MakePoster()};
};

TEST_P(ClaimsPropertyTest, MoneyNeverOutrunsWhatCameBeforeIt) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing sets any
  const char* const wanted = std::getenv("COBUILD_PROPERTY_COMMANDS");
  const int commands = wanted == nullptr ? kCommands : std::atoi(wanted);
  int accepted = 0;
  int next_look = commands / kLooks;
  for (int done = 0; done < commands;) {
    std::vector<Item> items;
    for (int size = 1 + random_.Draw(20); size > 0; --size) {
      items.push_back(Alone(random_.Next()));
    }
    done += static_cast<int>(items.size());
    const Results results = PostAll(*posters_[random_.Draw(2)], std::move(items));
    for (const auto& result : results) accepted += result.ok() ? 1 : 0;
    if (done < next_look) continue;
    next_look += commands / kLooks;
    ExpectInvariants();
    if (HasFailure()) return;
  }
  EXPECT_GT(accepted, commands / 20);
  ExpectSound();
}

INSTANTIATE_TEST_SUITE_P(Seeds, ClaimsPropertyTest, ::testing::Range(0, 4));

}  // namespace
}  // namespace cobuild::finance
