#include "services/assessment/sources/finance_client.h"

#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/testing/clients_test.h"

namespace cobuild::assessment {
namespace {

using FinanceClientTest = ClientsTest;
using test::EqualsProto;
using test::HasCode;
using test::Refuses;

TEST_F(FinanceClientTest, Position_IsTheJournalsAtTheTime) {
  finance::v1::ListFundsRequest asked;
  peers_.list_funds = [&](const auto& request) {
    asked = request;
    finance::v1::ListFundsResponse response;
    response.set_position(99);
    return response;
  };
  EXPECT_THAT(sources_->FinancePosition(std::nullopt), test::IsOkAndHolds(99));
  EXPECT_THAT(asked, EqualsProto("page_size: 1"));
  EXPECT_THAT(sources_->FinancePosition(base::Timestamp{2'000'000}), test::IsOkAndHolds(99));
  EXPECT_THAT(asked, EqualsProto("known_at { time { seconds: 2 } } page_size: 1"));
}

TEST_F(FinanceClientTest, SummarizeIncome_GivesRowsAtThePosition) {
  finance::v1::SummarizeIncomeRequest asked;
  peers_.summarize_income = [&](const auto& request) {
    asked = request;
    finance::v1::SummarizeIncomeResponse summary = Summary();
    summary.mutable_rows(0)->mutable_verification()->set_district_accepted(3);
    return summary;
  };
  ASSERT_OK_AND_ASSIGN(const Incomes incomes, Summarize());
  ASSERT_EQ(incomes.size(), 1u);
  EXPECT_EQ(incomes.at("420115001202").amount, money::Fen{4'900'050});
  EXPECT_EQ(incomes.at("420115001202").origin, DataOrigin::kExample);
  EXPECT_EQ(incomes.at("420115001202").verification, (Verification{.district_accepted = 3}));
  EXPECT_THAT(asked, EqualsProto(R"pb(
                villages: "villages/420115001201"
                villages: "villages/420115001202"
                year: 2011
                definition: "gross@1"
                known_at { position: 42 }
              )pb"));
}

TEST_F(FinanceClientTest, SummarizeIncome_UnknownDefinition_IsNotFound) {
  peers_.summarize_income = [](const auto&) { return NotFound("DEFINITION_NOT_FOUND"); };
  EXPECT_STATUS(Summarize(), Refuses(absl::StatusCode::kNotFound, "DEFINITION_NOT_FOUND"));
}

TEST_F(FinanceClientTest, SummarizeIncome_RowsThatBreakTheContract_AreNoAnswer) {
  const std::vector<std::function<void(finance::v1::IncomeRow&)>> changes = {
      [](auto& row) { row.set_village("420115001202"); },
      [](auto& row) { row.mutable_amount()->set_currency_code("USD"); },
      [](auto& row) { row.mutable_amount()->set_nanos(1); },
      [](auto& row) { row.clear_amount(); },
      [](auto& row) { row.clear_data_origin(); },
      [](auto& row) { row.mutable_verification()->set_declared(-1); }};
  for (const auto& change : changes) {
    peers_.summarize_income = [&](const auto&) {
      finance::v1::SummarizeIncomeResponse response = Summary();
      change(*response.mutable_rows(0));
      return response;
    };
    ExpectUnavailable(Summarize().status(), "finance", "MALFORMED_ANSWER");
  }
}

TEST_F(FinanceClientTest, SummarizeIncome_OneVillageTwice_IsNoAnswer) {
  peers_.summarize_income = [](const auto&) {
    finance::v1::SummarizeIncomeResponse response = Summary();
    *response.add_rows() = response.rows(0);
    return response;
  };
  ExpectUnavailable(Summarize().status(), "finance", "MALFORMED_ANSWER");
}

TEST_F(FinanceClientTest, ReadIncomeLines_ManyPages_GivesEachInOrder) {
  finance::v1::ListIncomeLinesRequest asked;
  peers_.list_income_lines = [&](const auto& request) {
    asked = request;
    return PageOf<finance::v1::ListIncomeLinesRequest, finance::v1::ListIncomeLinesResponse>(
        request, 2100, AddLine);
  };
  ASSERT_OK_AND_ASSIGN(const std::vector<JournalLine> lines, ReadLines());
  ASSERT_EQ(lines.size(), 2100u);
  for (int i = 0; i < 2100; ++i) {
    const JournalLine& line = lines[static_cast<size_t>(i)];
    ASSERT_EQ(line.signed_amount, money::Fen{-i});
    ASSERT_EQ(line.transfer.position, i + 1);
  }
  asked.clear_page_token();
  EXPECT_THAT(asked, EqualsProto(R"pb(
                villages: "villages/420115001201"
                villages: "villages/420115001202"
                year: 2011
                definition: "gross@1"
                known_at { position: 99 }
                page_size: 1000
              )pb"));
}

TEST_F(FinanceClientTest, ReadIncomeLines_Line_KeepsEveryField) {
  peers_.list_income_lines = [](const auto&) {
    finance::v1::ListIncomeLinesResponse response;
    AddLine(response, 5);
    finance::v1::Transfer& transfer = *response.mutable_lines(0)->mutable_transfer();
    transfer.set_name("ledgers/420115001201/transfers/t");
    transfer.set_debit_account("ledgers/420115001201/accounts/501");
    transfer.set_credit_account("ledgers/420115001201/accounts/102");
    *transfer.mutable_effective_date() = rpc::ToProto(kDay);
    transfer.set_description("更正");
    transfer.set_reverses("ledgers/420115001201/transfers/s");
    *transfer.mutable_record_time() = rpc::ToProto(base::Timestamp{1'700'000'000'123'456});
    transfer.set_actor("machine/cli");
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const std::vector<JournalLine> lines, ReadLines());
  ASSERT_EQ(lines.size(), 1u);
  const Transfer& transfer = lines[0].transfer;
  EXPECT_EQ(transfer.name, "ledgers/420115001201/transfers/t");
  EXPECT_EQ(transfer.debit_account, "ledgers/420115001201/accounts/501");
  EXPECT_EQ(transfer.credit_account, "ledgers/420115001201/accounts/102");
  EXPECT_EQ(transfer.amount, money::Fen{5});
  EXPECT_EQ(transfer.effective_date, kDay);
  EXPECT_EQ(transfer.description, "更正");
  EXPECT_EQ(transfer.reverses, "ledgers/420115001201/transfers/s");
  EXPECT_EQ(transfer.position, 6);
  EXPECT_EQ(transfer.record_time, base::Timestamp{1'700'000'000'123'456});
  EXPECT_EQ(transfer.actor, "machine/cli");
}

TEST_F(FinanceClientTest, ReadIncomeLines_SinkHasEnough_AsksNoFurther) {
  peers_.list_income_lines = [](const auto& request) {
    return PageOf<finance::v1::ListIncomeLinesRequest, finance::v1::ListIncomeLinesResponse>(
        request, 2100, AddLine);
  };
  EXPECT_STATUS(
      sources_->ReadIncomeLines(kVillages, 2011, "gross@1", 99,
                                [](const auto&) { return absl::CancelledError("enough"); }),
      HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(peers_.calls(), 1);
}

TEST_F(FinanceClientTest, ReadIncomeLines_PagesWithoutEnd_AreBounded) {
  peers_.list_income_lines = [](const auto&) {
    finance::v1::ListIncomeLinesResponse response;
    response.set_next_page_token("more");
    return response;
  };
  ExpectUnavailable(ReadLines().status(), "finance", "TOO_MANY_PAGES");
  EXPECT_EQ(peers_.calls(), kMaxPages);
}

}  // namespace
}  // namespace cobuild::assessment
