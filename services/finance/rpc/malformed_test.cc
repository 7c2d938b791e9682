// Every RPC with requests that are wrong: field and reason are named, and nothing is stored.
#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>

#include <fstream>
#include <functional>
#include <future>
#include <map>
#include <sstream>
#include <string>

#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;

// "<201*x>" as 201 times x.
std::string Expand(std::string text) {
  for (size_t open = text.find('<'); open != std::string::npos; open = text.find('<')) {
    const size_t star = text.find('*', open);
    const std::string run(std::stoul(text.substr(open + 1, star - open - 1)), text[star + 1]);
    text.replace(open, star + 3 - open, run);
  }
  return text;
}

class MalformedTest : public FinanceServerTest {
 protected:
  using Sender = std::function<absl::Status(const std::string& request)>;

  MalformedTest() {
    CreateBooks();
    AddLedger("CreateLedger", &LedgerStub::CreateLedger);
    AddLedger("GetLedger", &LedgerStub::GetLedger);
    AddLedger("CreateAccount", &LedgerStub::CreateAccount);
    AddLedger("CloseAccount", &LedgerStub::CloseAccount);
    AddLedger("GetAccount", &LedgerStub::GetAccount);
    AddLedger("ListAccounts", &LedgerStub::ListAccounts);
    AddLedger("BatchGetBalances", &LedgerStub::BatchGetBalances);
    AddLedger("PostTransfer", &LedgerStub::PostTransfer);
    AddLedger("PostTransfers", &LedgerStub::PostTransfers);
    AddLedger("ReverseTransfer", &LedgerStub::ReverseTransfer);
    AddLedger("ListTransfers", &LedgerStub::ListTransfers);
    AddLedger("GetTrialBalance", &LedgerStub::GetTrialBalance);
    AddLedger("VerifyJournal", &LedgerStub::VerifyJournal);
    Add("AuthorizeRelease", releases_, &ReleaseStub::AuthorizeRelease);
    Add("RevokeRelease", releases_, &ReleaseStub::RevokeRelease);
    Add("ListReleases", releases_, &ReleaseStub::ListReleases);
    Add("GetRelease", releases_, &ReleaseStub::GetRelease);
    Add("GetClaim", claims_, &ClaimStub::GetClaim);
    Add("CreateClaim", claims_, &ClaimStub::CreateClaim);
    Add("ApproveClaim", claims_, &ClaimStub::ApproveClaim);
    Add("RefuseClaim", claims_, &ClaimStub::RefuseClaim);
    Add("PayClaim", claims_, &ClaimStub::PayClaim);
    Add("ConfirmPayment", claims_, &ClaimStub::ConfirmPayment);
    Add("ReturnPayment", claims_, &ClaimStub::ReturnPayment);
    Add("RefundClaim", claims_, &ClaimStub::RefundClaim);
    Add("ListClaims", claims_, &ClaimStub::ListClaims);
    Add("RecordInvestment", investments_, &InvestmentStub::RecordInvestment);
    Add("CorrectInvestment", investments_, &InvestmentStub::CorrectInvestment);
    Add("GetInvestment", investments_, &InvestmentStub::GetInvestment);
    Add("ListInvestments", investments_, &InvestmentStub::ListInvestments);
    Add("SummarizeInvestments", investments_, &InvestmentStub::SummarizeInvestments);
    Add("ListInvestmentLines", investments_, &InvestmentStub::ListInvestmentLines);
    Add("CreatePolicy", policies_, &PolicyStub::CreatePolicy);
    Add("AdoptPolicy", policies_, &PolicyStub::AdoptPolicy);
    Add("VoidPolicy", policies_, &PolicyStub::VoidPolicy);
    Add("GetPolicy", policies_, &PolicyStub::GetPolicy);
    Add("ListPolicies", policies_, &PolicyStub::ListPolicies);
    Add("VerifyFacts", verifications_, &VerificationStub::VerifyFacts);
    Add("AcceptFacts", verifications_, &VerificationStub::AcceptFacts);
    Add("ListVerifications", verifications_, &VerificationStub::ListVerifications);
    AddFund("CreateFund", &FundStub::CreateFund);
    AddFund("GetFund", &FundStub::GetFund);
    AddFund("ListFunds", &FundStub::ListFunds);
    AddFund("UpdateFund", &FundStub::UpdateFund);
    AddFund("CloseFiscalYear", &FundStub::CloseFiscalYear);
    AddFund("Plan", &FundStub::Plan);
    AddFund("Appropriate", &FundStub::Appropriate);
    AddFund("AdjustAppropriation", &FundStub::AdjustAppropriation);
    AddFund("Allocate", &FundStub::Allocate);
    AddFund("Reallocate", &FundStub::Reallocate);
    AddFund("Commit", &FundStub::Commit);
    AddFund("ReleaseCommitment", &FundStub::ReleaseCommitment);
    AddFund("CarryOver", &FundStub::CarryOver);
    AddFund("ListFundMovements", &FundStub::ListFundMovements);
    AddFund("GetFundPosition", &FundStub::GetFundPosition);
    AddIncome("RecordVillageIncome", &IncomeStub::RecordVillageIncome);
    AddIncome("CorrectVillageIncome", &IncomeStub::CorrectVillageIncome);
    AddIncome("ListVillageIncome", &IncomeStub::ListVillageIncome);
    AddIncome("SummarizeIncome", &IncomeStub::SummarizeIncome);
    AddIncome("ListIncomeLines", &IncomeStub::ListIncomeLines);
    AddIncome("RecordHouseholdIncome", &IncomeStub::RecordHouseholdIncome);
    AddIncome("CorrectHouseholdIncome", &IncomeStub::CorrectHouseholdIncome);
    AddIncome("ListHouseholdIncomes", &IncomeStub::ListHouseholdIncomes);
  }

