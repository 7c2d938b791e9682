#include "common/scope/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cobuild::scope {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNull;
using ::testing::NotNull;
using ::testing::SizeIs;

// A city with two districts; the first has two towns, of which the first has two villages.
const std::vector<Node>& City() {
  static const std::vector<Node> nodes = {
      {"village-2", "town-1"},  {"city", ""},
      {"district-1", "city"},   {"town-1", "district-1"},
      {"town-2", "district-1"}, {"village-1", "town-1"},
      {"district-2", "city"},
  };
  return nodes;
}

bool Within(const Tree& tree, std::string_view code, std::string_view wider) {
  const Range* inner = tree.Find(code);
  const Range* outer = tree.Find(wider);
  return inner != nullptr && outer != nullptr && outer->first <= inner->first &&
         inner->last <= outer->last;
}

TEST(TreeTest, Subtree_IsOneRangeOfPositions) {
  const Tree tree(City(), {});
  EXPECT_EQ(tree.size(), 7u);
  ASSERT_THAT(tree.Find("city"), NotNull());
  EXPECT_EQ(*tree.Find("city"), (Range{0, 6}));
  EXPECT_TRUE(Within(tree, "village-2", "town-1"));
  EXPECT_TRUE(Within(tree, "village-1", "district-1"));
  EXPECT_FALSE(Within(tree, "town-1", "village-1"));
  EXPECT_FALSE(Within(tree, "village-1", "town-2"));
  EXPECT_FALSE(Within(tree, "district-2", "district-1"));
}

TEST(TreeTest, UnknownCode_HasNoRange) {
  const Tree tree(City(), {});
  EXPECT_THAT(tree.Find("elsewhere"), IsNull());
  EXPECT_THAT(tree.Resolve("elsewhere"), IsEmpty());
  EXPECT_THAT(Tree().Find("city"), IsNull());
}

TEST(TreeTest, WhatIsBelowItselfOrBelowNothing_IsLeftOut) {
  const Tree tree(
      {{"a", "b"}, {"b", "a"}, {"orphan", "nowhere"}, {"child", "orphan"}, {"root", ""}}, {});
  EXPECT_EQ(tree.size(), 1u);
  EXPECT_THAT(tree.Find("child"), IsNull());
}

TEST(TreeTest, CodeGivenTwice_IsWhereTheLastSays) {
  const Tree tree({{"x", ""}, {"y", ""}, {"z", "x"}, {"z", "y"}}, {});
  EXPECT_TRUE(Within(tree, "z", "y"));
  EXPECT_FALSE(Within(tree, "z", "x"));
}

TEST(TreeTest, DivisionThatIsGone_IsWhatItBecame) {
  const Tree tree(City(), {{"merged", {"village-1"}},
                           {"earlier", {"merged"}},
                           {"split", {"village-1", "village-2"}},
                           {"lost", {}},
                           {"circle-1", {"circle-2"}},
                           {"circle-2", {"circle-1"}}});
  const Range first = *tree.Find("village-1");
  EXPECT_THAT(tree.Resolve("village-1"), ElementsAre(first));
  EXPECT_THAT(tree.Resolve("merged"), ElementsAre(first));
  EXPECT_THAT(tree.Resolve("earlier"), ElementsAre(first));
  EXPECT_THAT(tree.Resolve("split"), SizeIs(2));
  EXPECT_THAT(tree.Resolve("lost"), IsEmpty());
  EXPECT_THAT(tree.Resolve("circle-1"), IsEmpty());
}

}  // namespace
}  // namespace cobuild::scope
