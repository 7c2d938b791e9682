// Any process is killed at any moment of the load: it comes back, the load goes on or is run again,
// and in the end nothing is doubled and nothing lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <map>
#include <random>

#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "tests/scenarios/report.h"

namespace cobuild::scenarios {
namespace {

namespace finance = cobuild::finance::v1;

// Killed once each while the example is loaded, by the moment at which that happens: the share of
// the whole way that a service has gone.
struct Killing {
  std::string victim;
  std::string watched;
  int64_t after = 0;  // position of the watched service
};

// Finance has every release that a payment used; that it does is recorded a moment later.
void AwaitDeliveries(Stack& stack) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  const std::vector<std::string> command = {"release", "list",     "--state",
                                            "ISSUED",  "--format", "json"};
  while (!stack.Json(command).empty()) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "releases are not delivered";
  }
}

std::map<std::string, int64_t> ReadHeads(Stack& stack) {
  AwaitDeliveries(stack);
  std::map<std::string, int64_t> heads;
  for (const std::string& service : kServices) heads[service] = stack.Head(service);
  return heads;
}

class KilledLoad : public ::testing::Test {
 protected:
  // In the order in which the services are at work: what is registered, then what is built and
  // paid.
  std::vector<Killing> Plan(const std::map<std::string, int64_t>& whole) {
    std::vector<Killing> plan = {{"registry", "registry"},   {"database", "finance"},
                                 {"finance", "finance"},     {"projects", "projects"},
                                 {"assessment", "projects"}, {"reconciliation", "projects"}};
    for (Killing& killing : plan) {
      const int64_t last = whole.at(killing.watched) - 1;
      killing.after = std::uniform_int_distribution<int64_t>(0, last)(random_);
    }
    return plan;
  }

  // Whichever's moment has come is killed, until all were.
  void LoadAndKill(std::vector<Killing> plan) {
    const size_t planned = plan.size();
    std::map<std::string, std::shared_ptr<grpc::Channel>> channels;
    for (const Killing& killing : plan) {
      channels[killing.watched] = stack_.Channel(killing.watched);
    }
    auto load = std::async(std::launch::async, [this] { return stack_.Load(1); });
    while (!plan.empty() &&
           load.wait_for(std::chrono::milliseconds(20)) == std::future_status::timeout) {
      const auto due = std::find_if(plan.begin(), plan.end(), [&](const Killing& killing) {
        return HeadOf(channels.at(killing.watched)) >= killing.after;
      });
      if (due == plan.end()) continue;
      std::cout << "killing " << due->victim << " after position " << due->after << " of "
                << due->watched << std::endl;
      stack_.KillAndAwaitReturn(due->victim);
      plan.erase(due);
    }
    EXPECT_LT(plan.size(), planned) << "the load was over before anything was killed";
    // What the load was too fast for dies right behind it.
    for (const Killing& late : plan) {
      std::cout << "killing " << late.victim << " as the load ends" << std::endl;
      stack_.KillAndAwaitReturn(late.victim);
    }
    first_ = load.get();
  }

  void ExpectLoadsAgain() {
    const Output again = stack_.LoadAgain(1);
    EXPECT_EQ(again.exit_code, 0) << again.err;
  }

  void ExpectWhole() {
    const auto ledgers = finance::LedgerService::NewStub(stack_.Channel("finance"));
    finance::GetTrialBalanceResponse trial;
    auto context = Context();
    ASSERT_TRUE(ledgers->GetTrialBalance(context.get(), {}, &trial).ok());
    EXPECT_EQ(trial.difference().units(), 0);
    EXPECT_EQ(trial.difference().nanos(), 0);
    finance::VerifyJournalRequest whole;
    whole.set_from_position(1);
    finance::VerifyJournalResponse verified;
    context = Context();
    ASSERT_TRUE(ledgers->VerifyJournal(context.get(), whole, &verified).ok());
    EXPECT_EQ(verified.first_broken_position(), 0) << verified.problem();
    EXPECT_EQ(verified.last_position(), trial.position());
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937_64 random_{seed_};
  Stack& stack_ = Stack::WithExample();
  Output first_;
};

TEST_F(KilledLoad, IsResumedOrRunAgainAndNothingIsDoubledOrLost) {
  std::cout << "seed " << seed_ << std::endl;
  const std::map<std::string, int64_t> undisturbed = ReadHeads(stack_);
  stack_.Reset();
  LoadAndKill(Plan(undisturbed));
  ASSERT_TRUE(stack_.AwaitHealthy());
  if (first_.exit_code != 0) {
    std::cout << "the load gave up:\n" << first_.err;
    ExpectLoadsAgain();
  }
  EXPECT_EQ(ReadHeads(stack_), undisturbed);
  // Of what is there already, nothing changes.
  ExpectLoadsAgain();
  EXPECT_EQ(ReadHeads(stack_), undisturbed);
  ExpectWhole();
  for (const auto& [id, claim] : ReadReport(stack_)) {
    EXPECT_EQ(claim.at("verdict"), "PROVEN") << claim;
  }
}

}  // namespace
}  // namespace cobuild::scenarios
