// Any process is killed at any moment of the load: it comes back, the load goes on or is run again,
// and in the end nothing is doubled and nothing lost.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <random>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "common/rpc/client.h"
#include "tests/scenarios/report.h"

namespace cobuild::scenarios {
namespace {

namespace finance = cobuild::finance::v1;

std::unique_ptr<grpc::ClientContext> Context() {
  return rpc::ContextFor(std::chrono::seconds(30), obs::TraceContext{});
}

// Last position of a service; -1 while it does not answer.
int64_t Head(Stack& stack, const std::string& service) {
  const auto stub = feed::v1::FeedService::NewStub(stack.Channel(service));
  feed::v1::ListChangesResponse page;
  const auto context = Context();
  return stub->ListChanges(context.get(), {}, &page).ok() ? page.head_position() : -1;
}

struct Heads {
  int64_t registry;
  int64_t finance;
  int64_t assessment;
  int64_t projects;
  bool operator==(const Heads&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Heads& heads) {
  return out << heads.registry << " " << heads.finance << " " << heads.assessment << " "
             << heads.projects;
}

Heads ReadHeads(Stack& stack) {
  return {.registry = Head(stack, "registry"),
          .finance = Head(stack, "finance"),
          .assessment = Head(stack, "assessment"),
          .projects = Head(stack, "projects")};
}

int64_t HeadOf(const Heads& heads, const std::string& service) {
  if (service == "registry") return heads.registry;
  return service == "projects" ? heads.projects : heads.finance;
}

// What an undisturbed load of seed 1 leaves behind.
const Heads& Undisturbed() {
  static const Heads heads = ReadHeads(Stack::Shared());
  return heads;
}

class KilledLoad : public ::testing::TestWithParam<const char*> {
 protected:
  // Loads afresh; kills the victim as soon as the service at work has passed a random share of its
  // way.
  void LoadAndKill(const std::string& victim, std::mt19937_64& random) {
    Undisturbed();
    stack_.Reset();
    auto load = std::async(std::launch::async, [this] { return stack_.Load(1); });
    const bool is_watched = victim == "registry" || victim == "projects";
    const std::string watched = is_watched ? victim : "finance";
    const int64_t whole = HeadOf(Undisturbed(), watched);
    const int64_t at = std::uniform_int_distribution<int64_t>(0, whole - 1)(random);
    std::future_status state = std::future_status::timeout;
    while (state == std::future_status::timeout && Head(stack_, watched) < at) {
      state = load.wait_for(std::chrono::milliseconds(5));
    }
    std::cout << "killing " << victim << " after position " << at << " of " << watched << std::endl;
    stack_.KillAndAwaitReturn(victim);
    first_ = load.get();
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

  Stack& stack_ = Stack::Shared();
  Output first_;
};

TEST_P(KilledLoad, IsResumedOrRunAgainAndNothingIsDoubledOrLost) {
  const unsigned seed = std::random_device{}();
  std::cout << "seed " << seed << std::endl;
  std::mt19937_64 random(seed);
  LoadAndKill(GetParam(), random);
  if (first_.exit_code != 0) std::cout << "the load gave up:\n" << first_.err;
  ASSERT_TRUE(stack_.AwaitHealthy());
  const Output again = stack_.Load(1);
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(ReadHeads(stack_), Undisturbed());
  ExpectWhole();
  const Report report = ReadReport(stack_);
  for (const char* id : {"F01", "F12", "F13", "F14", "F21", "F22", "F23", "F24", "F26", "F38"}) {
    EXPECT_EQ(Verdict(report, id), "PROVEN") << report.at(id);
  }
}

INSTANTIATE_TEST_SUITE_P(Victims, KilledLoad,
                         ::testing::Values("database", "finance", "registry", "assessment",
                                           "projects"));

}  // namespace
}  // namespace cobuild::scenarios
