// One change after the other on a loaded stack, and the claims that each of them moves.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/scenarios/report.h"
#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {

using Words = std::vector<std::string>;
using Verdicts = std::map<std::string, std::string>;  // by claim
using Codes = std::vector<std::string>;

inline const Words kProgramme = {"perimeter", "villages", "jiangxia-programme"};
inline const Words kHollow = {"village",        "list",    "--category",
                              "HOLLOW_ECONOMY", "--as-of", "2010-01-01"};
inline const Words kWeak = {"village",           "list",    "--category",
                            "WEAK_ORGANISATION", "--as-of", "2010-01-01"};
inline const Words kOldBase = {"village", "list",      "--category", "OLD_REVOLUTIONARY_BASE",
                               "--as-of", "2010-01-01"};
inline const Words kJinkou = {"perimeter", "villages", "jinkou", "--as-of", "2011-12-31"};
inline const Words kShanpo = {"perimeter", "villages", "shanpo", "--as-of", "2011-12-31"};

class SingleChange : public ::testing::Test {
 protected:
  // What the change before left is what this one finds; reports are what takes long here.
  void SetUp() override {
    before_ = std::exchange(left_, {});
    if (before_.empty()) before_ = ReadReport(stack_);
  }

  // What the command answers; the test fails when it is refused.
  nlohmann::json Do(Words words) {
    words.insert(words.end(), {"--format", "json"});
    return stack_.Json(words);
  }
  nlohmann::json List(Words words) {
    words.insert(words.end(), {"--limit", "5000"});
    return Do(std::move(words));
  }

  // The first row of which `is_wanted` is true.
  template <class Wanted>
  nlohmann::json First(const Words& list, const Wanted& is_wanted) {
    for (const auto& row : List(list)) {
      if (is_wanted(row)) return row;
    }
    ADD_FAILURE() << "none in " << list.front();
    return {};
  }
  nlohmann::json First(const Words& list) {
    return First(list, [](const auto&) { return true; });
  }

  // `changed` are the claims whose value, verdict or violators are others than before.
  void ExpectChanged(const Verdicts& changed) { EXPECT_EQ(Changed(), changed); }
  Verdicts Changed() {
    after_ = ReadReport(stack_);
    left_ = after_;
    Verdicts found;
    for (const auto& [id, claim] : after_) {
      if (Facts(claim) != Facts(before_.at(id))) found[id] = Verdict(after_, id);
    }
    return found;
  }
  // Who breaks it now and did not before.
  void ExpectViolator(const std::string& id, const std::string& name) {
    const Codes before = Violators(before_, id);
    const Codes after = Violators(after_, id);
    EXPECT_EQ(after.size(), before.size() + 1) << after_.at(id);
    EXPECT_NE(std::ranges::find(after, name), after.end()) << after_.at(id);
  }

  static std::string CodeOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

  Codes Villages(const Words& list) {
    Codes codes;
    for (const auto& village : List(list)) codes.push_back(CodeOf(village.at("name")));
    return codes;
  }

  // One that was never in a category.
  std::string OrdinaryVillage() {
    std::set<std::string> special;
    for (const auto& episode : List({"category", "list"})) {
      special.insert(CodeOf(episode.at("village")));
    }
    // From the end: the other changes take what comes first.
    const Codes codes = Villages(kProgramme);
    const auto found = std::find_if(codes.rbegin(), codes.rend(), [&](const std::string& code) {
      return !special.contains(code);
    });
    EXPECT_NE(found, codes.rend()) << "every village was in a category";
    return found == codes.rend() ? "" : *found;
  }

  // A posting of the role at a village of these; it is withdrawn.
  nlohmann::json Withdraw(const std::string& role, const Codes& among) {
    const std::set<std::string> villages(among.begin(), among.end());
    const nlohmann::json posting = First({"posting", "list", "--role", role}, [&](const auto& row) {
      return row.at("village").is_string() && villages.contains(CodeOf(row.at("village")));
    });
    Do({"posting", "void", posting.at("name"), "--reason", "scenario"});
    return posting;
  }

  // The only record of a village's income of 2011.
  void SetIncome(const std::string& village, const std::string& yuan) {
    const auto rows = List({"income", "list", "--village", village, "--year", "2011"});
    ASSERT_FALSE(rows.empty());
    for (size_t i = 1; i < rows.size(); ++i) {
      Correct(rows.at(i), "0.00");
    }
    Correct(rows.at(0), yuan);
  }

  Stack& stack_ = Stack::WithExample();
  Report before_;
  Report after_;

 private:
  inline static Report left_;

  static nlohmann::json Facts(nlohmann::json claim) {
    claim.erase("known_at");
    return claim;
  }

  void Correct(const nlohmann::json& income, const std::string& yuan) {
    const std::string name = income.at("name");  // villages/{code}/incomes/{year}-{category}
    const std::string record = name.substr(name.rfind('/') + 1);
    Do({"income", "correct", CodeOf(income.at("village")), record.substr(0, 4), record.substr(5),
        yuan, "--reason", "scenario"});
  }
};

}  // namespace cobuild::scenarios
