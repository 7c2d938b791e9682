#include "services/cli/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cobuild/registry/v1/village.pb.h"
#include "common/testing/status_matchers.h"
#include "services/cli/failure.h"

namespace cobuild::cli {
namespace {

using Given = Arguments::Given;
using registry::v1::VillageCategory;

MATCHER_P(IsUsageError, text, "is a usage error about " + std::string(text)) {
  return ExitCodeOf(arg) == kExitUsage &&
         std::string(arg.message()).find(text) != std::string::npos;
}

TEST(Arguments, Enum_AnyCaseAndDashes_IsFound) {
  Arguments arguments(Given{{"category", {"Hollow-economy"}}});
  EXPECT_EQ(arguments.Enum<VillageCategory>("category"), VillageCategory::HOLLOW_ECONOMY);
  EXPECT_OK(arguments.Check());
}

TEST(Arguments, Enum_UnknownOrUnspecified_NamesTheKnownOnes) {
  for (const char* text : {"RICH", "VILLAGE_CATEGORY_UNSPECIFIED", ""}) {
    Arguments arguments(Given{{"category", {text}}});
    arguments.Enum<VillageCategory>("category");
    EXPECT_THAT(arguments.Check(), IsUsageError("HOLLOW_ECONOMY")) << text;
  }
}

TEST(Arguments, Date_ThatDoesNotExist_IsRefused) {
  Arguments arguments(Given{{"as-of", {"2011-02-29"}}});
  arguments.Date("as-of");
  EXPECT_THAT(arguments.Check(), IsUsageError("as-of is a day"));
}

TEST(Arguments, Money_TwoDecimals_IsWholeFen) {
  Arguments arguments(Given{{"AMOUNT", {"49000.05"}}});
  const auto amount = arguments.Money("AMOUNT");
  EXPECT_EQ(amount.units(), 49000);
  EXPECT_EQ(amount.nanos(), 50'000'000);
  EXPECT_EQ(amount.currency_code(), "CNY");
}

TEST(Arguments, Money_ZeroIsGiven_HasItsCurrency) {
  Arguments arguments(Given{{"AMOUNT", {"0"}}});
  EXPECT_EQ(arguments.Money("AMOUNT").currency_code(), "CNY");
}

TEST(Arguments, Money_FinerThanAFen_IsRefused) {
  Arguments arguments(Given{{"AMOUNT", {"49000.005"}}});
  arguments.Money("AMOUNT");
  EXPECT_THAT(arguments.Check(), IsUsageError("AMOUNT is an amount"));
}

TEST(Arguments, KnownAt_InstantOrPosition_IsTold) {
  Arguments instant(Given{{"known-at", {"2012-03-14T08:00:00+08:00"}}});
  EXPECT_EQ(instant.KnownAt("known-at").time().seconds(), 1331683200);
  Arguments position(Given{{"known-at", {"41"}}});
  EXPECT_EQ(position.KnownAt("known-at").position(), 41);
  EXPECT_OK(instant.Check());
  EXPECT_OK(position.Check());
}

TEST(Arguments, KnownAt_DayAlone_IsRefused) {
  Arguments arguments(Given{{"known-at", {"2012-03-14"}}});
  arguments.KnownAt("known-at");
  EXPECT_THAT(arguments.Check(), IsUsageError("known-at is an instant"));
}

TEST(Arguments, Integer_OutOfBounds_IsRefused) {
  for (const char* text : {"1977", "2101", "2011x", "", "99999999999999999999"}) {
    Arguments arguments(Given{{"YEAR", {text}}});
    arguments.Integer("YEAR", 1978, 2100);
    EXPECT_THAT(arguments.Check(), IsUsageError("from 1978 to 2100")) << text;
  }
}

TEST(Arguments, Integer_NotGiven_IsTheFallback) {
  Arguments arguments(Given{});
  EXPECT_EQ(arguments.Integer("limit", 1, 10, 5), 5);
  EXPECT_OK(arguments.Check());
}

TEST(Arguments, Name_BareCode_GetsItsCollection) {
  const Arguments arguments(Given{{"a", {"420115010201"}}, {"b", {"villages/420115010201"}}});
  EXPECT_EQ(arguments.Name("a", "villages"), "villages/420115010201");
  EXPECT_EQ(arguments.Name("b", "villages"), "villages/420115010201");
  EXPECT_EQ(arguments.Name("missing", "villages"), "");
}

TEST(Arguments, SeveralWrong_AreToldTogether) {
  Arguments arguments(Given{{"as-of", {"yesterday"}}, {"AMOUNT", {"much"}}});
  arguments.Date("as-of");
  arguments.Money("AMOUNT");
  EXPECT_THAT(arguments.Check(), IsUsageError("as-of"));
  EXPECT_THAT(arguments.Check(), IsUsageError("AMOUNT"));
}

TEST(DataOriginOf, NotGiven_IsRecorded) {
  Arguments arguments(Given{});
  EXPECT_EQ(DataOriginOf(arguments), type::v1::RECORDED);
}

}  // namespace
}  // namespace cobuild::cli
