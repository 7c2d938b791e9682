#include "common/scope/reach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace cobuild::scope {
namespace {

std::shared_ptr<const Tree> CityTree() {
  return std::make_shared<const Tree>(
      std::vector<Node>{{"city", ""},
                        {"district-1", "city"},
                        {"town-1", "district-1"},
                        {"village-1", "town-1"},
                        {"village-2", "town-1"},
                        {"town-2", "district-1"},
                        {"district-2", "city"}},
      std::vector<Succession>{{"split", {"village-1", "town-2"}}, {"merged", {"village-2"}}});
}

Reach ReachOf(const std::vector<Bound>& bounds) { return Reach::Of(CityTree(), bounds); }

TEST(ReachTest, NothingSaid_ReachesNothing) {
  for (const Reach& reach :
       {Reach(), ReachOf({}), ReachOf({Bound()}), ReachOf({Bound::Division("elsewhere")}),
        ReachOf({Bound::Organization("")})}) {
    EXPECT_TRUE(reach.empty());
    EXPECT_FALSE(reach.HasDivision("city"));
    EXPECT_FALSE(reach.HasOrganization(""));
    EXPECT_FALSE(reach.Sees({.divisions = {"city"}, .organizations = {""}}));
    EXPECT_FALSE(reach.Changes({.divisions = {"city"}, .organizations = {""}}));
  }
}

TEST(ReachTest, WholeTree_ReachesWhatHasNoPlaceToo) {
  const Reach reach = ReachOf({Bound::Division("town-1"), Bound::WholeTree()});
  EXPECT_TRUE(reach.everything());
  EXPECT_TRUE(reach.Sees({}));
  EXPECT_TRUE(reach.Changes({.divisions = {"unknown"}}));
  EXPECT_FALSE(ReachOf({Bound::Division("city")}).Sees({}));
  EXPECT_FALSE(ReachOf({Bound::Division("city")}).Changes({}));
}

TEST(ReachTest, Division_ReachesItselfAndWhatIsBelow) {
  const Reach reach = ReachOf({Bound::Division("town-1")});
  EXPECT_TRUE(reach.HasDivision("town-1"));
  EXPECT_TRUE(reach.HasDivision("village-2"));
  EXPECT_FALSE(reach.HasDivision("district-1"));
  EXPECT_FALSE(reach.HasDivision("town-2"));
  EXPECT_FALSE(reach.HasDivision("district-2"));
}

TEST(ReachTest, OverlappingBounds_ReachTheirUnion) {
  const Reach reach = ReachOf({Bound::Division("village-2"), Bound::Division("town-1"),
                               Bound::Division("village-1"), Bound::Division("district-2")});
  EXPECT_TRUE(reach.HasDivision("town-1"));
  EXPECT_TRUE(reach.HasDivision("village-2"));
  EXPECT_TRUE(reach.HasDivision("district-2"));
  EXPECT_FALSE(reach.HasDivision("town-2"));
}

TEST(ReachTest, RowInSeveralPlaces_IsSeenFromEachAndChangedFromAll) {
  const Reach reach = ReachOf({Bound::Division("town-1"), Bound::Organization("bank")});
  EXPECT_TRUE(reach.Sees({.divisions = {"village-1", "town-2"}}));
  EXPECT_FALSE(reach.Changes({.divisions = {"village-1", "town-2"}}));
  EXPECT_TRUE(reach.Changes({.divisions = {"village-1", "village-2"}}));
  // An organization changes what is its own wherever that is.
  EXPECT_TRUE(reach.Changes({.divisions = {"town-2"}, .organizations = {"bank"}}));
  EXPECT_FALSE(reach.Sees({.divisions = {"town-2"}, .organizations = {"school"}}));
}

TEST(ReachTest, DivisionThatIsGone_IsReachedThroughWhatItBecame) {
  const Reach reach = ReachOf({Bound::Division("town-1")});
  EXPECT_TRUE(reach.HasDivision("merged"));
  EXPECT_TRUE(reach.Changes({.divisions = {"merged"}}));
  EXPECT_TRUE(reach.Sees({.divisions = {"split"}}));
  EXPECT_FALSE(reach.Changes({.divisions = {"split"}}));
  // What was granted on it is not granted on what it became: that may be wider.
  EXPECT_TRUE(ReachOf({Bound::Division("merged")}).empty());
}

TEST(ReachTest, WithoutATree_OnlyOrganizationsCount) {
  const std::vector<Bound> bounds = {Bound::Division("town-1"), Bound::Organization("bank")};
  const Reach reach = Reach::Of(nullptr, bounds);
  EXPECT_FALSE(reach.HasDivision("town-1"));
  EXPECT_FALSE(reach.Changes({.divisions = {"town-1"}}));
  EXPECT_TRUE(reach.HasOrganization("bank"));
}

TEST(ReachTest, Covers_WhatLiesWithin) {
  const Reach reach = ReachOf({Bound::Division("town-1"), Bound::Organization("bank")});
  EXPECT_TRUE(reach.Covers(Bound::Division("village-1")));
  EXPECT_TRUE(reach.Covers(Bound::Division("town-1")));
  EXPECT_TRUE(reach.Covers(Bound::Organization("bank")));
  EXPECT_FALSE(reach.Covers(Bound::Division("district-1")));
  EXPECT_FALSE(reach.Covers(Bound::Organization("school")));
  EXPECT_FALSE(reach.Covers(Bound::WholeTree()));
  EXPECT_TRUE(Reach::Everything().Covers(Bound::WholeTree()));
}

TEST(ReachTest, OutOfScope_NamesWhatItIsAbout) {
  EXPECT_EQ(OutOfScope("villages/1").code(), absl::StatusCode::kPermissionDenied);
}

// The same question answered by climbing from a division to its ancestors, over random trees that
// are transferred, merged and split between the questions.
TEST(ReachTest, RandomTreesAndChanges_ReachIsWhatLiesBelowTheGrants) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const auto below = [&](size_t limit) {
    return std::uniform_int_distribution<size_t>(0, limit - 1)(random);
  };
  for (int tree_number = 0; tree_number < 60; ++tree_number) {
    std::map<std::string, std::string> parents = {{"0", ""}};
    std::map<std::string, std::string> merged;  // gone -> successor
    for (size_t code = 1; code < 40; ++code) {
      parents[std::to_string(code)] = std::to_string(below(code));
    }
    for (int change = 0; change < 10; ++change) {
      const std::string code = std::to_string(1 + below(39));
      const std::string other = std::to_string(below(40));
      const auto is_within = [&](std::string inner, const std::string& outer) {
        for (; !inner.empty(); inner = parents.at(inner)) {
          if (inner == outer) return true;
        }
        return false;
      };
      if (!parents.contains(code) || !parents.contains(other) || is_within(other, code)) continue;
      if (change % 2 == 0) {
        parents[code] = other;  // a transfer
        continue;
      }
      merged[code] = other;  // a merger: what was below goes with it
      for (auto& [child, parent] : parents) {
        if (parent == code) parent = other;
      }
      parents.erase(code);
    }
    std::vector<Node> nodes;
    for (const auto& [code, parent] : parents) nodes.push_back({code, parent});
    std::vector<Succession> successions;
    for (const auto& [code, into] : merged) successions.push_back({code, {into}});
    const auto tree = std::make_shared<const Tree>(nodes, successions);

    for (int grant = 0; grant < 10; ++grant) {
      std::set<std::string> granted;
      std::vector<Bound> bounds;
      for (size_t more = below(3) + 1; more > 0; --more) {
        granted.insert(std::to_string(below(40)));
      }
      for (const std::string& code : granted) bounds.push_back(Bound::Division(code));
      const Reach reach = Reach::Of(tree, bounds);
      for (int code = 0; code < 40; ++code) {
        std::string here = std::to_string(code);
        while (!parents.contains(here)) here = merged.at(here);
        bool expected = false;
        for (; !here.empty() && !expected; here = parents.at(here))
          expected = granted.contains(here);
        ASSERT_EQ(reach.HasDivision(std::to_string(code)), expected) << code;
      }
    }
  }
}

}  // namespace
}  // namespace cobuild::scope
