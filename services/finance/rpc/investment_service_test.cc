#include <gmock/gmock.h>

#include <fmt/format.h>

#include <numeric>
#include <string>
#include <vector>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/finance/domain/investment.h"
#include "services/finance/rpc/testing/claims_test.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class InvestmentServiceTest : public ClaimsTest {
 protected:
  absl::StatusOr<v1::Investment> Record(const std::string& id, int64_t yuan,
                                        const std::string& more = "",
                                        const std::string& project = "p",
                                        const std::string& kind = "DIRECT_BY_PARTNER") {
    return Send(
        *investments_, &InvestmentStub::RecordInvestment,
        fmt::format("investment_id: '{}' investment {{ project: 'projects/{}' kind: {} source: "
                    "'partner-unit' amount {{ currency_code: 'CNY' units: {} }} valuation_basis: "
                    "'发票' evidence_digests: '{}' {} data_origin: EXAMPLE }} request_id: 'i{}' {}",
                    id, project, kind, yuan, std::string(64, 'c'), kDay, ++requests_, more));
  }
  absl::StatusOr<v1::Investment> Correct(const std::string& id, int64_t yuan,
                                         const std::string& more = "") {
    return Send(*investments_, &InvestmentStub::CorrectInvestment,
                fmt::format("name: 'investments/{}' amount {{ currency_code: 'CNY' units: {} }} "
                            "reason: '审计' request_id: 'i{}' {}",
                            id, yuan, ++requests_, more));
  }
  v1::SummarizeInvestmentsResponse Summarize(
      const std::string& more = "", const std::string& projects = "projects: 'projects/p'") {
    const auto summary =
        Send(*investments_, &InvestmentStub::SummarizeInvestments, projects + " " + more);
    EXPECT_OK(summary);
    return summary.value_or(v1::SummarizeInvestmentsResponse());
  }
  // Amounts in yuan, as the lines sign them, by pages of two.
  std::vector<int64_t> Lines(const std::string& more = "",
                             const std::string& projects = "projects: 'projects/p'") {
    std::vector<int64_t> amounts;
    std::string token;
    do {
      const auto page =
          Send(*investments_, &InvestmentStub::ListInvestmentLines,
               fmt::format("{} page_size: 2 page_token: '{}' {}", projects, token, more));
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const v1::InvestmentLine& line : page->lines()) {
        amounts.push_back(line.signed_amount().units());
      }
      token = page->next_page_token();
    } while (!token.empty());
    return amounts;
  }
  int64_t InLedger(const std::string& project, const std::string& account) {
    const auto found = store_.reader().FindAccount({LedgerOfProject(project), account});
    EXPECT_TRUE(found.ok() && found->has_value()) << account;
    return ((*found)->debits.value - (*found)->credits.value) / 100;
  }
  void PaidAndConfirmed(const std::string& id, int64_t yuan) {
    Approved(id, yuan);
    ASSERT_OK(Pay(id));
    ASSERT_OK(Do(&ClaimStub::ConfirmPayment, id, DayOf(6)));
  }
  static std::string DayOf(int month) {
    return fmt::format("effective_date {{ year: 2011 month: {} day: 1 }}", month);
  }
  static std::string AsOf(int month, int day) {
    return fmt::format("as_of {{ year: 2011 month: {} day: {} }}", month, day);
  }
};

TEST_F(InvestmentServiceTest, Record_PostsInTheProjectsMemorandumLedger) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("i1", 30));
  EXPECT_EQ(made.name(), "investments/i1");
  EXPECT_EQ(made.project(), "projects/p");
  EXPECT_EQ(made.amount().units(), 30);
  EXPECT_EQ(made.verification_state(), v1::DECLARED);
  EXPECT_EQ(made.position(), HeadPosition());
  EXPECT_NE(made.etag(), "");
  EXPECT_THAT(made.transfer(),
              ::testing::StartsWith("ledgers/" + LedgerOfProject("p") + "/transfers/"));
  EXPECT_EQ(InLedger("p", "direct-by-partner"), 30);
  EXPECT_EQ(InLedger("p", "sources"), -30);
}

TEST_F(InvestmentServiceTest, Record_OfTheSecondOfAProject_UsesItsLedger) {
  ASSERT_OK(Record("i1", 30));
  ASSERT_OK(Record("i2", 5, "", "p", "IN_KIND"));
  ASSERT_OK(Record("i3", 1));
  EXPECT_EQ(InLedger("p", "direct-by-partner"), 31);
  EXPECT_EQ(InLedger("p", "in-kind"), 5);
  EXPECT_EQ(InLedger("p", "sources"), -36);
}

