#include <gmock/gmock.h>

#include <fmt/format.h>

#include "common/feed/images.h"
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
using ::testing::SizeIs;

constexpr char kGross[] = "definition: 'collective_income_gross@1'";

class IncomeServiceTest : public FinanceServerTest {
 protected:
  IncomeServiceTest() { CreateBooks(); }

  absl::StatusOr<v1::VillageIncome> Record(int64_t yuan, const std::string& request_id,
                                           const std::string& more = "",
                                           const std::string& category = "SUBSIDY_INCOME") {
    return ToIncome(&IncomeStub::RecordVillageIncome,
                    fmt::format("village: 'villages/{}' year: 2011 category: {} source: '年报' "
                                "amount {{ currency_code: 'CNY' units: {} }} data_origin: EXAMPLE "
                                "request_id: '{}' {}",
                                kVillage, category, yuan, request_id, more));
  }
  absl::StatusOr<v1::VillageIncome> Correct(int64_t yuan, const std::string& request_id,
                                            const std::string& more = "") {
    return ToIncome(&IncomeStub::CorrectVillageIncome,
                    fmt::format("name: 'villages/{}/incomes/2011-subsidy-income' reason: '审计' "
                                "amount {{ currency_code: 'CNY' units: {} }} request_id: '{}' {}",
                                kVillage, yuan, request_id, more));
  }
  absl::StatusOr<v1::SummarizeIncomeResponse> Summarize(const std::string& more = "") {
    return ToIncome(&IncomeStub::SummarizeIncome,
                    fmt::format("villages: 'villages/{}' villages: 'villages/420115002299' year: "
                                "2011 {} {}",
                                kVillage, kGross, more));
  }
};

