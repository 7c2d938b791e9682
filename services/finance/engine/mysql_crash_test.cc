// Two posters on one schema while the database is killed: nothing acknowledged is lost, nothing is
// doubled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/base/clock.h"
#include "common/mysql/database.h"
#include "common/mysql/migrations.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"
#include "finance_migrations.h"
#include "services/finance/engine/testing/poster_fixture.h"
#include "services/finance/store/mysql/mysql_store.h"

namespace cobuild::finance {
namespace {

constexpr int kAccounts = 10;
constexpr int kCallers = 6;
constexpr int kCallsEach = 40;
constexpr int kTransfersPerCall = 25;
constexpr int kKills = 3;

class MysqlCrashTest : public ::testing::Test {
 protected:
  MysqlCrashTest() {
    EXPECT_OK(mysql::Migrate(owner_, migrations::Files()));
    std::vector<Item> items = {Alone(Free("a"))};
    for (int i = 0; i < kAccounts; ++i) items.push_back(Alone(Open("a", AccountId(i))));
    EXPECT_OK(Submit(*posters_[0], std::move(items)).get());
  }

  static std::string AccountId(int i) { return "a" + std::to_string(i); }

  // Posts the same call until it is answered, as a client would; the ids make that safe.
  void Call(Poster& first, Poster& second, const std::vector<Item>& items) {
    Poster* at = &first;
    while (true) {
      const Answer answer = Submit(*at, items).get();
      if (answer.ok()) {
        const std::lock_guard lock(mutex_);
        for (const auto& result : *answer) positions_.insert(PositionOf(result));
        return;
      }
      ASSERT_STATUS(answer, ::testing::AnyOf(test::HasCode(absl::StatusCode::kUnavailable),
                                             test::HasCode(absl::StatusCode::kAborted)));
      at = at == &first ? &second : &first;
    }
  }

  void CallAll(int caller, unsigned seed) {
    std::mt19937 random(seed + static_cast<unsigned>(caller));
    for (int call = 0; call < kCallsEach; ++call) {
      std::vector<Item> items;
      for (int i = 0; i < kTransfersPerCall; ++i) {
        const int debit = static_cast<int>(random() % kAccounts);
        const int credit = (debit + 1) % kAccounts;
        const int64_t amount = 1 + static_cast<int64_t>(random() % 9);
        const std::string id =
            "t" + std::to_string(caller) + "-" + std::to_string(call) + "-" + std::to_string(i);
        items.push_back(Alone(Move("a", id, AccountId(debit), AccountId(credit), amount)));
        expected_debits_[static_cast<size_t>(debit)] += amount;
        expected_credits_[static_cast<size_t>(credit)] += amount;
      }
      Call(*posters_[caller % 2], *posters_[(caller + 1) % 2], items);
      ++answered_;
    }
  }

  void AwaitAnswers(int calls) {
    while (answered_ < calls) std::this_thread::yield();
  }

  test::PrivateDatabase server_;
  const mysql::Options owner_ = server_.CreateSchema("finance");
  const std::unique_ptr<mysql::Database> database_ =
      *mysql::Database::Create(server_.ServerAccount(owner_));
  MysqlStore store_{*database_};
  base::SystemClock clock_;
  obs::Metrics registry_;
  PosterMetrics metrics_{registry_};
  LiveRecords records_[2];
  std::unique_ptr<Poster> posters_[2] = {
      std::make_unique<Poster>(store_.MakeWriter(), records_[0], clock_, metrics_, [](int64_t) {}),
      std::make_unique<Poster>(store_.MakeWriter(), records_[1], clock_, metrics_, [](int64_t) {})};

  std::atomic<int> answered_{0};
  std::atomic<int64_t> expected_debits_[kAccounts] = {};
  std::atomic<int64_t> expected_credits_[kAccounts] = {};
  std::mutex mutex_;
  std::set<int64_t> positions_;  // that callers were told
};

TEST_F(MysqlCrashTest, KilledDatabase_LosesNothingAndDoublesNothing) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::vector<std::thread> callers;
  for (int caller = 0; caller < kCallers; ++caller) {
    callers.emplace_back([this, caller, seed] { CallAll(caller, seed); });
  }
  for (int kill = 1; kill <= kKills; ++kill) {
    AwaitAnswers(kill * kCallers * kCallsEach / (kKills + 2));
    server_.Kill();
    server_.Restart();
  }
  for (std::thread& caller : callers) caller.join();

  constexpr int64_t kTransfers = kCallers * kCallsEach * kTransfersPerCall;
  Reader& reader = store_.reader();
  EXPECT_EQ(static_cast<int64_t>(positions_.size()), kTransfers);
  EXPECT_EQ(reader.ReadHead()->position, 1 + kAccounts + kTransfers);
  Head last;
  std::string problem;
  for (int64_t after = 0; after < 1 + kAccounts + kTransfers; after = last.position) {
    const auto entries = *reader.ListEntries(after, 1'000);
    for (const Entry& entry : entries) {
      ASSERT_TRUE(Follows(last, entry, problem)) << entry.stamp.position << ": " << problem;
      last = {entry.stamp.position, entry.chain_digest, entry.stamp.time};
    }
  }
  EXPECT_EQ(*reader.ReadHead(), last);
  for (int i = 0; i < kAccounts; ++i) {
    const auto account = *reader.FindAccount({"a", AccountId(i)});
    ASSERT_TRUE(account.has_value());
    EXPECT_EQ(account->debits.value, expected_debits_[static_cast<size_t>(i)]) << i;
    EXPECT_EQ(account->credits.value, expected_credits_[static_cast<size_t>(i)]) << i;
  }
}

}  // namespace
}  // namespace cobuild::finance
