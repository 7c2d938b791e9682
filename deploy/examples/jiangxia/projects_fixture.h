// The projects of many seeds, and sums over them.
#pragma once

#include "deploy/examples/jiangxia/seeds_fixture.h"

namespace cobuild::jiangxia {

class ProjectsTest : public MadeOnceTest<std::vector<Project>> {
 protected:
  // Runs `check(cohorts, projects)`.
  template <class Check>
  void ForEveryProject(Check check) {
    ForEverySeed(
        [&](uint64_t seed, const Cohorts& cohorts) { check(cohorts, Projects(seed, cohorts)); });
  }

  const std::vector<Project>& Projects(uint64_t seed, const Cohorts& cohorts) {
    return Once(seed, cohorts, [](uint64_t of_seed, const Cohorts& villages) {
      const auto pairings = MakePairings(of_seed, villages, MakeOrganizations());
      return MakeProjects(of_seed, villages, pairings.clusters);
    });
  }
};

inline const std::string& LeadOf(const Project& project) { return project.shares.front().village; }

// Of each village, in fen: every line is shared out by itself.
inline std::map<std::string, int64_t> InvestedByVillage(const Project& project) {
  std::vector<int64_t> weights;
  for (const VillageShare& share : project.shares) weights.push_back(share.basis_points);
  std::map<std::string, int64_t> sums;
  for (const InvestedFund& fund : project.funds) {
    const auto parts = money::Share(fund.amount, weights);
    for (size_t i = 0; i < parts.size(); ++i) sums[project.shares[i].village] += parts[i].value;
  }
  return sums;
}

}  // namespace cobuild::jiangxia
