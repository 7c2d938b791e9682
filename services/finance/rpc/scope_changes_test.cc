// Who changes what: what a caller does not see is missing, before anything else is said of it; what
// it does not wholly hold is out of its scope; and nothing of a refused change is left.
#include <string>

#include "common/testing/proto_matchers.h"
#include "services/finance/rpc/testing/scope_test.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::Refuses;

constexpr char kElsewhere[] = "420116001201";

class ScopeChangesTest : public ScopeTest {
 protected:
  ScopeChangesTest() : before_(HeadPosition()) {}

  // Both are refused alike: by whoever sees nothing of it.
  template <class StubOf, class Method>
  void ExpectMissing(const std::string& reason, StubOf stub, Method method,
                     const std::string& request) {
    for (const char* caller : {"sibling", "elsewhere", "stranger"}) {
      SCOPED_TRACE(caller + (" asks " + request));
      EXPECT_STATUS(Send(*(As(caller).*stub), method, request),
                    Refuses(StatusCode::kNotFound, reason));
    }
    EXPECT_EQ(HeadPosition(), before_);
  }
  template <class StubOf, class Method>
  void ExpectOutOfScope(const std::string& caller, StubOf stub, Method method,
                        const std::string& request) {
    SCOPED_TRACE(caller + " asks " + request);
    EXPECT_STATUS(Send(*(As(caller).*stub), method, request),
                  Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
    EXPECT_EQ(HeadPosition(), before_);
  }

  void CreateLedgerElsewhere() {
    ASSERT_OK(ToLedger(&LedgerStub::CreateLedger,
                       fmt::format("ledger_id: '{0}' ledger {{ display_name: 'B' chart: "
                                   "'CK2004-12' owner: 'villages/{0}' }}",
                                   kElsewhere)));
  }

  // Of a step that would also be refused for its etag.
  static std::string Stale(const std::string& name, const std::string& more = "") {
    return fmt::format("name: '{}' etag: '0' request_id: 'x' {}", name, more);
  }
  static std::string Yuan(int64_t units) {
    return fmt::format("amount {{ currency_code: 'CNY' units: {} }} ", units);
  }

  const int64_t before_;
};

// Each request has another fault, which must not be told.
TEST_F(ScopeChangesTest, BooksOutOfReach_AreMissingBeforeAnythingElse) {
  ExpectMissing("LEDGER_NOT_FOUND", &Caller::ledger, &LedgerStub::CreateAccount,
                fmt::format("parent: 'ledgers/{}' account_id: 'x' account {{ display_name: 'A' "
                            "normal_side: DEBIT code: '9' }}",
                            kVillage));
  ExpectMissing("ACCOUNT_NOT_FOUND", &Caller::ledger, &LedgerStub::CloseAccount,
                fmt::format("name: 'ledgers/{}/accounts/102'", kVillage));
  ExpectMissing("DEBIT_ACCOUNT_NOT_FOUND", &Caller::ledger, &LedgerStub::PostTransfer,
                fmt::format("transfer {{ transfer_id: 't' debit_account: 'ledgers/{0}/accounts/102'"
                            " credit_account: 'ledgers/{0}/accounts/no' {1} {2} }}",
                            kVillage, Yuan(1), kDay));
  ExpectMissing("TRANSFER_NOT_FOUND", &Caller::ledger, &LedgerStub::ReverseTransfer,
                fmt::format("name: 'ledgers/{}/transfers/no' transfer_id: 'x' {} reason: 'r'",
                            kVillage, kDay));
  ExpectMissing("VILLAGE_LEDGER_NOT_FOUND", &Caller::income, &IncomeStub::RecordVillageIncome,
                IncomeText("again"));
  ExpectMissing("INCOME_NOT_FOUND", &Caller::income, &IncomeStub::CorrectVillageIncome,
                Stale(fmt::format("villages/{}/incomes/2011-subsidy-income", kVillage),
                      Yuan(1) + "reason: 'r'"));
}

TEST_F(ScopeChangesTest, RecordsOutOfReach_AreMissingBeforeAnythingElse) {
  ExpectMissing("FUND_NOT_FOUND", &Caller::funds, &FundStub::CloseFiscalYear,
                "name: 'funds/agri' fiscal_year: 2011 request_id: 'x'");
  ExpectMissing("FUND_NOT_FOUND", &Caller::funds, &FundStub::UpdateFund,
                "fund { name: 'funds/agri' display_name: 'd' purpose: 'p' etag: '0' instalments { "
                "start_percent: 100 } } request_id: 'x'");
  ExpectMissing("FUND_NOT_FOUND", &Caller::funds, &FundStub::Allocate,
                fmt::format("name: 'funds/agri' fiscal_year: 2011 project: 'projects/p' {} {} "
                            "basis: 'b' request_id: 'x'",
                            Yuan(1'000), kDay));
  const std::string claim = "claims/c1";
  const std::string why = std::string(kDay) + " reason: 'r'";
  ExpectMissing("CLAIM_NOT_FOUND", &Caller::claims, &ClaimStub::ApproveClaim, Stale(claim));
  ExpectMissing("CLAIM_NOT_FOUND", &Caller::claims, &ClaimStub::RefuseClaim,
                Stale(claim, "reason: 'r'"));
  ExpectMissing("CLAIM_NOT_FOUND", &Caller::claims, &ClaimStub::PayClaim, Stale(claim, kDay));
  ExpectMissing("CLAIM_NOT_FOUND", &Caller::claims, &ClaimStub::ConfirmPayment, Stale(claim, kDay));
  ExpectMissing("CLAIM_NOT_FOUND", &Caller::claims, &ClaimStub::ReturnPayment, Stale(claim, why));
  ExpectMissing("CLAIM_NOT_FOUND", &Caller::claims, &ClaimStub::RefundClaim, Stale(claim, why));
  ExpectMissing("INVESTMENT_NOT_FOUND", &Caller::investments, &InvestmentStub::CorrectInvestment,
                Stale("investments/i1", Yuan(1) + "reason: 'r'"));
  ExpectMissing("HOUSEHOLD_INCOME_NOT_FOUND", &Caller::income, &IncomeStub::CorrectHouseholdIncome,
                Stale(fmt::format("villages/{}/household-incomes/2011", kVillage),
                      "per_capita { currency_code: 'CNY' units: 1 } residents: 1 reason: 'r'"));
  const std::string facts = "facts { name: 'investments/i1' etag: '0' } basis: 'b' request_id: 'x'";
  ExpectMissing("FACT_NOT_FOUND", &Caller::verifications, &VerificationStub::VerifyFacts, facts);
  ExpectMissing("FACT_NOT_FOUND", &Caller::verifications, &VerificationStub::AcceptFacts, facts);
}

TEST_F(ScopeChangesTest, WhatWouldBeElsewhere_IsOutOfScope) {
  ExpectOutOfScope(
      "sibling", &Caller::ledger, &LedgerStub::CreateLedger,
      fmt::format("ledger_id: 'l' ledger {{ display_name: 'L' owner: 'villages/{}' }}", kVillage));
  // A code for an id makes it that village's books, whoever is said to own them.
  ExpectOutOfScope("sibling", &Caller::ledger, &LedgerStub::CreateLedger,
                   fmt::format("ledger_id: '{}' ledger {{ display_name: 'L' owner: "
                               "'villages/420115002202' }}",
                               kElsewhere));
  ExpectOutOfScope("district", &Caller::ledger, &LedgerStub::CreateLedger,
                   "ledger_id: 'l' ledger { display_name: 'of nobody in particular' }");
  ExpectOutOfScope("township", &Caller::funds, &FundStub::CreateFund,
                   "fund_id: 'f' fund { display_name: 'd' division: 'divisions/420115000000' "
                   "purpose: 'p' data_origin: EXAMPLE } request_id: 'x'");
  ExpectOutOfScope("elsewhere", &Caller::income, &IncomeStub::RecordHouseholdIncome,
                   HouseholdsText("x"));
  ExpectOutOfScope("sibling", &Caller::investments, &InvestmentStub::RecordInvestment,
                   InvestmentText("i2", "o1"));
  ExpectOutOfScope("stranger", &Caller::investments, &InvestmentStub::RecordInvestment,
                   InvestmentText("i2", "o1"));
}

TEST_F(ScopeChangesTest, Giver_RecordsWhatItGave) {
  EXPECT_OK(Send(*As("giver").investments, &InvestmentStub::RecordInvestment,
                 InvestmentText("i2", "o1")));
}

TEST_F(ScopeChangesTest, Claim_IsApprovedByThePayeesTownshipAndPaidByWhoHoldsTheFundToo) {
  ExpectOutOfScope("township", &Caller::claims, &ClaimStub::PayClaim,
                   fmt::format("name: 'claims/c1' request_id: 'x' {}", kDay));
  EXPECT_OK(
      Send(*As("township").claims, &ClaimStub::ApproveClaim, "name: 'claims/c1' request_id: 'x'"));
  EXPECT_OK(Send(*As("district").claims, &ClaimStub::PayClaim,
                 fmt::format("name: 'claims/c1' request_id: 'y' {}", kDay)));
}

TEST_F(ScopeChangesTest, NewClaim_NamesAFundAndAReleaseWithinReach) {
  const auto claim = [&](const std::string& release) {
    return fmt::format(
        "claim_id: 'c2' claim {{ fund: 'funds/agri' fiscal_year: 2011 project: 'projects/p' "
        "village: 'villages/{}' release: 'releases/{}' instalment: START {} voucher_digests: '{}' "
        "}} request_id: 'x'",
        kVillage, release, Yuan(1), std::string(64, 'b'));
  };
  EXPECT_STATUS(Send(*As("township").claims, &ClaimStub::CreateClaim, claim("rv")),
                Refuses(StatusCode::kNotFound, "FUND_NOT_FOUND"));
  EXPECT_STATUS(Send(*As("district").claims, &ClaimStub::CreateClaim, claim("r1")),
                Refuses(StatusCode::kNotFound, "RELEASE_NOT_FOUND"));
  EXPECT_OK(Send(*As("district").claims, &ClaimStub::CreateClaim, claim("rv")));
}

TEST_F(ScopeChangesTest, Batch_RefusesItsMembersOutOfReachAsMissing) {
  CreateLedgerElsewhere();
  const std::string batch = "transfers { " + EntryIn(kVillage, "a") + "} transfers { " +
                            EntryIn(kElsewhere, "b") + "} transfers { " + EntryIn(kVillage, "c") +
                            "linked: true } transfers { " + EntryIn(kElsewhere, "d") +
                            "} transfers { " + EntryIn("420115002202", "e") + "}";
  const auto response = Send(*As("township").ledger, &LedgerStub::PostTransfers, batch);
  ASSERT_OK(response);
  ASSERT_EQ(response->results_size(), 5);
  EXPECT_GT(response->results(0).position(), 0);
  EXPECT_EQ(response->results(1).error().code(), static_cast<int>(StatusCode::kNotFound));
  EXPECT_EQ(response->results(2).error().code(), static_cast<int>(StatusCode::kAborted));
  EXPECT_EQ(response->results(3).error().code(), static_cast<int>(StatusCode::kNotFound));
  // The last has no ledger at all, and is refused alike.
  EXPECT_EQ(response->results(4).error().code(), static_cast<int>(StatusCode::kNotFound));
  EXPECT_EQ(response->results(4).error().details_size(),
            response->results(1).error().details_size());
  const auto posted = store_.reader().FindTransfers({{kVillage, "c"}, {kElsewhere, "b"}});
  EXPECT_TRUE(posted->empty());
}

TEST_F(ScopeChangesTest, ChainOfFacts_FallsWithTheOneOutOfReach) {
  CreateLedgerElsewhere();
  const std::string facts = fmt::format(
      "facts {{ name: 'villages/{}/household-incomes/2011' etag: '0' }} facts {{ name: "
      "'villages/{}/incomes/2011-subsidy-income' etag: '1' }} basis: 'b' request_id: 'x'",
      kElsewhere, kVillage);
  EXPECT_STATUS(Send(*As("township").verifications, &VerificationStub::VerifyFacts, facts),
                Refuses(StatusCode::kNotFound, "FACT_NOT_FOUND"));
}

TEST_F(ScopeChangesTest, Repetition_IsAnsweredOnlyToWhoeverStillReachesIt) {
  const std::string transfer = "transfer { " + EntryIn(kVillage, "t") + "}";
  const auto post = [&] {
    return Send(*As("township").ledger, &LedgerStub::PostTransfer, transfer);
  };
  const auto record = [&] {
    return Send(*As("township").income, &IncomeStub::RecordHouseholdIncome,
                HouseholdsText("again", 2012));
  };
  ASSERT_OK_AND_ASSIGN(const v1::Transfer posted, post());
  ASSERT_OK_AND_ASSIGN(const v1::Transfer again, post());
  EXPECT_THAT(again, EqualsMessage(posted));
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome recorded, record());
  // Somebody else's repetition of the transfer's id is no way to it either.
  EXPECT_STATUS(Send(*As("sibling").ledger, &LedgerStub::PostTransfer, transfer),
                Refuses(StatusCode::kNotFound, "DEBIT_ACCOUNT_NOT_FOUND"));
  directory_.Revoke("machine/in-township");
  GrantEverything("machine/in-township", scope::Bound::Division("420116000000"));
  EXPECT_STATUS(post(), Refuses(StatusCode::kNotFound, "DEBIT_ACCOUNT_NOT_FOUND"));
  EXPECT_STATUS(record(), Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  directory_.Revoke("machine/in-township");
  GrantEverything("machine/in-township", BoundsOfCallers().at("township"));
  ASSERT_OK_AND_ASSIGN(const v1::HouseholdIncome once_more, record());
  EXPECT_THAT(once_more, EqualsMessage(recorded));
}

TEST_F(ScopeChangesTest, ReleaseToldAnewWithOtherVillages_Stands) {
  const auto authorize = [&](int yuan, const std::string& village, const std::string& request_id) {
    return Send(*releases_, &ReleaseStub::AuthorizeRelease,
                fmt::format("release_id: 'rv' release {{ milestone: 'projects/p/milestones/n' cap "
                            "{{ currency_code: 'CNY' units: {} }} dossier_digest: '{}' "
                            "data_origin: EXAMPLE villages: 'villages/{}' }} request_id: '{}'",
                            yuan, std::string(64, 'a'), village, request_id));
  };
  for (const char* request_id : {"rv", "another"}) {
    const auto stands = authorize(40, kElsewhere, request_id);
    ASSERT_OK(stands);
    EXPECT_EQ(stands->villages(0), fmt::format("villages/{}", kVillage));
  }
  EXPECT_STATUS(authorize(41, kVillage, "other"),
                Refuses(StatusCode::kAlreadyExists, "RELEASE_EXISTS"));
  EXPECT_EQ(HeadPosition(), before_);
}

TEST_F(ScopeChangesTest, WholeTreeMethods_AreRefusedToWhoeverIsBounded) {
  EXPECT_EQ(Send(*As("city").releases, &ReleaseStub::RevokeRelease,
                 "name: 'releases/rv' reason: 'r' request_id: 'x'")
                .status()
                .code(),
            StatusCode::kPermissionDenied);
  EXPECT_EQ(Send(*As("city").policies, &PolicyStub::VoidPolicy,
                 "name: 'policies/a' reason: 'r' request_id: 'x'")
                .status()
                .code(),
            StatusCode::kPermissionDenied);
}

}  // namespace
}  // namespace cobuild::finance
