// Random funds, releases and claims through a poster: money never outruns what came before it.
// COBUILD_PROPERTY_COMMANDS sets how many commands a seed runs, as for a million over all seeds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "common/records/fields.h"
#include "services/finance/domain/decide_claim.h"
#include "services/finance/domain/decide_fund.h"
#include "services/finance/domain/fund_position.h"
#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

constexpr int kCommands = 1'500;
constexpr base::Date kDay{2011, 5, 1};
const std::string kVillage = "420115002201";  // NOLINT: a test's constant

class ClaimsPropertyTest : public PosterFixture, public ::testing::WithParamInterface<int> {
 protected:
  ClaimsPropertyTest() {
    Accept(*posters_[0], VillageLedger(kVillage));
    for (const char* id : {"f0", "f1"}) {
      Accept(*posters_[0], Change([=](const RequestClaim&, Standing& standing) {
        return DecideCreateFund({id, Fund()}, standing);
      }));
    }
  }

  int Draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  std::string Name(const char* prefix, int of) { return prefix + std::to_string(Draw(of)); }

  // Every request is a new one; repetitions are the poster's own tests' matter.
  template <class Decide>
  Command Change(Decide decide) {
    const RequestClaim claim =
        ClaimOf("machine/test", "Random", std::to_string(++requests_), base::Digest{});
    return ChangeRecords{claim, [claim, decide](Standing& standing) -> absl::StatusOr<Unit> {
                           return decide(claim, standing);
                         }};
  }

  Command Movement() {
    FundMovement movement;
    constexpr int kKinds = 7;
    movement.kind = static_cast<MovementKind>(1 + Draw(kKinds));
    movement.fund = Name("f", 2);
    movement.fiscal_year = 2010 + Draw(2);
    if (movement.kind == MovementKind::kCarryOver) movement.to_fiscal_year = 2012;
    movement.source = "s";
    movement.project = Name("p", 2);
    movement.to_project = "p2";
    const bool may_be_negative = movement.kind == MovementKind::kAppropriation;
    movement.amount = {may_be_negative && Draw(4) == 0 ? -1 - Draw(30) : 1 + Draw(90)};
    movement.effective_date = kDay;
    movement.basis = "b";
    return Change([movement](const RequestClaim& claim, Standing& standing) {
      return DecideMovement(movement, claim, standing);
    });
  }

  Command OfRelease() {
    const std::string id = Name("r", 40);
    if (Draw(5) == 0) {
      return Change([id](const RequestClaim&, Standing& standing) {
        return DecideRevokeRelease(id, "x", standing);
      });
    }
    Release release;
    release.project = Name("p", 2);
    release.milestone = "m";
    release.cap = {1 + Draw(30)};
    return Change([id, release](const RequestClaim&, Standing& standing) {
      return DecideAuthorizeRelease(id, release, standing);
    });
  }

  Command NewClaim() {
    Claim claim;
    claim.fund = Name("f", 2);
    claim.fiscal_year = 2010 + Draw(2);
    claim.project = Name("p", 2);
    claim.village = kVillage;
    claim.release = Name("r", 40);
    claim.instalment = static_cast<Instalment>(1 + Draw(3));
    claim.amount = {1 + Draw(20)};
    claim.maker = Name("u", 2);
    const std::string id = Name("c", 60);
    return Change([id, claim](const RequestClaim&, Standing& standing) {
      return DecideCreateClaim(id, claim, standing);
    });
  }

  Command Step() {
    const ClaimStep step{Name("c", 60), Name("u", 2), "x", kDay};
    const int kind = Draw(8);
    return Change([step, kind](const RequestClaim& claim, Standing& standing) {
      if (kind <= 1) return DecideApproveClaim(step, standing);
      if (kind <= 3) return DecidePayClaim(step, claim, standing);
      if (kind == 4) return DecideConfirmPayment(step, claim, standing);
      if (kind == 5) return DecideReturnPayment(step, claim, standing);
      if (kind == 6) return DecideRefundClaim(step, claim, standing);
      return DecideRefuseClaim(step, standing);
    });
  }

  Command Random() {
    switch (Draw(4)) {
      case 0:
        return Movement();
      case 1:
        return OfRelease();
      case 2:
        return NewClaim();
      default:
        return Step();
    }
  }

  // By the records that `records` holds.
  void ExpectInvariants(const LiveRecords& records) {
    records.Read([&](const RecordState& state) {
      absl::int128 paid = 0;
      for (const std::string fund : {"f0", "f1"}) {
        std::vector<const records::Record<FundMovement>*> movements;
        state.Of<FundMovement>().VisitKeyAfter(fund, "", state.position(), [&](const auto& one) {
          movements.push_back(&one);
          return true;
        });
        std::sort(movements.begin(), movements.end(),
                  [](const auto* a, const auto* b) { return a->position < b->position; });
        for (const auto& [year, sums] : AddUp(movements)) {
          EXPECT_GE(sums.appropriated, sums.allocated);
          EXPECT_GE(sums.allocated, sums.committed);
          EXPECT_GE(sums.committed, sums.paid);
          EXPECT_GE(sums.paid, 0);
          paid += sums.paid;
        }
      }
      absl::int128 claimed = 0;
      state.Of<Claim>().VisitAfter("", state.position(), [&](const auto& claim) {
        const bool is_paid = claim.facts.state == ClaimState::kInstructed ||
                             claim.facts.state == ClaimState::kConfirmed;
        if (is_paid) claimed += claim.facts.amount.value;
        if (claim.facts.state == ClaimState::kApproved || is_paid) {
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
      return true;
    });
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
  int64_t requests_ = 0;
  std::unique_ptr<Poster> posters_[2] = {MakePoster({.cached_accounts = 20}), MakePoster()};
};

TEST_P(ClaimsPropertyTest, MoneyNeverOutrunsWhatCameBeforeIt) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  const char* const wanted = std::getenv("COBUILD_PROPERTY_COMMANDS");
  const int commands = wanted == nullptr ? kCommands : std::atoi(wanted);
  int accepted = 0;
  for (int done = 0; done < commands;) {
    std::vector<Item> items;
    for (int size = 1 + Draw(20); size > 0; --size) items.push_back(Alone(Random()));
    done += static_cast<int>(items.size());
    const Results results = PostAll(*posters_[Draw(2)], std::move(items));
    for (const auto& result : results) accepted += result.ok() ? 1 : 0;
  }
  for (LiveRecords& records : records_) {
    ASSERT_OK(records.CatchUp(store_reader()));
    ExpectInvariants(records);
  }
  EXPECT_GT(accepted, commands / 20);
  ExpectSound();
}

INSTANTIATE_TEST_SUITE_P(Seeds, ClaimsPropertyTest, ::testing::Range(0, 4));

}  // namespace
}  // namespace cobuild::finance