TEST_F(IncomeServiceTest, Record_NamesItsTransfer) {
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome made, Record(49'000, "r1"));
  EXPECT_EQ(made.name(), "villages/420115002201/incomes/2011-subsidy-income");
  EXPECT_EQ(made.amount().units(), 49'000);
  EXPECT_EQ(made.source(), "年报");
  EXPECT_EQ(made.data_origin(), type::v1::EXAMPLE);
  EXPECT_EQ(made.position(), HeadPosition());
  EXPECT_NE(made.etag(), "");
  ASSERT_OK_AND_ASSIGN(const auto transfers,
                       ToLedger(&LedgerStub::ListTransfers, "parent: 'ledgers/420115002201'"));
  ASSERT_THAT(transfers.transfers(), SizeIs(1));
  EXPECT_EQ(transfers.transfers(0).name(), made.transfer());
  EXPECT_EQ(transfers.transfers(0).debit_account(), "ledgers/420115002201/accounts/102");
  EXPECT_EQ(transfers.transfers(0).credit_account(), "ledgers/420115002201/accounts/522");
  EXPECT_EQ(transfers.transfers(0).effective_date().month(), 12);
}

TEST_F(IncomeServiceTest, Record_IsRepeatableByRequestId) {
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome made, Record(49'000, "r1"));
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome again, Record(49'000, "r1"));
  EXPECT_THAT(again, EqualsMessage(made));
  EXPECT_STATUS(Record(49'001, "r1"), HasViolation("request_id", "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Record(49'000, "r2"),
                Refuses(StatusCode::kAlreadyExists, "INCOME_ALREADY_RECORDED"));
}

TEST_F(IncomeServiceTest, Record_ValidateOnly_HasNoPosition) {
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome would, Record(5, "r1", "validate_only: true"));
  EXPECT_EQ(would.position(), 0);
  EXPECT_EQ(would.etag(), "");
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(IncomeServiceTest, Record_UnderAChartNotInForce_IsRefused) {
  EXPECT_STATUS(
      ToIncome(&IncomeStub::RecordVillageIncome,
               "village: 'villages/420115002201' year: 2024 category: OTHER_INCOME source: "
               "'s' amount { currency_code: 'CNY' units: 1 } data_origin: RECORDED "
               "request_id: 'r'"),
      Refuses(StatusCode::kFailedPrecondition, "CHART_NOT_IN_FORCE"));
}

TEST_F(IncomeServiceTest, Correct_ByEtag_IsSeenByOne) {
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome made, Record(10, "r1"));
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome corrected,
                       Correct(20, "r2", "etag: '" + made.etag() + "'"));
  EXPECT_EQ(corrected.correction_reason(), "审计");
  EXPECT_NE(corrected.etag(), made.etag());
  EXPECT_STATUS(Correct(30, "r3", "etag: '" + made.etag() + "'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Correct(20, "r4"), Refuses(StatusCode::kFailedPrecondition, "INCOME_UNCHANGED"));
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome zero, Correct(0, "r5"));
  EXPECT_EQ(zero.transfer(), "");
}

TEST_F(IncomeServiceTest, Correct_OfNothing_IsNotFound) {
  EXPECT_STATUS(Correct(20, "r2"), Refuses(StatusCode::kNotFound, "INCOME_NOT_FOUND"));
}

TEST_F(IncomeServiceTest, List_IsAsItWasKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome first, Record(10, "r1"));
  ASSERT_OK(Record(5, "r2", "", "OPERATING_INCOME"));
  ASSERT_OK(Correct(20, "r3"));
  ASSERT_OK_AND_ASSIGN(const auto all, ToIncome(&IncomeStub::ListVillageIncome, "year: 2011"));
  ASSERT_THAT(all.incomes(), SizeIs(2));
  EXPECT_EQ(all.incomes(0).category(), v1::OPERATING_INCOME);
  EXPECT_EQ(all.incomes(1).amount().units(), 20);
  ASSERT_OK_AND_ASSIGN(const auto then,
                       ToIncome(&IncomeStub::ListVillageIncome,
                                fmt::format("village: 'villages/{}' known_at {{ position: {} }}",
                                            kVillage, first.position())));
  ASSERT_THAT(then.incomes(), SizeIs(1));
  EXPECT_THAT(then.incomes(0), EqualsMessage(first));
  ASSERT_OK_AND_ASSIGN(const auto page, ToIncome(&IncomeStub::ListVillageIncome, "page_size: 1"));
  ASSERT_OK_AND_ASSIGN(const auto rest,
                       ToIncome(&IncomeStub::ListVillageIncome,
                                "page_size: 1 page_token: '" + page.next_page_token() + "'"));
  EXPECT_EQ(rest.incomes(0).category(), v1::SUBSIDY_INCOME);
  EXPECT_EQ(rest.next_page_token(), "");
}

TEST_F(IncomeServiceTest, Summary_IsTheSumOfItsLines) {
  ASSERT_OK(Record(100, "r1"));
  ASSERT_OK(Record(7, "r2", "", "OTHER_INCOME"));
  ASSERT_OK(Correct(90, "r3"));
  ASSERT_OK_AND_ASSIGN(const auto summary, Summarize());
  ASSERT_THAT(summary.rows(), SizeIs(1));
  EXPECT_EQ(summary.rows(0).village(), "villages/420115002201");
  EXPECT_EQ(summary.rows(0).amount().units(), 97);
  EXPECT_EQ(summary.rows(0).line_count(), 4);
  EXPECT_EQ(summary.rows(0).data_origin(), type::v1::EXAMPLE);
  EXPECT_EQ(summary.total().units(), 97);
  EXPECT_EQ(summary.definition().name(), "collective_income_gross@1");
  EXPECT_EQ(summary.position(), HeadPosition());
  int64_t sum = 0;
  std::string token;
  int lines = 0;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page,
                         ToIncome(&IncomeStub::ListIncomeLines,
                                  fmt::format("villages: 'villages/{}' year: 2011 page_size: 3 {} "
                                              "page_token: '{}'",
                                              kVillage, kGross, token)));
    for (const v1::IncomeLine& line : page.lines()) sum += line.signed_amount().units();
    lines += page.lines_size();
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_EQ(sum, 97);
  EXPECT_EQ(lines, 4);
}

TEST_F(IncomeServiceTest, Summary_BeforeTheCorrection_IsWhatWasKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome first, Record(100, "r1"));
  ASSERT_OK(Correct(90, "r2"));
  ASSERT_OK_AND_ASSIGN(const auto summary,
                       Summarize(fmt::format("known_at {{ position: {} }}", first.position())));
  EXPECT_EQ(summary.total().units(), 100);
  EXPECT_EQ(summary.position(), first.position());
}

