#include "common/rpc/fields.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "cobuild/registry/v1/village.pb.h"

namespace cobuild::rpc {
namespace {

using error::Violations;

// "field:REASON" of everything that was added, in order.
std::vector<std::string> Reasons(Violations violations) {
  std::vector<std::string> reasons;
  const auto detail = error::DetailOf(std::move(violations).Finish());
  if (!detail) return reasons;
  for (const auto& violation : detail->violations) {
    reasons.push_back(violation.field + ":" + violation.reason);
  }
  return reasons;
}

using List = std::vector<std::string>;

google::type::Date ProtoDate(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

google::type::Money Money(const std::string& currency, int64_t units, int32_t nanos) {
  google::type::Money money;
  money.set_currency_code(currency);
  money.set_units(units);
  money.set_nanos(nanos);
  return money;
}

TEST(ElementOf, NamesTheElement) { EXPECT_EQ(ElementOf("names", 3), "names[3]"); }

TEST(Text, LengthIsCountedInCodePoints) {
  Violations violations;
  EXPECT_EQ(RequiredText(violations, "basis", "山坡街", 3), "山坡街");
  EXPECT_TRUE(violations.empty());
  OptionalText(violations, "basis", "山坡街道", 3);
  EXPECT_EQ(Reasons(violations), List{"basis:TOO_LONG"});
}

TEST(Text, EmptyIsRefusedOnlyWhereRequired) {
  Violations violations;
  EXPECT_EQ(OptionalText(violations, "note", "", 3), "");
  EXPECT_TRUE(violations.empty());
  RequiredText(violations, "basis", "", 3);
  RequiredRequestId(violations, "");
  EXPECT_EQ(Reasons(violations), (List{"basis:REQUIRED", "request_id:REQUIRED"}));
}

TEST(RequestId, UpTo64Characters) {
  Violations violations;
  EXPECT_EQ(RequiredRequestId(violations, std::string(64, 'r')), std::string(64, 'r'));
  EXPECT_TRUE(violations.empty());
  RequiredRequestId(violations, std::string(65, 'r'));
  EXPECT_EQ(Reasons(violations), List{"request_id:TOO_LONG"});
}

TEST(Id, TheDocumentedFormOnly) {
  for (const char* good : {"a", "jiangxia-277", "0"}) {
    Violations violations;
    EXPECT_EQ(RequiredId(violations, "id", good), good);
    EXPECT_TRUE(violations.empty()) << good;
  }
  for (const char* bad : {"-a", "a-", "A", "a_b", "a b", "山"}) {
    Violations violations;
    OptionalId(violations, "id", bad);
    EXPECT_EQ(Reasons(violations), List{"id:MALFORMED"}) << bad;
  }
}

TEST(Id, EmptyIsRefusedOnlyWhereRequired) {
  Violations violations;
  EXPECT_EQ(OptionalId(violations, "id", ""), "");
  EXPECT_TRUE(violations.empty());
  RequiredId(violations, "id", "");
  EXPECT_EQ(Reasons(violations), List{"id:REQUIRED"});
}

TEST(CodeName, GivesTheCode) {
  Violations violations;
  EXPECT_EQ(RequiredCodeName(violations, "name", "villages/420115002201", "villages"),
            "420115002201");
  EXPECT_EQ(OptionalCodeName(violations, "name", "", "villages"), "");
  EXPECT_TRUE(violations.empty());
}

TEST(CodeName, OtherFormsAreMalformed) {
  for (const char* bad :
       {"420115002201", "villages/", "villages", "villages/42011500220", "villages/4201150022011",
        "villages/42011500220a", "divisions/420115002201", "villages//420115002201",
        "villages/420115002201/episodes/2010-01-01", " villages/420115002201"}) {
    Violations violations;
    RequiredCodeName(violations, "name", bad, "villages");
    EXPECT_EQ(Reasons(violations), List{"name:MALFORMED"}) << bad;
  }
  Violations violations;
  RequiredCodeName(violations, "name", "", "villages");
  EXPECT_EQ(Reasons(violations), List{"name:REQUIRED"});
}

TEST(IdName, GivesTheIdOrSaysWhatIsWrong) {
  Violations violations;
  EXPECT_EQ(RequiredIdName(violations, "name", "perimeters/p-1", "perimeters"), "p-1");
  EXPECT_EQ(OptionalIdName(violations, "name", "", "perimeters"), "");
  EXPECT_TRUE(violations.empty());
  RequiredIdName(violations, "a", "", "perimeters");
  OptionalIdName(violations, "b", "perimeters/P", "perimeters");
  OptionalIdName(violations, "c", "funds/p", "perimeters");
  EXPECT_EQ(Reasons(violations), (List{"a:REQUIRED", "b:MALFORMED", "c:MALFORMED"}));
}

TEST(Date, OnlyDaysThatExist) {
  Violations violations;
  EXPECT_EQ(RequiredDate(violations, "day", ProtoDate(2012, 2, 29)), (base::Date{2012, 2, 29}));
  EXPECT_EQ(OptionalDate(violations, "day", {}), std::nullopt);
  EXPECT_TRUE(violations.empty());
  RequiredDate(violations, "a", {});
  OptionalDate(violations, "b", ProtoDate(2011, 2, 29));
  OptionalDate(violations, "c", ProtoDate(2011, 0, 0));
  RequiredDate(violations, "d", ProtoDate(0, 1, 1));
  OptionalDate(violations, "e", ProtoDate(2011, -1, 1));
  EXPECT_EQ(Reasons(violations), (List{"a:REQUIRED", "b:INVALID_DATE", "c:INVALID_DATE",
                                       "d:INVALID_DATE", "e:INVALID_DATE"}));
}

TEST(AsOf, DefaultIsTodayInChina) {
  Violations violations;
  const auto evening_utc = *base::ParseTimestamp("2012-12-31T16:00:00Z");
  EXPECT_EQ(AsOf(violations, {}, evening_utc), (base::Date{2013, 1, 1}));
  EXPECT_EQ(AsOf(violations, ProtoDate(2009, 1, 1), evening_utc), (base::Date{2009, 1, 1}));
  EXPECT_TRUE(violations.empty());
  AsOf(violations, ProtoDate(2009, 13, 1), evening_utc);
  EXPECT_EQ(Reasons(violations), List{"as_of:INVALID_DATE"});
}

TEST(KnownAt, AbsentIsTheLatest) {
  Violations violations;
  const base::KnownAt known_at = KnownAtOf(violations, registry::v1::GetVillageRequest());
  EXPECT_FALSE(known_at.time || known_at.position);
  EXPECT_TRUE(violations.empty());
}

TEST(KnownAt, AnInstantIsCutToMicroseconds) {
  registry::v1::GetVillageRequest request;
  request.mutable_known_at()->mutable_time()->set_seconds(-1);
  request.mutable_known_at()->mutable_time()->set_nanos(1'999);
  Violations violations;
  EXPECT_EQ(KnownAtOf(violations, request).time, base::Timestamp{-999'999});
  EXPECT_TRUE(violations.empty());
}

TEST(KnownAt, APositionFromZero) {
  type::v1::KnownAt value;
  value.set_position(0);
  Violations violations;
  EXPECT_EQ(RequiredKnownAt(violations, value).position, 0);
  EXPECT_TRUE(violations.empty());
  value.set_position(-1);
  RequiredKnownAt(violations, value);
  EXPECT_EQ(Reasons(violations), List{"known_at.position:OUT_OF_RANGE"});
}

TEST(KnownAt, PresentAndEmptyIsRefused) {
  registry::v1::GetVillageRequest request;
  request.mutable_known_at();
  Violations violations;
  KnownAtOf(violations, request);
  EXPECT_EQ(Reasons(violations), List{"known_at:REQUIRED"});
}

TEST(KnownAt, InstantsOutOfRangeAreRefused) {
  const std::vector<std::pair<int64_t, int32_t>> bad = {{std::numeric_limits<int64_t>::max(), 0},
                                                        {std::numeric_limits<int64_t>::min(), 0},
                                                        {0, -1},
                                                        {0, 1'000'000'000}};
  for (const auto& [seconds, nanos] : bad) {
    type::v1::KnownAt value;
    value.mutable_time()->set_seconds(seconds);
    value.mutable_time()->set_nanos(nanos);
    Violations violations;
    RequiredKnownAt(violations, value);
    EXPECT_EQ(Reasons(violations), List{"known_at.time:OUT_OF_RANGE"}) << seconds << " " << nanos;
  }
}

TEST(Money, WholeFenInYuan) {
  Violations violations;
  EXPECT_EQ(RequiredMoney(violations, "amount", Money("CNY", 12, 340'000'000)), money::Fen{1234});
  EXPECT_EQ(RequiredMoney(violations, "amount", Money("CNY", 0, 0)), money::Fen{0});
  EXPECT_EQ(RequiredMoney(violations, "amount", Money("CNY", -1, -10'000'000)), money::Fen{-101});
  EXPECT_TRUE(violations.empty());
}

TEST(Money, EachFaultHasItsReason) {
  Violations violations;
  RequiredMoney(violations, "a", {});
  RequiredMoney(violations, "b", Money("USD", 1, 0));
  RequiredMoney(violations, "c", Money("", 1, 0));
  RequiredMoney(violations, "d", Money("CNY", 1, 1));
  RequiredMoney(violations, "e", Money("CNY", 1, -10'000'000));
  RequiredMoney(violations, "f", Money("CNY", std::numeric_limits<int64_t>::max(), 0));
  RequiredMoney(violations, "g", Money("CNY", 0, 1'000'000'000));
  EXPECT_EQ(Reasons(violations), (List{"a:REQUIRED", "b:NOT_CNY", "c:NOT_CNY", "d:FINER_THAN_FEN",
                                       "e:OUT_OF_RANGE", "f:OUT_OF_RANGE", "g:OUT_OF_RANGE"}));
}

TEST(Enum, OnlyDeclaredValues) {
  using registry::v1::VillageCategory;
  Violations violations;
  EXPECT_EQ(RequiredEnum(violations, "category", registry::v1::HOLLOW_ECONOMY),
            registry::v1::HOLLOW_ECONOMY);
  OptionalEnum(violations, "category", registry::v1::VILLAGE_CATEGORY_UNSPECIFIED);
  EXPECT_TRUE(violations.empty());
  RequiredEnum(violations, "a", registry::v1::VILLAGE_CATEGORY_UNSPECIFIED);
  RequiredEnum(violations, "b", static_cast<VillageCategory>(99));
  OptionalEnum(violations, "c", static_cast<VillageCategory>(-1));
  EXPECT_EQ(Reasons(violations), (List{"a:REQUIRED", "b:UNKNOWN_ENUM", "c:UNKNOWN_ENUM"}));
}

TEST(Counts, SomeAndAtMost) {
  Violations violations;
  RequireSome(violations, "names", 1, 2);
  RequireAtMost(violations, "names", 0, 2);
  EXPECT_TRUE(violations.empty());
  RequireSome(violations, "a", 0, 2);
  RequireSome(violations, "b", 3, 2);
  RequireAtMost(violations, "c", 3, 2);
  EXPECT_EQ(Reasons(violations), (List{"a:REQUIRED", "b:TOO_MANY", "c:TOO_MANY"}));
}

TEST(ToProto, RoundTripsThroughTheReaders) {
  Violations violations;
  EXPECT_EQ(RequiredDate(violations, "day", ToProto(base::Date{2011, 12, 31})),
            (base::Date{2011, 12, 31}));
  EXPECT_EQ(RequiredMoney(violations, "amount", ToProto(money::Fen{-101})), money::Fen{-101});
  type::v1::KnownAt value;
  *value.mutable_time() = ToProto(base::Timestamp{-1});
  EXPECT_EQ(RequiredKnownAt(violations, value).time, base::Timestamp{-1});
  EXPECT_TRUE(violations.empty());
}

}  // namespace
}  // namespace cobuild::rpc
