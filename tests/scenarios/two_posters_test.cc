// A second finance process on the same schema posts while the first does, and one of them is
// killed.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "cobuild/feed/v1/feed.grpc.pb.h"
#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "common/rpc/client.h"
#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

namespace finance = cobuild::finance::v1;

constexpr int kSecondPort = 29690;
constexpr int kSecondMetricsPort = 29691;
constexpr std::chrono::seconds kCallLimit{10};
constexpr int kThreads = 8;
constexpr int kTransfersEach = 150;
constexpr int kAccounts = 20;
const std::string kLedger = "two-posters";

// The command line of a running process.
std::vector<std::string> CommandLine(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
  return words;
}

// The first finance process once more, on ports of its own.
class SecondFinance {
 public:
  explicit SecondFinance(pid_t first) {
    std::vector<std::string> words = CommandLine(first);
    Replace(words, "--listen", "127.0.0.1:" + std::to_string(kSecondPort));
    Replace(words, "--metrics-port", std::to_string(kSecondMetricsPort));
    const int log = ::open("/dev/null", O_WRONLY);
    pid_ = Start(words, {}, log, log);
    ::close(log);
  }
  ~SecondFinance() { Kill(); }

  void Kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }

 private:
  // "--flag value" and "--flag=value" alike.
  static void Replace(std::vector<std::string>& words, const std::string& flag,
                      const std::string& value) {
    for (size_t i = 0; i < words.size(); ++i) {
      if (words[i] == flag) words[i + 1] = value;
      if (words[i].rfind(flag + "=", 0) == 0) words[i] = flag + "=" + value;
    }
  }

  pid_t pid_ = 0;
};

class TwoPosters : public ::testing::Test {
 protected:
  TwoPosters() : first_(finance::LedgerService::NewStub(stack_.Channel("finance"))) {}

  void SetUp() override {
    finance::CreateLedgerRequest ledger;
    ledger.set_ledger_id(kLedger);
    ledger.mutable_ledger()->set_display_name("two posters");
    finance::Ledger created;
    auto context = Context(kCallLimit);
    ASSERT_TRUE(first_->CreateLedger(context.get(), ledger, &created).ok());
    for (int i = 0; i < kAccounts; ++i) {
      finance::CreateAccountRequest account;
      account.set_parent("ledgers/" + kLedger);
      account.set_account_id("a" + std::to_string(i));
      account.mutable_account()->set_display_name("account");
      account.mutable_account()->set_normal_side(finance::DEBIT);
      finance::Account opened;
      context = Context(kCallLimit);
      ASSERT_TRUE(first_->CreateAccount(context.get(), account, &opened).ok());
    }
  }

  static std::string Account(int i) {
    return "ledgers/" + kLedger + "/accounts/a" + std::to_string(i % kAccounts);
  }

  static finance::PostTransferRequest Transfer(int thread, int i) {
    finance::PostTransferRequest request;
    auto& transfer = *request.mutable_transfer();
    transfer.set_transfer_id("t" + std::to_string(thread) + "-" + std::to_string(i));
    transfer.set_debit_account(Account(thread + i));
    transfer.set_credit_account(Account(thread + 3 * i + 1));
    if (transfer.debit_account() == transfer.credit_account()) {
      transfer.set_credit_account(Account(thread + i + 1));
    }
    transfer.mutable_amount()->set_currency_code("CNY");
    transfer.mutable_amount()->set_units(1 + i % 7);
    transfer.mutable_effective_date()->set_year(2026);
    transfer.mutable_effective_date()->set_month(1);
    transfer.mutable_effective_date()->set_day(1);
    return request;
  }

  // Posts a thread's transfers to one process until it stops answering, then the rest to the other,
  // the unanswered one included: its id makes that safe.
  void PostAll(int thread, finance::LedgerService::Stub& preferred) {
    finance::LedgerService::Stub* at = &preferred;
    for (int i = 0; i < kTransfersEach; ++i) {
      finance::Transfer posted;
      auto context = Context(kCallLimit);
      grpc::Status status = at->PostTransfer(context.get(), Transfer(thread, i), &posted);
      for (int tries = 0; !status.ok() && tries < 20; ++tries) {
        at = first_.get();
        context = Context(kCallLimit);
        status = at->PostTransfer(context.get(), Transfer(thread, i), &posted);
      }
      ASSERT_TRUE(status.ok()) << status.error_message();
      ++acknowledged_;
    }
  }

  Stack& stack_ = Stack::Shared();
  std::unique_ptr<finance::LedgerService::Stub> first_;
  std::atomic<int> acknowledged_{0};
};

TEST_F(TwoPosters, BalancesPositionsAndChainAreRightWhenOneOfTwoPostersIsKilled) {
  SecondFinance second_process(stack_.Pid("finance"));
  const auto tls = stack_.Credentials("machine/cli");
  const auto channel =
      rpc::MakeChannel({"127.0.0.1:" + std::to_string(kSecondPort), tls, "localhost"});
  ASSERT_TRUE(channel.ok()) << channel.status();
  ASSERT_TRUE(
      (*channel)->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(30)));
  const auto second = finance::LedgerService::NewStub(*channel);

  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] { PostAll(t, t % 2 == 0 ? *first_ : *second); });
  }
  while (acknowledged_ < kThreads * kTransfersEach / 2) std::this_thread::yield();
  second_process.Kill();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(acknowledged_, kThreads * kTransfersEach);

  // Every transfer once, positions in order; balances are the sums of the transfers.
  std::set<std::string> names;
  std::map<std::string, int64_t> balances;
  finance::ListTransfersRequest request;
  request.set_parent("ledgers/" + kLedger);
  request.set_page_size(1000);
  int64_t last = 0;
  do {
    finance::ListTransfersResponse page;
    const auto context = Context(kCallLimit);
    ASSERT_TRUE(first_->ListTransfers(context.get(), request, &page).ok());
    for (const auto& transfer : page.transfers()) {
      EXPECT_GT(transfer.position(), last);
      last = transfer.position();
      EXPECT_TRUE(names.insert(transfer.name()).second) << transfer.name();
      balances[transfer.debit_account()] += transfer.amount().units();
      balances[transfer.credit_account()] -= transfer.amount().units();
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(names.size(), size_t(kThreads * kTransfersEach));

  finance::BatchGetBalancesRequest all;
  for (int i = 0; i < kAccounts; ++i) all.add_names(Account(i));
  finance::BatchGetBalancesResponse read;
  auto context = Context(kCallLimit);
  ASSERT_TRUE(first_->BatchGetBalances(context.get(), all, &read).ok());
  for (const auto& balance : read.balances()) {
    EXPECT_EQ(balance.debits().units() - balance.credits().units(), balances[balance.account()])
        << balance.account();
  }

  finance::VerifyJournalRequest whole;
  whole.set_from_position(1);
  finance::VerifyJournalResponse verified;
  context = Context(kCallLimit);
  ASSERT_TRUE(first_->VerifyJournal(context.get(), whole, &verified).ok());
  EXPECT_EQ(verified.first_broken_position(), 0) << verified.problem();
  EXPECT_EQ(verified.entries_checked(), verified.last_position())
      << "positions are contiguous from 1";
}

}  // namespace
}  // namespace cobuild::scenarios