TEST_F(IncomeServiceTest, Summary_OfAnUnknownDefinition_IsNotFound) {
  EXPECT_STATUS(ToIncome(&IncomeStub::SummarizeIncome,
                         "villages: 'villages/420115002201' year: 2011 definition: 'none@1'"),
                Refuses(StatusCode::kNotFound, "DEFINITION_NOT_FOUND"));
}

TEST_F(IncomeServiceTest, Definitions_AreListed) {
  ASSERT_OK_AND_ASSIGN(const auto response, ToIncome(&IncomeStub::ListIncomeDefinitions, ""));
  ASSERT_THAT(response.definitions(), SizeIs(1));
  EXPECT_THAT(response.definitions(0).accounts(0).codes(),
              ElementsAre("501", "511", "521", "522", "531", "561"));
}

// ---- the feed ----

TEST_F(IncomeServiceTest, Feed_HoldsEveryEntryWithItsAfterImage) {
  ASSERT_OK_AND_ASSIGN(const v1::VillageIncome made, Record(100, "r1"));
  ASSERT_OK(ToLedger(&LedgerStub::CloseAccount, "name: 'ledgers/books/accounts/y'"));
  ASSERT_OK_AND_ASSIGN(const auto response,
                       Send(*feed_, &FeedStub::ListChanges, "page_size: 1000"));
  ASSERT_EQ(response.changes_size(), HeadPosition());
  EXPECT_EQ(response.head_position(), HeadPosition());
  EXPECT_EQ(response.changes(0).resource_name(), "ledgers/420115002201");
  EXPECT_EQ(response.changes(0).request_id(), "420115002201");
  v1::Account account;
  ASSERT_TRUE(response.changes(1).resource().UnpackTo(&account));
  EXPECT_EQ(account.name(), "ledgers/420115002201/accounts/101");
  EXPECT_EQ(account.position(), 2);
  const auto& recorded = response.changes(static_cast<int>(made.position()) - 1);
  v1::VillageIncome income;
  ASSERT_TRUE(recorded.resource().UnpackTo(&income));
  EXPECT_THAT(income, EqualsMessage(made));
  EXPECT_EQ(recorded.request_id(), "r1");
  EXPECT_EQ(recorded.actor(), "machine/test");
  const auto& transfer = response.changes(static_cast<int>(made.position()) - 2);
  EXPECT_EQ(transfer.resource_name(), made.transfer());
  EXPECT_EQ(transfer.request_id(), "r1");
  const auto& closing = response.changes(response.changes_size() - 1);
  ASSERT_TRUE(closing.resource().UnpackTo(&account));
  EXPECT_TRUE(account.closed());
  EXPECT_EQ(account.position(), closing.position());
}

TEST_F(IncomeServiceTest, Feed_ReplayedFrom0MakesWhatTheSnapshotHolds) {
  ASSERT_OK(Record(100, "r1"));
  ASSERT_OK(Correct(90, "r2"));
  ASSERT_OK(ToLedger(&LedgerStub::CloseAccount, "name: 'ledgers/books/accounts/y'"));
  const feed::Images replayed = feed::ReplayOf(*feed_, 7);
  // An income and an account were told twice.
  EXPECT_EQ(static_cast<int64_t>(replayed.size()), HeadPosition() - 2);
  EXPECT_EQ(feed::SnapshotOf(*feed_, 7), replayed);
  ASSERT_OK_AND_ASSIGN(
      const auto incomes,
      Send(*feed_, &FeedStub::ListSnapshot, "resource_types: 'cobuild.finance.v1.VillageIncome'"));
  ASSERT_EQ(incomes.resources_size(), 1);
  v1::VillageIncome income;
  ASSERT_TRUE(incomes.resources(0).resource().UnpackTo(&income));
  EXPECT_EQ(income.amount().units(), 90);
  EXPECT_OK(Send(*feed_, &FeedStub::ListChanges, "resource_types: 'cobuild.finance.v1.Claim'"));
}

}  // namespace
}  // namespace cobuild::finance