  // Every line of the table; gives how many there were.
  int ExpectAllRefused(const std::string& file) {
    std::ifstream table("services/finance/testdata/" + file);
    EXPECT_TRUE(table.good());
    const int64_t before = HeadPosition();
    int cases = 0;
    for (std::string line; std::getline(table, line);) {
      if (line.starts_with('#')) continue;
      std::istringstream columns(line);
      std::string rpc, name, field, reason, request;
      columns >> rpc >> name >> field >> reason;
      std::getline(columns, request);
      EXPECT_STATUS(senders_.at(rpc)(Expand(request)), HasViolation(field, reason)) << name;
      ++cases;
    }
    EXPECT_EQ(HeadPosition(), before);
    return cases;
  }

 private:
  template <class Method>
  void AddLedger(const std::string& rpc, Method method) {
    senders_[rpc] = [this, method](const std::string& request) {
      return ToLedger(method, request).status();
    };
  }
  template <class Stub, class Method>
  void Add(const std::string& rpc, const std::unique_ptr<Stub>& stub, Method method) {
    senders_[rpc] = [&stub, method](const std::string& request) {
      return Send(*stub, method, request).status();
    };
  }
  template <class Method>
  void AddFund(const std::string& rpc, Method method) {
    senders_[rpc] = [this, method](const std::string& request) {
      return ToFunds(method, request).status();
    };
  }
  template <class Method>
  void AddIncome(const std::string& rpc, Method method) {
    senders_[rpc] = [this, method](const std::string& request) {
      return ToIncome(method, request).status();
    };
  }

  std::map<std::string, Sender> senders_;
};

TEST_F(MalformedTest, Ledger_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_ledger.txt"), 63);
}

TEST_F(MalformedTest, Income_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_income.txt"), 32);
}

TEST_F(MalformedTest, Fund_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_fund.txt"), 42);
}

TEST_F(MalformedTest, Claim_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_claim.txt"), 41);
}

