// Who reads what: a row of every kind, asked for by callers all around it.
#include <string>

#include "services/finance/domain/investment.h"
#include "services/finance/rpc/testing/scope_test.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::Refuses;

class ScopeReadsTest : public ScopeTest {
 protected:
  // `stub(caller)` is asked; whoever is not among `seen_by` reads of it as of what is not there.
  template <class StubOf, class Method>
  void ExpectFound(const Callers& seen_by, const std::string& reason, StubOf stub, Method method,
                   const std::string& request) {
    for (const auto& [name, bound] : BoundsOfCallers()) {
      SCOPED_TRACE(name + " asks " + request);
      const absl::Status status = Send(*(As(name).*stub), method, request).status();
      if (seen_by.contains(name)) {
        EXPECT_OK(status);
      } else {
        EXPECT_STATUS(status, Refuses(StatusCode::kNotFound, reason));
      }
    }
  }
  // The same of a list or a sum, of which `count(response)` says how many rows it has: `rows` for
  // whoever is among `seen_by`, none for others.
  template <class StubOf, class Method, class Count>
  void ExpectListed(const Callers& seen_by, StubOf stub, Method method, const std::string& request,
                    const Count& count, int rows = 1) {
    for (const auto& [name, bound] : BoundsOfCallers()) {
      SCOPED_TRACE(name + " asks " + request);
      const auto response = Send(*(As(name).*stub), method, request);
      ASSERT_OK(response);
      EXPECT_EQ(count(*response), seen_by.contains(name) ? rows : 0);
    }
  }

  const std::string ledger_name_ = fmt::format("ledgers/{}", kVillage);
  const std::string account_name_ = ledger_name_ + "/accounts/102";
};

