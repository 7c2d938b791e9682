#include "services/registry/domain/division.h"

#include <gtest/gtest.h>

namespace cobuild::registry {
namespace {

struct KindRow {
  Level level;
  const char* code;
  Kind kind;
};

// The statistical office's table, at the bounds of each range.
constexpr KindRow kKinds[] = {
    // level            code            kind
    {Level::kTownship, "420115000000", Kind::kNone},
    {Level::kTownship, "420115001000", Kind::kStreet},
    {Level::kTownship, "420115099000", Kind::kStreet},
    {Level::kTownship, "420115100000", Kind::kTown},
    {Level::kTownship, "420115199000", Kind::kTown},
    {Level::kTownship, "420115200000", Kind::kRuralTownship},
    {Level::kTownship, "420115399000", Kind::kRuralTownship},
    {Level::kTownship, "420115400000", Kind::kTownshipLike},
    {Level::kTownship, "420115599000", Kind::kTownshipLike},
    {Level::kTownship, "420115600000", Kind::kNone},
    {Level::kVillage, "420115010000", Kind::kNone},
    {Level::kVillage, "420115010001", Kind::kResidentsCommittee},
    {Level::kVillage, "420115010199", Kind::kResidentsCommittee},
    {Level::kVillage, "420115010200", Kind::kVillagersCommittee},
    {Level::kVillage, "420115010399", Kind::kVillagersCommittee},
    {Level::kVillage, "420115010400", Kind::kVillageLike},
    {Level::kVillage, "420115010999", Kind::kVillageLike},
    // Above the township the digits say nothing, whatever they are.
    {Level::kCounty, "420115001001", Kind::kNone},
    {Level::kPrefecture, "441900001001", Kind::kNone},
    {Level::kProvince, "420000001001", Kind::kNone},
};

TEST(KindOf, FollowsTheSegmentsOfTheCode) {
  for (const KindRow& row : kKinds) {
    EXPECT_EQ(KindOf(row.level, row.code), row.kind)
        << row.code << " at level " << static_cast<int>(row.level);
  }
}

TEST(UrbanRuralClass, SevenAreKnown) {
  for (const char* known : {"111", "112", "121", "122", "123", "210", "220"}) {
    EXPECT_TRUE(IsUrbanRuralClass(known)) << known;
  }
  for (const char* unknown : {"", "110", "124", "2200", "22", "abc"}) {
    EXPECT_FALSE(IsUrbanRuralClass(unknown)) << unknown;
  }
}

}  // namespace
}  // namespace cobuild::registry