TEST_F(MalformedTest, Investment_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_investment.txt"), 42);
}

TEST_F(MalformedTest, Policy_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_policy.txt"), 27);
}

TEST_F(MalformedTest, HouseholdIncome_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_household_income.txt"), 25);
}

TEST_F(MalformedTest, Verification_IsRefusedByFieldAndReason) {
  EXPECT_EQ(ExpectAllRefused("malformed_verification.txt"), 25);
}

TEST_F(MalformedTest, AllWrongFields_AreNamedAtOnce) {
  const auto refused = ToLedger(&LedgerStub::PostTransfer, "transfer { linked: true }");
  const auto detail = error::DetailOf(refused.status());
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->violations.size(), 6u);
}

TEST_F(MalformedTest, MoreThanTheBatchHolds_IsTooMany) {
  v1::PostTransfersRequest request;
  for (int i = 0; i <= 8'000; ++i) request.add_transfers();
  EXPECT_STATUS(Call(*ledger_, &LedgerStub::PostTransfers, request),
                HasViolation("transfers", "TOO_MANY"));
  v1::BatchGetBalancesRequest balances;
  for (int i = 0; i <= 1'000; ++i) balances.add_names("ledgers/books/accounts/x");
  EXPECT_STATUS(Call(*ledger_, &LedgerStub::BatchGetBalances, balances),
                HasViolation("names", "TOO_MANY"));
  v1::SummarizeInvestmentsRequest investments;
  v1::ListHouseholdIncomesRequest households;
  for (int i = 0; i <= 1'000; ++i) {
    investments.add_projects("projects/p" + std::to_string(i));
    households.add_villages("villages/42011500" + std::to_string(1'000 + i));
  }
  EXPECT_STATUS(Call(*investments_, &InvestmentStub::SummarizeInvestments, investments),
                HasViolation("projects", "TOO_MANY"));
  EXPECT_STATUS(Call(*income_, &IncomeStub::ListHouseholdIncomes, households),
                HasViolation("villages", "TOO_MANY"));
  v1::SummarizeIncomeRequest summary;
  for (int i = 0; i <= 10'000; ++i) {
    summary.add_villages("villages/4201150" + std::to_string(10'000 + i));
  }
  EXPECT_STATUS(Call(*income_, &IncomeStub::SummarizeIncome, summary),
                HasViolation("villages", "TOO_MANY"));
}

TEST_F(MalformedTest, TextThatIsNotUtf8_IsRefused) {
  // A generated message would not send it, so the bytes go by themselves: display_name of a new
  // ledger.
  const std::string bytes = std::string("\x0a\x01l\x12\x03\x12\x01\xff", 8);
  grpc::GenericStub stub(server_->ChannelAs());
  const auto context = rpc::ContextFor(std::chrono::seconds(30), obs::NewTrace());
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::ByteBuffer response;
  std::promise<grpc::Status> ended;
  stub.UnaryCall(context.get(), "/cobuild.finance.v1.LedgerService/CreateLedger",
                 grpc::StubOptions(), &request, &response,
                 [&](const grpc::Status& status) { ended.set_value(status); });
  const int64_t before = HeadPosition();
  EXPECT_STATUS(rpc::FromGrpc(ended.get_future().get()),
                HasViolation("ledger.display_name", "INVALID_UTF8"));
  EXPECT_EQ(HeadPosition(), before);
}

TEST_F(MalformedTest, TokenOfAnotherRequest_IsRefused) {
  const auto page = ToLedger(&LedgerStub::ListAccounts, "parent: 'ledgers/books' page_size: 1");
  ASSERT_OK(page);
  EXPECT_STATUS(ToLedger(&LedgerStub::ListAccounts, "parent: 'ledgers/420115002201' page_token: '" +
                                                        page->next_page_token() + "'"),
                HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

}  // namespace
}  // namespace cobuild::finance
