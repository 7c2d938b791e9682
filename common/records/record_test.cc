#include "common/records/record.h"

#include <gtest/gtest.h>

#include "common/records/testdata/facts.h"

namespace cobuild::records {
namespace {

TEST(NameOf, FillsThePatternWithThePartsOfTheId) {
  EXPECT_EQ(NameOf("things/{}", "a-b"), "things/a-b");
  EXPECT_EQ(NameOf("things/{}/links/{}", "a/b"), "things/a/links/b");
  EXPECT_EQ(NameOf<Link>("a/2010-01-01"), "things/a/links/2010-01-01");
}

TEST(NameOf, OfARecordOfAnyKind) {
  EXPECT_EQ(NameOf(Record<AnyFacts>{"a", Thing{}}), "things/a");
  EXPECT_EQ(NameOf(Record<AnyFacts>{"a/b", Link{}}), "things/a/links/b");
}

TEST(Widen, ThenNarrow_IsTheSame) {
  const Record<Thing> thing{"a", FullThing(), "mistyped", 7, {5}, "machine/test"};
  EXPECT_EQ(Narrow<Thing>(Widen<AnyFacts>(thing)), thing);
}

TEST(Rows, NumberAndStamp_InOrder) {
  TestRows rows{{{"a", Thing{}}, {"a/b", Link{}}}};
  EXPECT_EQ(LastPositionOf(rows), 0);
  Number(rows, 5);
  Stamp(rows, {9}, "machine/test");
  EXPECT_EQ(LastPositionOf(rows), 7);
  EXPECT_EQ(rows.records[0].position, 6);
  EXPECT_EQ(rows.records[1].record_time, base::Timestamp{9});
  EXPECT_EQ(rows.records[1].actor, "machine/test");
  EXPECT_EQ(NamesOf(rows), (std::vector<std::string>{"things/a", "things/a/links/b"}));
}

}  // namespace
}  // namespace cobuild::records
