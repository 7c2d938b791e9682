#include "services/registry/domain/decide_perimeter.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::Refuses;

Perimeter WithExceptions(std::vector<std::string> include, std::vector<std::string> exclude) {
  Perimeter perimeter = ProgrammePerimeter();
  perimeter.include_villages = std::move(include);
  perimeter.exclude_villages = std::move(exclude);
  return perimeter;
}

TEST(DecideCreatePerimeter, ExceptionsThatAreVillages_AreAccepted) {
  const RecordedRegistry registry(SmallTree());
  EXPECT_OK(DecideCreatePerimeter(*registry, WithExceptions({kPort}, {kHill})));
}

TEST(DecideCreatePerimeter, ExceptionsThatAreNone_AreRefused) {
  const RecordedRegistry registry(SmallTree());
  for (const char* bad : {kJinkou, "999999999999"}) {
    EXPECT_THAT(DecideCreatePerimeter(*registry, WithExceptions({kPort, bad}, {})),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
    EXPECT_THAT(DecideCreatePerimeter(*registry, WithExceptions({}, {bad})),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  }
}

TEST(DecideCreatePerimeter, IdThatExists_IsRefusedFirst) {
  RecordedRegistry registry(SmallTree());
  registry.Record({.perimeters = {ProgrammePerimeter()}});
  EXPECT_THAT(DecideCreatePerimeter(*registry, WithExceptions({"999999999999"}, {})),
              Refuses(StatusCode::kAlreadyExists, "PERIMETER_EXISTS"));
}

TEST(DigestOf, EveryFieldOfAPerimeterCounts) {
  const Perimeter perimeter = WithExceptions({kPort}, {kHill});
  const auto changed = [&](auto change) {
    Perimeter other = perimeter;
    change(other);
    return DigestOf(other) != DigestOf(perimeter);
  };
  EXPECT_FALSE(changed([](Perimeter&) {}));
  EXPECT_TRUE(changed([](Perimeter& other) { other.id = "x"; }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.display_name = "x"; }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.include_prefixes = {"42"}; }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.exclude_prefixes.pop_back(); }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.kinds.clear(); }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.include_villages.clear(); }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.exclude_villages.clear(); }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.basis = "x"; }));
  EXPECT_TRUE(changed([](Perimeter& other) { other.data_origin = DataOrigin::kRecorded; }));
  // A village moves from one list of exceptions to the other.
  EXPECT_TRUE(
      changed([](Perimeter& other) { std::swap(other.include_villages, other.exclude_villages); }));
}

}  // namespace
}  // namespace cobuild::registry
