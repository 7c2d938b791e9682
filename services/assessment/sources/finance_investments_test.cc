// What the client makes of finance's investments.
#include <gmock/gmock.h>

#include "common/testing/proto_matchers.h"
#include "services/assessment/sources/testing/clients_test.h"

namespace cobuild::assessment {
namespace {

using test::EqualsProto;
using test::HasCode;
using ::testing::ElementsAre;

const std::vector<std::string> kProjectNames = {"projects/a", "projects/b"};

class FinanceInvestmentsTest : public ClientsTest {
 protected:
  absl::StatusOr<Investments> SummarizeInvestments(
      const std::vector<std::string>& projects = kProjectNames) {
    return sources_->SummarizeInvestments(projects, kDay, kPosition);
  }

  absl::StatusOr<std::vector<InvestmentLine>> ReadInvestmentLines() {
    std::vector<InvestmentLine> lines;
    const absl::Status status = sources_->ReadInvestmentLines(
        kProjectNames, kDay, kPosition, [&](std::vector<InvestmentLine> page) {
          lines.insert(lines.end(), page.begin(), page.end());
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return lines;
  }
};

finance::v1::SummarizeInvestmentsResponse SumOfOneProject(const std::string& name = "projects/b") {
  finance::v1::SummarizeInvestmentsResponse response;
  finance::v1::InvestmentRow& row = *response.add_rows();
  row.set_project(name);
  row.set_data_origin(type::v1::EXAMPLE);
  *row.mutable_amount() = rpc::ToProto(money::Fen{300});
  for (const finance::v1::InvestmentKind kind :
       {finance::v1::CASH_THROUGH_LEDGER, finance::v1::IN_KIND}) {
    finance::v1::InvestmentPart& part = *row.add_parts();
    part.set_kind(kind);
    part.set_source("partner-unit");
    *part.mutable_amount() = rpc::ToProto(money::Fen{kind == finance::v1::IN_KIND ? 200 : 100});
  }
  return response;
}

void AddInvestmentLine(finance::v1::ListInvestmentLinesResponse& page, int i) {
  finance::v1::InvestmentLine& line = *page.add_lines();
  line.set_project("projects/a");
  line.set_kind(finance::v1::IN_KIND);
  line.set_source("villagers");
  *line.mutable_signed_amount() = rpc::ToProto(money::Fen{-i});
  *line.mutable_transfer()->mutable_amount() = rpc::ToProto(money::Fen{i});
  line.mutable_transfer()->set_position(i + 1);
  line.set_record("investments/i");
  line.add_evidence_digests(std::string(64, 'a'));
}

TEST_F(FinanceInvestmentsTest, Summary_GivesThePartsOfEachProject) {
  finance::v1::SummarizeInvestmentsRequest asked;
  peers_.summarize_investments = [&](const auto& request) {
    asked = request;
    finance::v1::SummarizeInvestmentsResponse response = SumOfOneProject();
    response.mutable_rows(0)->mutable_verification()->set_declared(2);
    return response;
  };
  ASSERT_OK_AND_ASSIGN(const Investments investments, SummarizeInvestments());
  ASSERT_EQ(investments.size(), 1u);
  EXPECT_EQ(investments.at("projects/b").verification, (Verification{.declared = 2}));
  const std::vector<Investment>& parts = investments.at("projects/b").parts;
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].kind, "CASH_THROUGH_LEDGER");
  EXPECT_EQ(parts[0].source, "partner-unit");
  EXPECT_EQ(parts[0].amount, money::Fen{100});
  EXPECT_EQ(parts[1].amount, money::Fen{200});
  EXPECT_EQ(parts[1].origin, DataOrigin::kExample);
  EXPECT_THAT(asked, EqualsProto(R"pb(
                projects: "projects/a"
                projects: "projects/b"
                as_of { year: 2011 month: 12 day: 31 }
                known_at { position: 99 }
              )pb"));
}

TEST_F(FinanceInvestmentsTest, Summary_OfMoreProjectsThanACallMayName_TakesSeveralCalls) {
  std::vector<std::string> projects;
  for (int i = 0; i < 1001; ++i) projects.push_back("projects/p" + std::to_string(10'000 + i));
  std::vector<int> named;
  peers_.summarize_investments = [&](const finance::v1::SummarizeInvestmentsRequest& request) {
    named.push_back(request.projects_size());
    return SumOfOneProject(request.projects(0));
  };
  ASSERT_OK_AND_ASSIGN(const Investments investments, SummarizeInvestments(projects));
  EXPECT_THAT(named, ElementsAre(1000, 1));
  EXPECT_EQ(investments.size(), 2u);
}

TEST_F(FinanceInvestmentsTest, Summary_RowsThatBreakTheContract_AreNoAnswer) {
  const std::vector<std::function<void(finance::v1::InvestmentRow&)>> changes = {
      [](auto& row) { row.set_project("projects/c"); },
      [](auto& row) { row.clear_data_origin(); },
      [](auto& row) { row.clear_amount(); },
      [](auto& row) { row.mutable_verification()->set_declared(-1); },
      [](auto& row) { *row.mutable_amount() = rpc::ToProto(money::Fen{299}); },
      [](auto& row) { *row.mutable_amount() = rpc::ToProto(money::Fen{301}); },
      [](auto& row) { row.mutable_parts(0)->clear_kind(); },
      [](auto& row) { row.mutable_parts(0)->set_kind(finance::v1::IN_KIND); },
      [](auto& row) { *row.mutable_parts(0)->mutable_amount() = rpc::ToProto(money::Fen{-1}); },
      [](auto& row) { row.mutable_parts(0)->mutable_amount()->set_nanos(1); }};
  for (const auto& change : changes) {
    peers_.summarize_investments = [&](const auto&) {
      finance::v1::SummarizeInvestmentsResponse response = SumOfOneProject();
      change(*response.mutable_rows(0));
      return response;
    };
    ExpectUnavailable(SummarizeInvestments().status(), "finance", "MALFORMED_ANSWER");
  }
}

TEST_F(FinanceInvestmentsTest, Summary_OneProjectTwice_IsNoAnswer) {
  peers_.summarize_investments = [](const auto&) {
    finance::v1::SummarizeInvestmentsResponse response = SumOfOneProject();
    *response.add_rows() = response.rows(0);
    return response;
  };
  ExpectUnavailable(SummarizeInvestments().status(), "finance", "MALFORMED_ANSWER");
}

TEST_F(FinanceInvestmentsTest, Lines_ManyPages_GiveEachInOrderWithItsEvidence) {
  finance::v1::ListInvestmentLinesRequest asked;
  peers_.list_investment_lines = [&](const auto& request) {
    asked = request;
    return PageOf<finance::v1::ListInvestmentLinesRequest,
                  finance::v1::ListInvestmentLinesResponse>(request, 1100, AddInvestmentLine);
  };
  ASSERT_OK_AND_ASSIGN(const std::vector<InvestmentLine> lines, ReadInvestmentLines());
  ASSERT_EQ(lines.size(), 1100u);
  const InvestmentLine& last = lines.back();
  EXPECT_EQ(last.kind, "IN_KIND");
  EXPECT_EQ(last.source, "villagers");
  EXPECT_EQ(last.line.subject, "projects/a");
  EXPECT_EQ(last.line.signed_amount, money::Fen{-1099});
  EXPECT_EQ(last.line.transfer.position, 1100);
  EXPECT_EQ(last.line.record, "investments/i");
  EXPECT_THAT(last.line.evidence, ElementsAre(std::string(64, 'a')));
  asked.clear_page_token();
  EXPECT_THAT(asked, EqualsProto(R"pb(
                projects: "projects/a"
                projects: "projects/b"
                as_of { year: 2011 month: 12 day: 31 }
                known_at { position: 99 }
                page_size: 1000
              )pb"));
}

TEST_F(FinanceInvestmentsTest, LineThatBreaksTheContract_IsNoAnswer) {
  const std::vector<std::function<void(finance::v1::InvestmentLine&)>> changes = {
      [](auto& line) { line.set_project("projects/c"); },
      [](auto& line) { line.clear_kind(); },
      [](auto& line) { line.add_evidence_digests("a"); },
      [](auto& line) { line.clear_signed_amount(); },
      [](auto& line) {
        *line.mutable_signed_amount() = rpc::ToProto(money::Fen{money::kMaxAmount.value + 1});
      },
      [](auto& line) { line.mutable_transfer()->clear_amount(); }};
  for (const auto& change : changes) {
    peers_.list_investment_lines = [&](const auto&) {
      finance::v1::ListInvestmentLinesResponse response;
      AddInvestmentLine(response, 1);
      change(*response.mutable_lines(0));
      return response;
    };
    ExpectUnavailable(ReadInvestmentLines().status(), "finance", "MALFORMED_ANSWER");
  }
}

TEST_F(FinanceInvestmentsTest, Lines_SinkHasEnough_AsksNoFurther) {
  peers_.list_investment_lines = [](const auto& request) {
    return PageOf<finance::v1::ListInvestmentLinesRequest,
                  finance::v1::ListInvestmentLinesResponse>(request, 2100, AddInvestmentLine);
  };
  EXPECT_STATUS(
      sources_->ReadInvestmentLines(kProjectNames, kDay, kPosition,
                                    [](const auto&) { return absl::CancelledError("enough"); }),
      HasCode(absl::StatusCode::kCancelled));
  EXPECT_EQ(peers_.calls(), 1);
}

}  // namespace
}  // namespace cobuild::assessment