TEST_F(InvestmentServiceTest, Record_OfATakenId_IsRefused) {
  ASSERT_OK(Record("i1", 30));
  EXPECT_STATUS(Record("i1", 30), Refuses(StatusCode::kAlreadyExists, "INVESTMENT_EXISTS"));
  EXPECT_THAT(Lines(), ElementsAre(30));
}

TEST_F(InvestmentServiceTest, Record_WithoutAnId_GetsOneThatARetryGetsAgain) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("", 30));
  --requests_;
  ASSERT_OK_AND_ASSIGN(const v1::Investment again, Record("", 30));
  EXPECT_THAT(again, EqualsMessage(made));
  --requests_;
  EXPECT_STATUS(Record("", 31), HasViolation("request_id", "REQUEST_ID_REUSED"));
  EXPECT_THAT(Lines(), ElementsAre(30));
}

TEST_F(InvestmentServiceTest, Record_ValidateOnly_StoresNothing) {
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(const v1::Investment would, Record("i1", 30, "validate_only: true"));
  EXPECT_EQ(would.position(), 0);
  EXPECT_EQ(would.etag(), "");
  EXPECT_EQ(HeadPosition(), before);
  EXPECT_OK(Record("i1", 30));
}

TEST_F(InvestmentServiceTest, Correct_ReversesAndPostsAnewOnTheSameDay) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("i1", 30));
  ASSERT_OK_AND_ASSIGN(const v1::Investment corrected,
                       Correct("i1", 20, "etag: '" + made.etag() + "'"));
  EXPECT_EQ(corrected.correction_reason(), "审计");
  EXPECT_NE(corrected.transfer(), made.transfer());
  EXPECT_EQ(InLedger("p", "direct-by-partner"), 20);
  EXPECT_THAT(Lines(), ElementsAre(30, -30, 20));
  ASSERT_OK_AND_ASSIGN(const auto lines, Send(*investments_, &InvestmentStub::ListInvestmentLines,
                                              "projects: 'projects/p'"));
  for (const v1::InvestmentLine& line : lines.lines()) {
    EXPECT_EQ(line.transfer().effective_date().month(), 5);
    EXPECT_EQ(line.record(), "investments/i1");
    EXPECT_THAT(line.evidence_digests(), ElementsAre(std::string(64, 'c')));
  }
  EXPECT_EQ(lines.lines(1).transfer().reverses(), made.transfer());
  EXPECT_EQ(lines.lines(2).transfer().name(), corrected.transfer());
}

TEST_F(InvestmentServiceTest, Correct_ToZeroAndBack_PostsWhatThereIs) {
  ASSERT_OK(Record("i1", 30));
  ASSERT_OK_AND_ASSIGN(const v1::Investment zero, Correct("i1", 0));
  EXPECT_EQ(zero.transfer(), "");
  EXPECT_EQ(Summarize().total().units(), 0);
  ASSERT_OK(Correct("i1", 7));
  EXPECT_THAT(Lines(), ElementsAre(30, -30, 7));
  EXPECT_EQ(Summarize().total().units(), 7);
}

TEST_F(InvestmentServiceTest, Correct_OfAnotherStateOrNoneOrToTheSame_IsRefused) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("i1", 30));
  ASSERT_OK(Correct("i1", 20));
  EXPECT_STATUS(Correct("i1", 10, "etag: '" + made.etag() + "'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Correct("i1", 20),
                Refuses(StatusCode::kFailedPrecondition, "INVESTMENT_UNCHANGED"));
  EXPECT_STATUS(Correct("no", 20), Refuses(StatusCode::kNotFound, "INVESTMENT_NOT_FOUND"));
}

TEST_F(InvestmentServiceTest, LedgersOfProjects_AreClosedToHands) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("i1", 30));
  const auto refused = Refuses(StatusCode::kFailedPrecondition, "LEDGER_KEPT_BY_RULES");
  EXPECT_STATUS(
      ToLedger(&LedgerStub::CreateLedger, "ledger_id: 'project-x' ledger { display_name: 'x' }"),
      refused);
  EXPECT_STATUS(
      ToLedger(&LedgerStub::ReverseTransfer,
               fmt::format("name: '{}' transfer_id: 'u' reason: 'x' {}", made.transfer(), kDay)),
      refused);
}

