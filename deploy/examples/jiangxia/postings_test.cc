#include "deploy/examples/jiangxia/postings.h"

#include "deploy/examples/jiangxia/seeds_fixture.h"

namespace cobuild::jiangxia {
namespace {

constexpr base::Date kAsOf{2011, 12, 31};

bool IsActive(const Posting& posting) {
  return posting.start <= kAsOf && (!posting.end || kAsOf < *posting.end);
}

// How many of a role are active at each village that has one.
std::map<std::string, int> ActiveAt(const PostingFacts& facts, PostingRole role) {
  std::map<std::string, int> counts;
  for (const Posting& posting : facts.postings) {
    if (posting.role == role && IsActive(posting)) ++counts[posting.village];
  }
  return counts;
}

void ExpectOneAtEach(const std::map<std::string, int>& counts, const std::vector<Place>& places) {
  std::set<std::string> villages;
  for (const auto& [village, count] : counts) {
    EXPECT_EQ(count, 1) << village;
    villages.insert(village);
  }
  EXPECT_EQ(villages, CodesIn(places));
}

struct ElectedAndPosted {
  std::vector<Election> elections;
  PostingFacts facts;
};

ElectedAndPosted Make(uint64_t seed, const Cohorts& cohorts) {
  const std::vector<Election> elections = MakeElections(seed, cohorts);
  const auto pairings = MakePairings(seed, cohorts, MakeOrganizations());
  return {elections, MakePostings(seed, cohorts, pairings, elections)};
}

class PostingsTest : public MadeOnceTest<ElectedAndPosted> {
 protected:
  // Runs `check(cohorts, elections, facts)`.
  template <class Check>
  void ForEveryPosting(Check check) {
    ForEverySeed([&](uint64_t seed, const Cohorts& cohorts) {
      const ElectedAndPosted& made = Once(seed, cohorts, Make);
      check(cohorts, made.elections, made.facts);
    });
  }
};

TEST_F(PostingsTest, F39F41F44_AnySeed_TheVillagesHaveTheirPeople) {
  ForEveryPosting([](const Cohorts& cohorts, const auto&, const PostingFacts& facts) {
    EXPECT_EQ(JinkouVillages(cohorts).size(), 50U);
    ExpectOneAtEach(ActiveAt(facts, PostingRole::kLiaisonOfficer), JinkouVillages(cohorts));
    ExpectOneAtEach(ActiveAt(facts, PostingRole::kFirstSecretary), cohorts.weak_organisation);
    ExpectOneAtEach(ActiveAt(facts, PostingRole::kContactLeader), cohorts.hollow);
    ExpectOneAtEach(ActiveAt(facts, PostingRole::kCapablePerson), cohorts.hollow);
  });
}

TEST_F(PostingsTest, F46_AnySeed_EveryResidentOfShanpoHasLodging) {
  ForEveryPosting([](const Cohorts& cohorts, const auto&, const PostingFacts& facts) {
    const std::set<std::string> shanpo = CodesIn(ShanpoVillages(cohorts));
    EXPECT_EQ(shanpo.size(), 42U);
    EXPECT_EQ(ActiveAt(facts, PostingRole::kResidentTeamMember).size(), 277U);
    bool someone_elsewhere_has_none = false;
    for (const Posting& posting : facts.postings) {
      if (posting.role != PostingRole::kResidentTeamMember) continue;
      if (shanpo.contains(posting.village)) {
        EXPECT_TRUE(posting.lodging) << posting.id;
      }
      someone_elsewhere_has_none |= !posting.lodging;
    }
    EXPECT_TRUE(someone_elsewhere_has_none);
  });
}

TEST_F(PostingsTest, AnySeed_BranchSecretariesChangeOnTheElectionDay) {
  ForEveryPosting([](const Cohorts& cohorts, const std::vector<Election>& elections,
                     const PostingFacts& facts) {
    ExpectOneAtEach(ActiveAt(facts, PostingRole::kBranchSecretary), cohorts.villages);
    std::map<std::string, std::string> active;
    int ended = 0;
    for (const Posting& posting : facts.postings) {
      if (posting.role != PostingRole::kBranchSecretary) continue;
      if (IsActive(posting)) active[posting.village] = posting.person;
      if (!posting.end) continue;
      ++ended;
      EXPECT_EQ(*posting.end, kElectionDay);
      EXPECT_LT(posting.start, *posting.end);
    }
    EXPECT_EQ(ended, 62);
    for (const Election& election : elections) {
      EXPECT_EQ(active[election.village], election.after.front().person);
    }
  });
}

TEST_F(PostingsTest, AnySeed_NameKnownPeopleWithSyntheticData) {
  ForEveryPosting([](const auto&, const auto&, const PostingFacts& facts) {
    const std::set<std::string> people = ExpectGoodIds(facts.people);
    ExpectGoodIds(facts.postings);
    std::set<std::string> named;
    for (const Posting& posting : facts.postings) named.insert(posting.person);
    EXPECT_EQ(named, people);
    for (const Person& person : facts.people) {
      EXPECT_TRUE(person.display_name.starts_with("示例人员")) << person.id;
      EXPECT_TRUE(person.phone.starts_with("0000000")) << person.id;
      EXPECT_TRUE(base::IsValid(person.birth_date)) << person.id;
    }
  });
}

}  // namespace
}  // namespace cobuild::jiangxia
