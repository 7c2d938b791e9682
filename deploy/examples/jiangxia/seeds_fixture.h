// Runs a check on the facts of many seeds.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "deploy/examples/jiangxia/further_facts.h"

namespace cobuild::jiangxia {

inline constexpr uint64_t kSeeds = 200;

inline const Programme& TheProgramme() {
  static const Programme programme = *ReadProgramme();
  return programme;
}

// Made once.
inline const Cohorts& CohortsOfSeed(uint64_t seed) {
  static std::map<uint64_t, Cohorts> made;
  const auto found = made.find(seed);
  if (found != made.end()) return found->second;
  const Facts facts = Generate(seed, CodesOf(TheProgramme().villages));
  return made.insert({seed, CohortsOf(TheProgramme(), facts)}).first->second;
}

// The villages' codes.
inline std::set<std::string> CodesIn(const std::vector<Place>& places) {
  std::set<std::string> codes;
  for (const Place& place : places) codes.insert(place.code);
  return codes;
}

// Expects ids that the services take, each once, and returns them.
template <class Resource>
std::set<std::string> ExpectGoodIds(const std::vector<Resource>& resources) {
  std::set<std::string> ids;
  for (const Resource& resource : resources) {
    EXPECT_TRUE(base::IsResourceId(resource.id)) << resource.id;
    EXPECT_TRUE(ids.insert(resource.id).second) << resource.id;
  }
  return ids;
}

class SeedsTest : public testing::Test {
 protected:
  // Runs `check(seed, cohorts)`; failures name the seed.
  template <class Check>
  void ForEverySeed(Check check) {
    for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
      SCOPED_TRACE(testing::Message() << "seed " << seed);
      check(seed, CohortsOfSeed(seed));
      if (HasFailure()) return;
    }
  }
};

// Of facts that take long to make: each seed's are made once for all tests of the suite.
template <class Made>
class MadeOnceTest : public SeedsTest {
 protected:
  static void TearDownTestSuite() { made_.clear(); }

  // `make(seed, cohorts)` is the same for all tests of the suite.
  template <class Make>
  const Made& Once(uint64_t seed, const Cohorts& cohorts, Make make) {
    const auto found = made_.find(seed);
    if (found != made_.end()) return found->second;
    return made_.insert({seed, make(seed, cohorts)}).first->second;
  }

 private:
  static inline std::map<uint64_t, Made> made_;
};

}  // namespace cobuild::jiangxia
