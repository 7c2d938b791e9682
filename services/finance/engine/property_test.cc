// Random commands through posters, against a model that knows no transactions, caches or groups.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

constexpr int kAccounts = 6;

// What the books must come to.
class Model {
 public:
  // Whether `transfer` is accepted; true again for a repetition.
  bool Apply(const Transfer& transfer) {
    const auto known = transfers_.find(transfer.id);
    if (known != transfers_.end()) return known->second == transfer;
    Sums& debit = sums_[transfer.debit_account];
    Sums& credit = sums_[transfer.credit_account];
    if (IsCapped(transfer.debit_account) && debit.debits + transfer.amount.value > debit.credits) {
      return false;
    }
    debit.debits += transfer.amount.value;
    credit.credits += transfer.amount.value;
    transfers_.emplace(transfer.id, transfer);
    return true;
  }

  bool ApplyReversal(const ReverseTransfer& reverse) {
    const auto original = transfers_.find(reverse.original);
    const auto known = transfers_.find(reverse.id);
    if (known != transfers_.end()) return known->second.reverses == reverse.original;
    if (original == transfers_.end() || reversed_.count(reverse.original) > 0) return false;
    if (!original->second.reverses.empty()) return false;
    if (!Apply(Opposite(original->second, reverse.id, reverse.effective_date, reverse.reason))) {
      return false;
    }
    reversed_.insert(reverse.original);
    return true;
  }

  // Account 0 may only pay what came in.
  static bool IsCapped(const std::string& account) { return account == "a0"; }

  struct Sums {
    int64_t debits = 0;
    int64_t credits = 0;
  };
  Sums SumsOf(const std::string& account) { return sums_[account]; }
  size_t transfers() const { return transfers_.size(); }

 private:
  std::map<std::string, Sums> sums_;
  std::map<std::string, Transfer> transfers_;
  std::set<std::string> reversed_;
};

class PropertyTest : public PosterFixture, public ::testing::WithParamInterface<int> {
 protected:
  PropertyTest() {
    std::vector<Item> items = {Alone(Free("a"))};
    for (int i = 0; i < kAccounts; ++i) {
      const std::string id = "a" + std::to_string(i);
      items.push_back(Alone(Open(
          "a", id,
          Model::IsCapped(id) ? BalanceLimit::kDebitsMustNotExceedCredits : BalanceLimit::kNone)));
    }
    PostAll(*posters_[0], std::move(items));
  }

  int Draw(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  // Few ids, so that many commands meet an id that is taken.
  Command Random() {
    const std::string id = "t" + std::to_string(Draw(150));
    if (Draw(6) == 0) return Reverse("a", "r" + std::to_string(Draw(80)), id);
    const int debit = Draw(kAccounts);
    const int credit = (debit + 1 + Draw(kAccounts - 1)) % kAccounts;
    return Move("a", id, "a" + std::to_string(debit), "a" + std::to_string(credit), 1 + Draw(5));
  }

  static bool Apply(Model& model, const Command& command) {
    if (const auto* reverse = std::get_if<ReverseTransfer>(&command)) {
      return model.ApplyReversal(*reverse);
    }
    return model.Apply(std::get<PostTransfer>(command).transfer);
  }

  // What the model says of each item; a chain is applied to a copy first.
  static std::vector<bool> Expect(Model& model, const std::vector<Item>& items) {
    std::vector<bool> expected;
    for (size_t first = 0; first < items.size(); first = expected.size()) {
      size_t last = first;
      while (items[last].linked) ++last;
      Model trial = model;
      bool accepted = true;
      for (size_t i = first; i <= last && accepted; ++i) {
        accepted = Apply(trial, items[i].command);
      }
      if (accepted) model = std::move(trial);
      expected.resize(last + 1, accepted);
    }
    return expected;
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
  std::unique_ptr<Poster> posters_[2] = {MakePoster({.group_entries = 8, .cached_accounts = 5}),
                                         MakePoster({.group_entries = 8})};
};

TEST_P(PropertyTest, BooksComeToWhatTheModelSays) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  Model model;
  for (int round = 0; round < 200; ++round) {
    std::vector<Item> items;
    for (int size = 1 + Draw(5); size > 0; --size) {
      items.push_back({Random(), size > 1 && Draw(3) == 0});
    }
    const bool validate_only = Draw(10) == 0;
    Model trial = model;
    const std::vector<bool> expected = Expect(validate_only ? trial : model, items);
    const Results results = PostAll(*posters_[Draw(2)], items, validate_only);
    ASSERT_EQ(results.size(), items.size());
    for (size_t i = 0; i < items.size(); ++i) {
      ASSERT_EQ(results[i].ok(), expected[i])
          << "round " << round << " item " << i << " " << test::Describe(results[i].status());
    }
  }
  for (int i = 0; i < kAccounts; ++i) {
    const std::string id = "a" + std::to_string(i);
    EXPECT_EQ(AccountOf("a", id).debits.value, model.SumsOf(id).debits) << id;
    EXPECT_EQ(AccountOf("a", id).credits.value, model.SumsOf(id).credits) << id;
  }
  EXPECT_EQ(HeadPosition(), 1 + kAccounts + static_cast<int64_t>(model.transfers()));
  ExpectSound();
}

INSTANTIATE_TEST_SUITE_P(Seeds, PropertyTest, ::testing::Range(0, 10));

}  // namespace
}  // namespace cobuild::finance
