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
  EXPECT_OK(DecideCreatePerimeter(*registry, kProgramme, WithExceptions({kPort}, {kHill})));
}

TEST(DecideCreatePerimeter, ExceptionsThatAreNone_AreRefused) {
  const RecordedRegistry registry(SmallTree());
  for (const char* bad : {kJinkou, "999999999999"}) {
    EXPECT_STATUS(DecideCreatePerimeter(*registry, kProgramme, WithExceptions({kPort, bad}, {})),
                  Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
    EXPECT_STATUS(DecideCreatePerimeter(*registry, kProgramme, WithExceptions({}, {bad})),
                  Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  }
}

TEST(DecideCreatePerimeter, IdThatExists_IsRefusedFirst) {
  RecordedRegistry registry(SmallTree());
  registry.Record({.records = {Stated(kProgramme, ProgrammePerimeter())}});
  EXPECT_STATUS(DecideCreatePerimeter(*registry, kProgramme, WithExceptions({"999999999999"}, {})),
                Refuses(StatusCode::kAlreadyExists, "PERIMETER_EXISTS"));
}

TEST(DecideUpdatePerimeter, StatesTheRuleAnew) {
  RecordedRegistry registry(SmallTree());
  const int64_t position = registry.Record({.records = {Stated(kProgramme, ProgrammePerimeter())}});
  const Perimeter anew = WithExceptions({}, {kHill});
  for (const std::string& etag : {std::string(), records::EtagOf(position)}) {
    const auto next = DecideUpdatePerimeter(*registry, kProgramme, etag, anew);
    ASSERT_OK(next);
    EXPECT_EQ(next->id, kProgramme);
    EXPECT_EQ(next->facts, anew);
  }
}

TEST(DecideUpdatePerimeter, RefusalsInOrder) {
  RecordedRegistry registry(SmallTree());
  const int64_t position = registry.Record({.records = {Stated(kProgramme, ProgrammePerimeter())}});
  const Perimeter wrong = WithExceptions({"999999999999"}, {});
  EXPECT_STATUS(DecideUpdatePerimeter(*registry, "none", "x", wrong),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(DecideUpdatePerimeter(*registry, kProgramme, records::EtagOf(position + 1), wrong),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(DecideUpdatePerimeter(*registry, kProgramme, "", wrong),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
}

}  // namespace
}  // namespace cobuild::registry
