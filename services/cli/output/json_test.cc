#include "services/cli/output/json.h"

#include <gtest/gtest.h>

#include "cobuild/feed/v1/feed.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "google/type/money.pb.h"

namespace cobuild::cli {
namespace {

google::type::Money Yuan(int64_t units, int32_t nanos) {
  google::type::Money amount;
  amount.set_units(units);
  amount.set_nanos(nanos);
  return amount;
}

TEST(ToJson, Income_HasEveryFieldInItsForm) {
  finance::v1::VillageIncome income;
  income.set_village("villages/420115010201");
  income.set_year(2011);
  income.set_category(finance::v1::SUBSIDY_INCOME);
  *income.mutable_amount() = Yuan(49000, 500'000'000);
  income.mutable_record_time()->set_seconds(1331683200);
  income.set_position(7);
  EXPECT_EQ(ToJson(income).dump(),
            R"({"name":"","village":"villages/420115010201","year":2011,)"
            R"("category":"SUBSIDY_INCOME","amount":"49000.50","source":"",)"
            R"("data_origin":null,"transfer":"","correction_reason":"",)"
            R"("position":7,"record_time":"2012-03-14T00:00:00.000000Z","etag":"",)"
            R"("verification_state":null})");
}

TEST(ToJson, AbsentMessages_AreNull) {
  const Json json = ToJson(finance::v1::VillageIncome());
  EXPECT_TRUE(json.at("amount").is_null());
  EXPECT_TRUE(json.at("record_time").is_null());
}

TEST(ToJson, Date_IsIso) {
  registry::v1::Division division;
  division.mutable_effective_date()->set_year(2009);
  division.mutable_effective_date()->set_month(1);
  division.mutable_effective_date()->set_day(1);
  division.add_aliases("山坡乡");
  EXPECT_EQ(ToJson(division).at("effective_date"), "2009-01-01");
  EXPECT_EQ(ToJson(division).at("aliases"), Json::array({"山坡乡"}));
}

TEST(ToJson, Money_NegativeAndSmall_KeepsSignAndDecimals) {
  EXPECT_EQ(ToJson(Yuan(-5, -10'000'000)), "-5.01");
  EXPECT_EQ(ToJson(Yuan(0, -10'000'000)), "-0.01");
  EXPECT_EQ(ToJson(Yuan(0, 0)), "0.00");
  EXPECT_EQ(ToJson(Yuan(1, 1)), "1.000000001");  // shown as it came, never rounded
}

TEST(ToJson, EnumValueFromTheFuture_IsItsNumber) {
  finance::v1::VillageIncome income;
  income.set_category(static_cast<finance::v1::IncomeCategory>(99));
  EXPECT_EQ(ToJson(income).at("category"), 99);
}

TEST(ToJson, ChangeOfKnownType_ShowsTheResource) {
  feed::v1::Change change;
  registry::v1::Division division;
  division.set_display_name("山坡街道");
  change.mutable_resource()->PackFrom(division);
  const Json json = ToJson(change);
  EXPECT_EQ(json.at("resource").at("@type"), "cobuild.registry.v1.Division");
  EXPECT_EQ(json.at("resource").at("display_name"), "山坡街道");
}

TEST(ToJson, ChangeOfUnknownType_ShowsTheTypeAlone) {
  feed::v1::Change change;
  change.mutable_resource()->set_type_url("type.googleapis.com/cobuild.future.v1.Thing");
  EXPECT_EQ(ToJson(change).at("resource").dump(), R"({"@type":"cobuild.future.v1.Thing"})");
}

TEST(CellText, EachKind_ReadsPlainly) {
  EXPECT_EQ(CellText(nullptr), "");
  EXPECT_EQ(CellText("山坡"), "山坡");
  EXPECT_EQ(CellText(7), "7");
  EXPECT_EQ(CellText(true), "true");
  EXPECT_EQ(CellText(Json::array({"a", "b"})), "a, b");
  EXPECT_EQ(CellText(Json::object({{"a", 1}})), R"({"a":1})");
}

TEST(Dump, BytesThatAreNotUtf8_AreReplaced) {
  EXPECT_EQ(DumpLine(Json("a\xFF")), "\"a\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace cobuild::cli