TEST_F(InvestmentServiceTest, Get_IsAsItWasKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("i1", 30));
  ASSERT_OK_AND_ASSIGN(const v1::Investment corrected, Correct("i1", 20));
  ASSERT_OK_AND_ASSIGN(const v1::Investment now, Send(*investments_, &InvestmentStub::GetInvestment,
                                                      "name: 'investments/i1'"));
  EXPECT_THAT(now, EqualsMessage(corrected));
  ASSERT_OK_AND_ASSIGN(
      const v1::Investment then,
      Send(*investments_, &InvestmentStub::GetInvestment,
           fmt::format("name: 'investments/i1' known_at {{ position: {} }}", made.position())));
  EXPECT_THAT(then, EqualsMessage(made));
  EXPECT_STATUS(Send(*investments_, &InvestmentStub::GetInvestment, "name: 'investments/no'"),
                Refuses(StatusCode::kNotFound, "INVESTMENT_NOT_FOUND"));
}

TEST_F(InvestmentServiceTest, List_IsByProjectAndKind) {
  ASSERT_OK(Record("i1", 30));
  ASSERT_OK(Record("i2", 5, "", "p", "PRIVATE"));
  ASSERT_OK(Record("i3", 1, "", "q"));
  const auto listed = [&](const std::string& request) {
    std::vector<std::string> names;
    const auto page = Send(*investments_, &InvestmentStub::ListInvestments, request);
    EXPECT_OK(page);
    for (const v1::Investment& investment : page->investments()) {
      names.push_back(investment.name().substr(sizeof("investments/") - 1));
    }
    return names;
  };
  EXPECT_THAT(listed(""), ElementsAre("i1", "i2", "i3"));
  EXPECT_THAT(listed("project: 'projects/p'"), ElementsAre("i1", "i2"));
  EXPECT_THAT(listed("kind: DIRECT_BY_PARTNER"), ElementsAre("i1", "i3"));
  EXPECT_THAT(listed("project: 'projects/p' kind: PRIVATE"), ElementsAre("i2"));
  EXPECT_THAT(listed("project: 'projects/r'"), IsEmpty());
}

TEST_F(InvestmentServiceTest, Summarize_SumsByProjectKindAndSource) {
  ASSERT_OK(Record("i1", 30));
  ASSERT_OK(Record("i2", 5, "", "p", "PRIVATE"));
  ASSERT_OK(Record("i3", 2));
  ASSERT_OK(Record("i4", 1, "", "q"));
  const auto summary =
      Summarize("", "projects: 'projects/q' projects: 'projects/none' projects: 'projects/p'");
  ASSERT_THAT(summary.rows(), SizeIs(2));
  const v1::InvestmentRow& of_p = summary.rows(0);
  EXPECT_EQ(of_p.project(), "projects/p");
  EXPECT_EQ(of_p.amount().units(), 37);
  EXPECT_EQ(of_p.line_count(), 3);
  EXPECT_EQ(of_p.data_origin(), type::v1::EXAMPLE);
  EXPECT_EQ(of_p.verification().declared(), 3);
  ASSERT_THAT(of_p.parts(), SizeIs(2));
  EXPECT_EQ(of_p.parts(0).kind(), v1::DIRECT_BY_PARTNER);
  EXPECT_EQ(of_p.parts(0).source(), "partner-unit");
  EXPECT_EQ(of_p.parts(0).amount().units(), 32);
  EXPECT_EQ(of_p.parts(0).line_count(), 2);
  EXPECT_EQ(of_p.parts(1).kind(), v1::PRIVATE);
  EXPECT_EQ(summary.rows(1).project(), "projects/q");
  EXPECT_EQ(summary.total().units(), 38);
  EXPECT_EQ(summary.position(), HeadPosition());
}

