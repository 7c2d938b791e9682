#include <gmock/gmock.h>

#include <fmt/format.h>

#include <string>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kIncome[] = "villages/420115002201/incomes/2011-subsidy-income";
constexpr char kHouseholds[] = "villages/420115002201/household-incomes/2011";
constexpr char kInvestment[] = "investments/i1";

// Three facts that machine/test has stated.
class VerificationServiceTest : public FinanceServerTest {
 protected:
  VerificationServiceTest() {
    CreateBooks();
    income_etag_ = RecordIncome();
    const auto households =
        ToIncome(&IncomeStub::RecordHouseholdIncome,
                 fmt::format("household_income {{ village: 'villages/{}' year: 2011 per_capita {{ "
                             "currency_code: 'CNY' units: 8001 }} residents: 900 source: '年报' "
                             "data_origin: EXAMPLE }} request_id: 'h'",
                             kVillage));
    EXPECT_OK(households);
    households_etag_ = households->etag();
    const auto investment = Send(
        *investments_, &InvestmentStub::RecordInvestment,
        fmt::format("investment_id: 'i1' investment {{ project: 'projects/p' kind: PRIVATE source: "
                    "'s' amount {{ currency_code: 'CNY' units: 3 }} evidence_digests: '{}' "
                    "effective_date {{ year: 2011 month: 5 day: 1 }} data_origin: EXAMPLE }} "
                    "request_id: 'i'",
                    std::string(64, 'c')));
    EXPECT_OK(investment);
    investment_etag_ = investment->etag();
  }

  std::string RecordIncome() {
    const auto income = ToIncome(
        &IncomeStub::RecordVillageIncome,
        fmt::format("village: 'villages/{}' year: 2011 category: SUBSIDY_INCOME source: '年报' "
                    "amount {{ currency_code: 'CNY' units: 5 }} data_origin: EXAMPLE "
                    "request_id: 'r'",
                    kVillage));
    EXPECT_OK(income);
    return income->etag();
  }
  static std::string Checked(const std::string& fact, const std::string& etag) {
    return fmt::format("facts {{ name: '{}' etag: '{}' }} ", fact, etag);
  }
  std::string AllFacts() {
    return Checked(kIncome, income_etag_) + Checked(kHouseholds, households_etag_) +
           Checked(kInvestment, investment_etag_);
  }
  absl::StatusOr<v1::VerifyFactsResponse> Verify(const std::string& facts,
                                                 const std::string& actor = "machine/township",
                                                 const std::string& more = "") {
    const auto stub = v1::VerificationService::NewStub(server_->ChannelAs(actor));
    return Send(*stub, &VerificationStub::VerifyFacts,
                fmt::format("{} basis: '审核表' request_id: 'v{}' {}", facts, ++requests_, more));
  }
  absl::StatusOr<v1::AcceptFactsResponse> Accept(const std::string& facts,
                                                 const std::string& actor = "machine/checker") {
    const auto stub = v1::VerificationService::NewStub(server_->ChannelAs(actor));
    return Send(*stub, &VerificationStub::AcceptFacts,
                fmt::format("{} basis: '认定书' request_id: 'v{}'", facts, ++requests_));
  }
  v1::VerificationState StateOfIncome(const std::string& more = "") {
    const auto page = ToIncome(&IncomeStub::ListVillageIncome, more);
    EXPECT_OK(page);
    return page->incomes(0).verification_state();
  }
  v1::VerificationState StateOfHouseholds() {
    const auto page = ToIncome(&IncomeStub::ListHouseholdIncomes, "");
    EXPECT_OK(page);
    return page->household_incomes(0).verification_state();
  }
  v1::VerificationState StateOfInvestment() {
    const auto investment =
        Send(*investments_, &InvestmentStub::GetInvestment, "name: 'investments/i1'");
    EXPECT_OK(investment);
    const auto page = Send(*investments_, &InvestmentStub::ListInvestments, "");
    EXPECT_OK(page);
    EXPECT_EQ(page->investments(0).verification_state(), investment->verification_state());
    return investment->verification_state();
  }
  v1::VerificationCounts CountsOfIncome() {
    const auto summary = ToIncome(&IncomeStub::SummarizeIncome,
                                  fmt::format("villages: 'villages/{}' year: 2011 definition: "
                                              "'collective_income_gross@1'",
                                              kVillage));
    EXPECT_OK(summary);
    return summary->rows(0).verification();
  }
  v1::VerificationCounts CountsOfInvestments() {
    const auto summary =
        Send(*investments_, &InvestmentStub::SummarizeInvestments, "projects: 'projects/p'");
    EXPECT_OK(summary);
    return summary->rows(0).verification();
  }

  std::string income_etag_;
  std::string households_etag_;
  std::string investment_etag_;
  int requests_ = 0;
};

TEST_F(VerificationServiceTest, Facts_AreDeclaredVerifiedAndAccepted) {
  EXPECT_EQ(StateOfIncome(), v1::DECLARED);
  EXPECT_EQ(CountsOfIncome().declared(), 1);
  ASSERT_OK_AND_ASSIGN(const auto verified, Verify(AllFacts()));
  ASSERT_THAT(verified.verifications(), SizeIs(3));
  EXPECT_EQ(verified.verifications(0).fact(), kIncome);
  EXPECT_EQ(verified.verifications(0).verifier(), "machine/township");
  EXPECT_EQ(verified.verifications(2).position(), HeadPosition());
  EXPECT_EQ(StateOfIncome(), v1::TOWNSHIP_VERIFIED);
  EXPECT_EQ(StateOfHouseholds(), v1::TOWNSHIP_VERIFIED);
  EXPECT_EQ(StateOfInvestment(), v1::TOWNSHIP_VERIFIED);
  EXPECT_EQ(CountsOfInvestments().township_verified(), 1);
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(const auto accepted, Accept(AllFacts()));
  EXPECT_EQ(accepted.verifications(1).acceptor(), "machine/checker");
  EXPECT_EQ(accepted.verifications(1).verifier(), "machine/township");
  EXPECT_EQ(StateOfIncome(), v1::DISTRICT_ACCEPTED);
  EXPECT_EQ(StateOfHouseholds(), v1::DISTRICT_ACCEPTED);
  EXPECT_EQ(StateOfInvestment(), v1::DISTRICT_ACCEPTED);
  EXPECT_EQ(CountsOfIncome().district_accepted(), 1);
  EXPECT_EQ(CountsOfInvestments().district_accepted(), 1);
  EXPECT_EQ(StateOfIncome(fmt::format("known_at {{ position: {} }}", before)),
            v1::TOWNSHIP_VERIFIED);
}

