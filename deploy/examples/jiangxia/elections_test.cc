#include "deploy/examples/jiangxia/elections.h"

#include <algorithm>

#include "deploy/examples/jiangxia/days.h"
#include "deploy/examples/jiangxia/seeds_fixture.h"

namespace cobuild::jiangxia {
namespace {

// What one side of the election comes to.
struct Side {
  std::map<std::string, Member> members;  // by person
  int young = 0;
  int educated = 0;

  void Add(const Member& member) {
    EXPECT_TRUE(members.insert({member.person, member}).second) << member.person;
    young += AgeOn(member.birth_date, kElectionDay) <= 35;
    educated += member.education >= Education::kSeniorSecondary;
  }
};

class ElectionsTest : public MadeOnceTest<std::vector<Election>> {
 protected:
  // Runs `check(elections, before, after)`.
  template <class Check>
  void ForEveryElection(Check check) {
    ForEverySeed([&](uint64_t seed, const Cohorts& cohorts) {
      const std::vector<Election>& elections = Once(seed, cohorts, MakeElections);
      Side before;
      Side after;
      for (const Election& election : elections) {
        for (const Member& member : election.before) before.Add(member);
        for (const Member& member : election.after) after.Add(member);
      }
      check(elections, before, after);
    });
  }
};

TEST_F(ElectionsTest, F28ToF31_AnySeed_SharesAreTheReports) {
  ForEveryElection([](const auto&, const Side& before, const Side& after) {
    EXPECT_EQ(before.members.size(), 1'500U);
    EXPECT_EQ(after.members.size(), 1'500U);
    EXPECT_EQ(before.young, 63);
    EXPECT_EQ(after.young, 96);
    EXPECT_EQ(before.educated, 555);
    EXPECT_EQ(after.educated, 780);
    EXPECT_EQ(after.young * 1000 / 1'500, 64);  // 6.4 %
    EXPECT_EQ((after.young - before.young) * 1000 / 1'500, 22);
    EXPECT_EQ(after.educated * 100 / 1'500, 52);
    EXPECT_EQ((after.educated - before.educated) * 100 / 1'500, 15);
  });
}

TEST_F(ElectionsTest, F27_AnySeed_SixtyTwoSecretariesChanged) {
  ForEveryElection([](const std::vector<Election>& elections, const auto&, const auto&) {
    int changed = 0;
    for (const Election& election : elections) {
      EXPECT_EQ(std::ranges::count(election.before, true, &Member::secretary), 1);
      EXPECT_EQ(std::ranges::count(election.after, true, &Member::secretary), 1);
      ASSERT_TRUE(election.before.front().secretary);
      ASSERT_TRUE(election.after.front().secretary);
      const bool differs = election.before.front().person != election.after.front().person;
      EXPECT_EQ(election.secretary_changed, differs) << election.village;
      changed += differs;
    }
    EXPECT_EQ(changed, 62);
  });
}

TEST_F(ElectionsTest, AnySeed_OneOnOneDayForEveryVillage) {
  ForEverySeed([this](uint64_t seed, const Cohorts& cohorts) {
    std::set<std::string> villages;
    for (const Election& election : Once(seed, cohorts, MakeElections)) {
      villages.insert(election.village);
      EXPECT_EQ(election.date, kElectionDay);
      EXPECT_EQ(election.before.size(), election.after.size());
      EXPECT_GE(election.after.size(), 5U);
    }
    EXPECT_EQ(villages, CodesIn(cohorts.villages));
  });
}

TEST_F(ElectionsTest, AnySeed_WeakVillagesElectTheSamePeopleAgain) {
  ForEverySeed([this](uint64_t seed, const Cohorts& cohorts) {
    const std::set<std::string> weak = CodesIn(cohorts.weak_organisation);
    for (const Election& election : Once(seed, cohorts, MakeElections)) {
      if (weak.contains(election.village)) {
        EXPECT_TRUE(election.before == election.after);
      }
    }
  });
}

TEST_F(ElectionsTest, AnySeed_WhoStaysHasTheSameDataAndIdsAreGood) {
  ForEveryElection([](const auto&, const Side& before, const Side& after) {
    int stayed = 0;
    for (const auto& [person, member] : after.members) {
      EXPECT_TRUE(base::IsResourceId(person)) << person;
      const auto found = before.members.find(person);
      if (found == before.members.end()) continue;
      EXPECT_TRUE(found->second == member) << person;
      ++stayed;
    }
    EXPECT_EQ(stayed, 1'000);
  });
}

TEST_F(ElectionsTest, AnySeed_HoldsBothSidesOfTheAgeLimit) {
  ForEveryElection([](const auto&, const Side&, const Side& after) {
    const auto born_on = [&after](const base::Date& day) {
      return std::ranges::any_of(
          after.members, [&day](const auto& entry) { return entry.second.birth_date == day; });
    };
    EXPECT_TRUE(born_on({1975, 10, 16}));  // 36 tomorrow
    EXPECT_TRUE(born_on({1975, 10, 15}));  // 36 today
    for (const auto& [person, member] : after.members) {
      EXPECT_GE(AgeOn(member.birth_date, kElectionDay), 18) << person;
    }
  });
}

}  // namespace
}  // namespace cobuild::jiangxia