TEST_F(InvestmentServiceTest, Summarize_CountsWhatIsEffectiveAndKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("i1", 30));
  ASSERT_OK(Correct("i1", 20));
  EXPECT_THAT(Summarize(AsOf(4, 30)).rows(), IsEmpty());
  EXPECT_EQ(Summarize(AsOf(5, 1)).total().units(), 20);
  const std::string known = fmt::format("known_at {{ position: {} }}", made.position());
  EXPECT_EQ(Summarize(known).total().units(), 30);
  EXPECT_THAT(Lines(known), ElementsAre(30));
  EXPECT_STATUS(Send(*investments_, &InvestmentStub::SummarizeInvestments,
                     "projects: 'projects/p' known_at { position: 999999 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
}

TEST_F(InvestmentServiceTest, Cash_CountsOnceItsPaymentIsConfirmed) {
  Approved("c1", 40);
  ASSERT_OK(Pay("c1"));
  EXPECT_THAT(Summarize().rows(), IsEmpty());
  const int64_t before = HeadPosition();
  ASSERT_OK(Do(&ClaimStub::ConfirmPayment, "c1", DayOf(6)));
  const auto summary = Summarize();
  ASSERT_THAT(summary.rows(), SizeIs(1));
  ASSERT_THAT(summary.rows(0).parts(), SizeIs(1));
  EXPECT_EQ(summary.rows(0).parts(0).kind(), v1::CASH_THROUGH_LEDGER);
  EXPECT_EQ(summary.rows(0).parts(0).source(), "agri");
  EXPECT_EQ(summary.total().units(), 40);
  EXPECT_EQ(summary.rows(0).verification().declared(), 0);
  // From the day of the payment on, and not before the confirmation was known.
  EXPECT_EQ(Summarize(AsOf(5, 1)).total().units(), 40);
  EXPECT_THAT(Summarize(AsOf(4, 30)).rows(), IsEmpty());
  EXPECT_THAT(Summarize(fmt::format("known_at {{ position: {} }}", before)).rows(), IsEmpty());
}

TEST_F(InvestmentServiceTest, Cash_IsTheFundsLineFromCommittedToPaid) {
  PaidAndConfirmed("c1", 40);
  ASSERT_OK_AND_ASSIGN(const auto lines, Send(*investments_, &InvestmentStub::ListInvestmentLines,
                                              "projects: 'projects/p'"));
  ASSERT_THAT(lines.lines(), SizeIs(1));
  const v1::InvestmentLine& line = lines.lines(0);
  EXPECT_THAT(line.transfer().debit_account(), ::testing::HasSubstr("/accounts/committed-2011-"));
  EXPECT_THAT(line.transfer().credit_account(), ::testing::HasSubstr("/accounts/paid-2011-"));
  EXPECT_EQ(line.record(), "claims/c1");
  EXPECT_THAT(line.evidence_digests(), ElementsAre(std::string(64, 'b')));
}

TEST_F(InvestmentServiceTest, Cash_ThatWasReturned_NeverCounted) {
  Approved("c1", 40);
  ASSERT_OK(Pay("c1"));
  ASSERT_OK(Do(&ClaimStub::ReturnPayment, "c1", DayOf(6) + " reason: '退'"));
  EXPECT_THAT(Summarize().rows(), IsEmpty());
  ASSERT_OK(Do(&ClaimStub::PayClaim, "c1", DayOf(7)));
  ASSERT_OK(Do(&ClaimStub::ConfirmPayment, "c1", DayOf(8)));
  EXPECT_THAT(Lines(), ElementsAre(40));
  EXPECT_THAT(Summarize(AsOf(6, 30)).rows(), IsEmpty());
}

TEST_F(InvestmentServiceTest, Cash_ThatWasRefunded_CountsUntilThen) {
  PaidAndConfirmed("c1", 40);
  ASSERT_OK(Do(&ClaimStub::RefundClaim, "c1", DayOf(7) + " reason: '退'"));
  EXPECT_THAT(Lines(), ElementsAre(40, -40));
  EXPECT_EQ(Summarize().total().units(), 0);
  EXPECT_EQ(Summarize(AsOf(6, 30)).total().units(), 40);
}

TEST_F(InvestmentServiceTest, Lines_AreInOrderOfProjectAndPositionAndSumToTheSummary) {
  ASSERT_OK(Record("i1", 3, "", "q"));
  ASSERT_OK(Record("i2", 5));
  PaidAndConfirmed("c1", 40);
  ASSERT_OK(Correct("i2", 6));
  ASSERT_OK(Record("i3", 4, "", "q"));
  const std::string both = "projects: 'projects/q' projects: 'projects/p'";
  const std::vector<int64_t> lines = Lines("", both);
  EXPECT_THAT(lines, ElementsAre(5, 40, -5, 6, 3, 4));
  EXPECT_EQ(Summarize("", both).total().units(),
            std::accumulate(lines.begin(), lines.end(), int64_t{0}));
}

TEST_F(InvestmentServiceTest, Feed_HasEachStateWhole) {
  ASSERT_OK_AND_ASSIGN(const v1::Investment made, Record("i1", 30));
  ASSERT_OK_AND_ASSIGN(const auto page,
                       Send(*feed_, &FeedStub::ListChanges,
                            fmt::format("after_position: {} page_size: 1", made.position() - 1)));
  ASSERT_THAT(page.changes(), SizeIs(1));
  v1::Investment image;
  ASSERT_TRUE(page.changes(0).resource().UnpackTo(&image));
  EXPECT_EQ(page.changes(0).resource_name(), "investments/i1");
  EXPECT_THAT(image, EqualsMessage(made));
}

}  // namespace
}  // namespace cobuild::finance