TEST_F(VerificationServiceTest, Correction_IsDeclaredAgain) {
  ASSERT_OK(Verify(Checked(kInvestment, investment_etag_)));
  ASSERT_OK(Send(*investments_, &InvestmentStub::CorrectInvestment,
                 "name: 'investments/i1' amount { currency_code: 'CNY' units: 2 } reason: 'x' "
                 "request_id: 'c'"));
  EXPECT_EQ(StateOfInvestment(), v1::DECLARED);
  EXPECT_STATUS(Accept(Checked(kInvestment, investment_etag_)),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK_AND_ASSIGN(const auto now, Send(*investments_, &InvestmentStub::GetInvestment,
                                            "name: 'investments/i1'"));
  EXPECT_STATUS(Accept(Checked(kInvestment, now.etag())),
                Refuses(StatusCode::kFailedPrecondition, "FACT_NOT_VERIFIED"));
  EXPECT_OK(Verify(Checked(kInvestment, now.etag())));
}

TEST_F(VerificationServiceTest, Maker_IsNeverChecker) {
  const auto is_maker = Refuses(StatusCode::kFailedPrecondition, "MAKER_IS_CHECKER");
  for (const auto& [fact, etag] :
       {std::pair(kIncome, income_etag_), std::pair(kHouseholds, households_etag_),
        std::pair(kInvestment, investment_etag_)}) {
    EXPECT_STATUS(Verify(Checked(fact, etag), "machine/test"), is_maker);
    ASSERT_OK(Verify(Checked(fact, etag)));
    EXPECT_STATUS(Accept(Checked(fact, etag), "machine/test"), is_maker);
    EXPECT_STATUS(Accept(Checked(fact, etag), "machine/township"), is_maker);
  }
}

TEST_F(VerificationServiceTest, Step_OutOfTurn_IsRefused) {
  const std::string fact = Checked(kHouseholds, households_etag_);
  EXPECT_STATUS(Accept(fact), Refuses(StatusCode::kFailedPrecondition, "FACT_NOT_VERIFIED"));
  ASSERT_OK(Verify(fact));
  EXPECT_STATUS(Verify(fact), Refuses(StatusCode::kFailedPrecondition, "FACT_VERIFIED"));
  ASSERT_OK(Accept(fact));
  EXPECT_STATUS(Accept(fact), Refuses(StatusCode::kFailedPrecondition, "FACT_ACCEPTED"));
  EXPECT_STATUS(Verify(fact), Refuses(StatusCode::kFailedPrecondition, "FACT_VERIFIED"));
}

TEST_F(VerificationServiceTest, OneRefusedFact_LeavesNothing) {
  const int64_t before = HeadPosition();
  EXPECT_STATUS(Verify(Checked(kIncome, income_etag_) + Checked("investments/no", "1")),
                Refuses(StatusCode::kNotFound, "FACT_NOT_FOUND"));
  EXPECT_STATUS(Verify(Checked("villages/420115002299/incomes/2011-subsidy-income", "1") +
                       Checked(kIncome, income_etag_)),
                Refuses(StatusCode::kNotFound, "FACT_NOT_FOUND"));
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(VerificationServiceTest, Retry_IsAnsweredWithTheFirst) {
  ASSERT_OK_AND_ASSIGN(const auto first, Verify(AllFacts()));
  const int64_t head = HeadPosition();
  --requests_;
  ASSERT_OK_AND_ASSIGN(const auto again, Verify(AllFacts()));
  EXPECT_THAT(again, EqualsMessage(first));
  EXPECT_EQ(HeadPosition(), head);
  --requests_;
  EXPECT_STATUS(Verify(Checked(kIncome, income_etag_)),
                HasViolation("request_id", "REQUEST_ID_REUSED"));
}

TEST_F(VerificationServiceTest, ValidateOnly_StoresNothing) {
  const int64_t before = HeadPosition();
  ASSERT_OK_AND_ASSIGN(const auto would,
                       Verify(AllFacts(), "machine/township", "validate_only: true"));
  EXPECT_EQ(would.verifications(0).position(), 0);
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(VerificationServiceTest, List_IsByFactAndState) {
  ASSERT_OK(Verify(AllFacts()));
  ASSERT_OK(Accept(Checked(kIncome, income_etag_)));
  const auto count = [&](const std::string& request) {
    const auto page = Send(*verifications_, &VerificationStub::ListVerifications, request);
    EXPECT_OK(page);
    return page.ok() ? page->verifications_size() : -1;
  };
  EXPECT_EQ(count(""), 3);
  EXPECT_EQ(count("state: DISTRICT_ACCEPTED"), 1);
  EXPECT_EQ(count("fact: 'investments/i1'"), 1);
  EXPECT_EQ(count("fact: 'investments/i1' state: DISTRICT_ACCEPTED"), 0);
}

}  // namespace
}  // namespace cobuild::finance