TEST_F(ScopeReadsTest, Books_AreFoundWhereTheyAre) {
  const std::string name = fmt::format("name: '{}'", ledger_name_);
  ExpectFound(OfVillage(), "LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::GetLedger, name);
  ExpectFound(OfVillage(), "ACCOUNT_NOT_FOUND", &Caller::ledger, &LedgerStub::GetAccount,
              fmt::format("name: '{}'", account_name_));
  ExpectFound(OfVillage(), "LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::ListAccounts,
              fmt::format("parent: '{}'", ledger_name_));
  ExpectFound(OfVillage(), "ACCOUNT_NOT_FOUND", &Caller::ledger, &LedgerStub::BatchGetBalances,
              fmt::format("names: '{}'", account_name_));
  ExpectFound(OfVillage(), "LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::ListTransfers,
              fmt::format("parent: '{}'", account_name_));
  ExpectFound(OfVillage(), "LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::GetTrialBalance,
              fmt::format("ledger: '{}'", ledger_name_));
}

TEST_F(ScopeReadsTest, BooksThatAreNoVillages_AreTheFundsOrNobodys) {
  ExpectFound(OfNobody(), "LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::GetLedger,
              "name: 'ledgers/books'");
  ExpectFound(OfFund(), "LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::ListTransfers,
              "parent: 'ledgers/fund-agri'");
  ExpectFound(OfNobody(), "LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::GetLedger,
              fmt::format("name: 'ledgers/{}'", LedgerOfProject("p")));
}

TEST_F(ScopeReadsTest, Records_AreFoundWhereTheyAre) {
  ExpectFound(OfFund(), "FUND_NOT_FOUND", &Caller::funds, &FundStub::GetFund, "name: 'funds/agri'");
  ExpectFound(OfFund(), "FUND_NOT_FOUND", &Caller::funds, &FundStub::ListFundMovements,
              "name: 'funds/agri'");
  ExpectFound(OfFund(), "FUND_NOT_FOUND", &Caller::funds, &FundStub::GetFundPosition,
              "name: 'funds/agri'");
  ExpectFound(OfVillage(), "RELEASE_NOT_FOUND", &Caller::releases, &ReleaseStub::GetRelease,
              "name: 'releases/rv'");
  ExpectFound(OfNobody(), "RELEASE_NOT_FOUND", &Caller::releases, &ReleaseStub::GetRelease,
              "name: 'releases/r1'");
  ExpectFound(OfVillage(), "CLAIM_NOT_FOUND", &Caller::claims, &ClaimStub::GetClaim,
              "name: 'claims/c1'");
  ExpectFound(OfInvestment(), "INVESTMENT_NOT_FOUND", &Caller::investments,
              &InvestmentStub::GetInvestment, "name: 'investments/i1'");
}

TEST_F(ScopeReadsTest, Lists_HaveTheRowsWithinReach) {
  ExpectListed(OfFund(), &Caller::funds, &FundStub::ListFunds, "",
               [](const auto& page) { return page.funds_size(); });
  ExpectListed(OfVillage(), &Caller::claims, &ClaimStub::ListClaims, "fund: 'funds/agri'",
               [](const auto& page) { return page.claims_size(); });
  ExpectListed(OfInvestment(), &Caller::investments, &InvestmentStub::ListInvestments, "",
               [](const auto& page) { return page.investments_size(); });
  ExpectListed(OfVillage(), &Caller::income, &IncomeStub::ListVillageIncome, "",
               [](const auto& page) { return page.incomes_size(); });
  ExpectListed(OfVillage(), &Caller::income, &IncomeStub::ListVillageIncome,
               fmt::format("village: 'villages/{}'", kVillage),
               [](const auto& page) { return page.incomes_size(); });
  ExpectListed(OfVillage(), &Caller::income, &IncomeStub::ListHouseholdIncomes, "",
               [](const auto& page) { return page.household_incomes_size(); });
  ExpectListed(OfVillage(), &Caller::income, &IncomeStub::ListHouseholdIncomes,
               fmt::format("villages: 'villages/{}'", kVillage),
               [](const auto& page) { return page.household_incomes_size(); });
  ExpectListed(OfVillage(), &Caller::verifications, &VerificationStub::ListVerifications, "",
               [](const auto& page) { return page.verifications_size(); });
  // Of r1 nobody was told where it is.
  EXPECT_EQ(Send(*As("sibling").releases, &ReleaseStub::ListReleases, "")->releases_size(), 0);
  EXPECT_EQ(Send(*As("village").releases, &ReleaseStub::ListReleases, "")->releases_size(), 1);
  EXPECT_EQ(Send(*As("everything").releases, &ReleaseStub::ListReleases, "")->releases_size(), 2);
}

TEST_F(ScopeReadsTest, SumsAndLines_AreOfWhatIsWithinReach) {
  const std::string of_village = fmt::format(
      "villages: 'villages/{}' year: 2011 definition: 'collective_income_gross@1'", kVillage);
  ExpectListed(
      OfVillage(), &Caller::income, &IncomeStub::SummarizeIncome, of_village,
      [](const auto& sum) { return static_cast<int>(sum.total().units()); }, 5);
  ExpectListed(OfVillage(), &Caller::income, &IncomeStub::ListIncomeLines, of_village,
               [](const auto& page) { return page.lines_size(); });
  ExpectListed(
      OfInvestment(), &Caller::investments, &InvestmentStub::SummarizeInvestments,
      "projects: 'projects/p'",
      [](const auto& sum) { return static_cast<int>(sum.total().units()); }, 3);
  ExpectListed(OfInvestment(), &Caller::investments, &InvestmentStub::ListInvestmentLines,
               "projects: 'projects/p'", [](const auto& page) { return page.lines_size(); });
  // Over all books within reach: 5 yuan of the village, and of the district's fund 300 more.
  ExpectListed({"village", "township"}, &Caller::ledger, &LedgerStub::GetTrialBalance, "",
               [](const auto& balance) { return balance.total_debits().units() == 5 ? 1 : 0; });
  EXPECT_EQ(Send(*As("district").ledger, &LedgerStub::GetTrialBalance, "")->total_debits().units(),
            305);
}

TEST_F(ScopeReadsTest, OutOfReach_SaysTheVerySameAsMissing) {
  const auto refusal = [&](const std::string& claim) {
    const absl::Status status =
        Send(*As("elsewhere").claims, &ClaimStub::GetClaim, fmt::format("name: 'claims/{}'", claim))
            .status();
    EXPECT_STATUS(status, Refuses(StatusCode::kNotFound, "CLAIM_NOT_FOUND"));
    return std::string(status.message());
  };
  std::string missing = refusal("c2");
  missing.replace(missing.find("c2"), 2, "c1");
  EXPECT_EQ(refusal("c1"), missing);
}

TEST_F(ScopeReadsTest, Batch_NamesTheFirstThatIsOutOfReach) {
  ASSERT_OK(ToLedger(&LedgerStub::CreateLedger,
                     "ledger_id: '420116001201' ledger { display_name: 'B' chart: 'CK2004-12' "
                     "owner: 'villages/420116001201' }"));
  const auto both =
      Send(*As("township").ledger, &LedgerStub::BatchGetBalances,
           fmt::format("names: '{}' names: 'ledgers/420116001201/accounts/102'", account_name_));
  EXPECT_STATUS(both, Refuses(StatusCode::kNotFound, "ACCOUNT_NOT_FOUND"));
  EXPECT_THAT(std::string(both.status().message()), ::testing::HasSubstr("420116001201"));
}

TEST_F(ScopeReadsTest, ReferenceData_IsEverybodys) {
  EXPECT_OK(Send(*As("stranger").income, &IncomeStub::ListIncomeDefinitions, ""));
  EXPECT_OK(Send(*policies_, &PolicyStub::CreatePolicy,
                 "policy_id: 'a' policy { display_name: 'd' group: CROPS standard: 's' "
                 "subsidy_rule: 'r' data_origin: EXAMPLE } request_id: 'a'"));
  EXPECT_OK(Send(*As("stranger").policies, &PolicyStub::GetPolicy, "name: 'policies/a'"));
  EXPECT_EQ(Send(*As("village").policies, &PolicyStub::ListPolicies, "")->policies_size(), 1);
}

TEST_F(ScopeReadsTest, TheWholeJournal_IsForWhoeverReachesEverything) {
  for (const auto& [name, bound] : BoundsOfCallers()) {
    SCOPED_TRACE(name);
    const auto expected = name == "everything" ? StatusCode::kOk : StatusCode::kPermissionDenied;
    EXPECT_EQ(Send(*As(name).ledger, &LedgerStub::GetCheckpoint, "").status().code(), expected);
    EXPECT_EQ(
        Send(*As(name).ledger, &LedgerStub::VerifyJournal, "from_position: 1").status().code(),
        expected);
  }
}

}  // namespace
}  // namespace cobuild::finance
