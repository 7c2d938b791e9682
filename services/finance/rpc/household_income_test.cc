#include <gmock/gmock.h>

#include <fmt/format.h>

#include <string>
#include <vector>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class HouseholdIncomeTest : public FinanceServerTest {
 protected:
  absl::StatusOr<v1::HouseholdIncome> Record(const std::string& village, int year, int64_t yuan,
                                             const std::string& more = "") {
    return ToIncome(
        &IncomeStub::RecordHouseholdIncome,
        fmt::format("household_income {{ village: 'villages/{}' year: {} per_capita {{ "
                    "currency_code: 'CNY' units: {} }} residents: 900 source: '年报' data_origin: "
                    "EXAMPLE }} request_id: 'h{}' {}",
                    village, year, yuan, ++requests_, more));
  }
  absl::StatusOr<v1::HouseholdIncome> Correct(int64_t yuan, const std::string& more = "",
                                              int64_t residents = 900) {
    return ToIncome(
        &IncomeStub::CorrectHouseholdIncome,
        fmt::format("name: 'villages/{}/household-incomes/2011' per_capita {{ currency_code: "
                    "'CNY' units: {} }} residents: {} reason: '审计' request_id: 'h{}' {}",
                    kVillage, yuan, residents, ++requests_, more));
  }
  // Last digits of the village, year and yuan, by pages of two.
  std::vector<std::string> Listed(const std::string& request = "") {
    std::vector<std::string> rows;
    std::string token;
    do {
      const auto page = ToIncome(&IncomeStub::ListHouseholdIncomes,
                                 fmt::format("{} page_size: 2 page_token: '{}'", request, token));
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const v1::HouseholdIncome& income : page->household_incomes()) {
        rows.push_back(fmt::format("{} {} {}", income.village().substr(income.village().size() - 3),
                                   income.year(), income.per_capita().units()));
      }
      token = page->next_page_token();
    } while (!token.empty());
    return rows;
  }

  int requests_ = 0;
};

TEST_F(HouseholdIncomeTest, Record_MovesNoMoney) {
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome made, Record(kVillage, 2011, 8'001));
  EXPECT_EQ(made.name(), "villages/420115002201/household-incomes/2011");
  EXPECT_EQ(made.per_capita().units(), 8'001);
  EXPECT_EQ(made.residents(), 900);
  EXPECT_EQ(made.verification_state(), v1::DECLARED);
  EXPECT_EQ(made.position(), 1);
  EXPECT_EQ(HeadPosition(), 1);
  EXPECT_NE(made.etag(), "");
}

TEST_F(HouseholdIncomeTest, Record_OfTheSameVillageAndYear_IsRefused) {
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome made, Record(kVillage, 2011, 8'001));
  EXPECT_STATUS(Record(kVillage, 2011, 8'001),
                Refuses(StatusCode::kAlreadyExists, "HOUSEHOLD_INCOME_ALREADY_RECORDED"));
  requests_ = 0;
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome again, Record(kVillage, 2011, 8'001));
  EXPECT_THAT(again, EqualsMessage(made));
  requests_ = 0;
  EXPECT_STATUS(Record(kVillage, 2012, 8'001), HasViolation("request_id", "REQUEST_ID_REUSED"));
}

TEST_F(HouseholdIncomeTest, Record_ValidateOnly_StoresNothing) {
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome would,
                       Record(kVillage, 2011, 8'001, "validate_only: true"));
  EXPECT_EQ(would.etag(), "");
  EXPECT_EQ(HeadPosition(), 0);
}

TEST_F(HouseholdIncomeTest, Correct_IsAFurtherState) {
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome made, Record(kVillage, 2011, 8'001));
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome corrected,
                       Correct(8'000, "etag: '" + made.etag() + "'"));
  EXPECT_EQ(corrected.correction_reason(), "审计");
  EXPECT_EQ(corrected.source(), "年报");
  EXPECT_THAT(Listed(), ElementsAre("201 2011 8000"));
  EXPECT_THAT(Listed(fmt::format("known_at {{ position: {} }}", made.position())),
              ElementsAre("201 2011 8001"));
}

TEST_F(HouseholdIncomeTest, Correct_OfAnotherStateOrNoneOrToTheSame_IsRefused) {
  EXPECT_STATUS(Correct(8'000), Refuses(StatusCode::kNotFound, "HOUSEHOLD_INCOME_NOT_FOUND"));
  ASSERT_OK(Record(kVillage, 2011, 8'001));
  EXPECT_STATUS(Correct(8'000, "etag: 'x'"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Correct(8'001),
                Refuses(StatusCode::kFailedPrecondition, "HOUSEHOLD_INCOME_UNCHANGED"));
  EXPECT_OK(Correct(8'001, "", 901));
}

TEST_F(HouseholdIncomeTest, List_IsByVillagesAndYear) {
  for (const char* village : {"420115002201", "420115002202", "420115002203"}) {
    ASSERT_OK(Record(village, 2010, 7'000));
    ASSERT_OK(Record(village, 2011, 8'000));
  }
  EXPECT_THAT(Listed("year: 2011"), ElementsAre("201 2011 8000", "202 2011 8000", "203 2011 8000"));
  EXPECT_THAT(Listed("villages: 'villages/420115002203' villages: 'villages/420115002201'"),
              ElementsAre("201 2010 7000", "201 2011 8000", "203 2010 7000", "203 2011 8000"));
  EXPECT_THAT(Listed("villages: 'villages/420115002202' year: 2010"), ElementsAre("202 2010 7000"));
  EXPECT_THAT(Listed("villages: 'villages/420115002299'"), IsEmpty());
}

}  // namespace
}  // namespace cobuild::finance
