#include "common/records/shelf.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "common/records/testdata/facts.h"

namespace cobuild::records {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Record<Link> State(const std::string& id, const std::string& target, int64_t position,
                   const std::string& void_reason = "") {
  return {id, {target}, void_reason, position, {}, ""};
}

class ShelfTest : public ::testing::Test {
 protected:
  ShelfTest() {
    links_.Add(State("a", "x", 1));
    links_.Add(State("b", "x", 2));
    links_.Add(State("a", "y", 3));
    links_.Add(State("b", "x", 4, "mistyped"));
    links_.Add(State("c", "x", 5));
  }

  // Ids with their target, of those after `after`; at most `limit`.
  std::vector<std::string> All(const std::string& after, int64_t position, size_t limit = 9) const {
    std::vector<std::string> found;
    links_.VisitAfter(after, position, [&](const Record<Link>& link) {
      found.push_back(link.id + link.facts.target);
      return found.size() < limit;
    });
    return found;
  }
  std::vector<std::string> Keyed(const std::string& key, int64_t position) const {
    std::vector<std::string> found;
    links_.VisitKeyAfter(key, "", position, [&](const Record<Link>& link) {
      found.push_back(link.id + link.facts.target);
      return true;
    });
    return found;
  }

  Shelf<Link> links_;
};

TEST_F(ShelfTest, Find_IsTheStateKnownAtThePosition) {
  EXPECT_EQ(links_.Find("a", 0), nullptr);
  EXPECT_EQ(links_.Find("a", 1)->facts.target, "x");
  EXPECT_EQ(links_.Find("a", 2)->facts.target, "x");
  EXPECT_EQ(links_.Find("a", 9)->facts.target, "y");
  EXPECT_EQ(links_.Find("nobody", 9), nullptr);
}

TEST_F(ShelfTest, Find_WhatIsWithdrawnIsFoundAndSaysSo) {
  EXPECT_FALSE(links_.Find("b", 3)->is_void());
  EXPECT_TRUE(links_.Find("b", 4)->is_void());
}

TEST_F(ShelfTest, StatesOf_EveryStateInOrder) {
  ASSERT_NE(links_.StatesOf("a"), nullptr);
  EXPECT_THAT(*links_.StatesOf("a"), ElementsAre(State("a", "x", 1), State("a", "y", 3)));
  EXPECT_EQ(links_.StatesOf("nobody"), nullptr);
}

TEST_F(ShelfTest, VisitAfter_WhatStandsInOrderOfId) {
  EXPECT_THAT(All("", 3), ElementsAre("ay", "bx"));
  EXPECT_THAT(All("", 5), ElementsAre("ay", "cx"));
  EXPECT_THAT(All("a", 5), ElementsAre("cx"));
  EXPECT_THAT(All("", 5, 1), ElementsAre("ay"));
  EXPECT_THAT(All("", 0), IsEmpty());
}

// The keys of earlier states stay: who looks up checks the state.
TEST_F(ShelfTest, VisitKeyAfter_ThoseThatHadTheKeyInSomeState) {
  EXPECT_THAT(Keyed("x", 5), ElementsAre("ay", "cx"));
  EXPECT_THAT(Keyed("y", 5), ElementsAre("ay"));
  EXPECT_THAT(Keyed("y", 2), ElementsAre("ax"));
  EXPECT_THAT(Keyed("z", 5), IsEmpty());
}

TEST(Shelves, EachKindOnItsOwn) {
  TestShelves shelves;
  shelves.Add({"a", Thing{}, "", 1, {}, ""});
  shelves.Add({"a", Link{"x"}, "", 2, {}, ""});
  EXPECT_EQ(shelves.Of<Thing>().Find("a", 9)->position, 1);
  EXPECT_EQ(shelves.Of<Link>().Find("a", 9)->position, 2);
}

}  // namespace
}  // namespace cobuild::records
