// The records of finance: a row a command, and nothing else.
#include "cobuild/finance/v1/claim.pb.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/finance/v1/policy.pb.h"
#include "cobuild/finance/v1/release.pb.h"
#include "cobuild/finance/v1/verification.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/rpc_command.h"

namespace cobuild::cli {
namespace {

void AddBooks(std::vector<RpcCommand>& rows) {
  RowsOfNoun("account", "", Service::kFinance,
             finance::v1::BatchGetBalancesRequest::descriptor()->file(), rows)
      .Verb("balances", "sums of several accounts by their full names, all read at one position",
            "LedgerService/BatchGetBalances", {})
      .Rows({{"account", "ACCOUNT"},
             {"debits", "DEBITS", Column::Align::kRight},
             {"credits", "CREDITS", Column::Align::kRight}});
  RowsOfNoun("income", "", Service::kFinance, finance::v1::VillageIncome::descriptor()->file(),
             rows)
      .Verb("lines", "journal lines under a sum of incomes", "IncomeService/ListIncomeLines", {})
      .Rows({{"village", "VILLAGE"},
             {"transfer.position", "POSITION", Column::Align::kRight},
             {"transfer.effective_date", "DATE"},
             {"transfer.debit_account", "DEBIT"},
             {"transfer.credit_account", "CREDIT"},
             {"signed_amount", "AMOUNT", Column::Align::kRight},
             {"transfer.name", "TRANSFER"}})
      .Verb("definitions", "which accounts of which chart an income sums",
            "IncomeService/ListIncomeDefinitions", {})
      .Rows({{"name", "DEFINITION"}, {"description", "DESCRIPTION"}, {"accounts", "ACCOUNTS"}});
}

void AddFunds(std::vector<RpcCommand>& rows) {
  RowsOfNoun("fund", "funds", Service::kFinance, finance::v1::Fund::descriptor()->file(), rows)
      .Verb("create", "a fund with its instalment policy", "FundService/CreateFund", {"fund-id"})
      .Verb("get", "one fund", "FundService/GetFund")
      .List("funds in order of id", "FundService/ListFunds",
            {{"name", "FUND"}, {"display_name", "NAME"}, {"data_origin", "ORIGIN"}})
      .Verb("update", "states it anew, all of it", "FundService/UpdateFund")
      .Verb("close-year", "no money moves in the fiscal year any more",
            "FundService/CloseFiscalYear", {})
      .Verb("plan", "an amount that is planned for a fiscal year, never added to money",
            "FundService/Plan", {})
      .Verb("appropriate", "money for a fiscal year, by source", "FundService/Appropriate", {})
      .Verb("adjust", "more or less money than was appropriated", "FundService/AdjustAppropriation",
            {})
      .Verb("allocate", "money to a project", "FundService/Allocate", {})
      .Verb("reallocate", "money from a project to another", "FundService/Reallocate", {})
      .Verb("commit", "money of a project to its contract", "FundService/Commit", {})
      .Verb("release-commitment", "what a contract no longer needs",
            "FundService/ReleaseCommitment", {})
      .Verb("carry-over", "what is left of a fiscal year into the next", "FundService/CarryOver",
            {})
      .Verb("position", "planned, appropriated, allocated, committed and paid",
            "FundService/GetFundPosition");
  RowsOfNoun("fund-movement", "", Service::kFinance, finance::v1::Fund::descriptor()->file(), rows)
      .List("movements in order of id", "FundService/ListFundMovements",
            {{"name", "MOVEMENT"},
             {"kind", "KIND"},
             {"fiscal_year", "YEAR"},
             {"project", "PROJECT"},
             {"amount", "AMOUNT"}});
}

void AddClaims(std::vector<RpcCommand>& rows) {
  RowsOfNoun("claim", "claims", Service::kFinance, finance::v1::Claim::descriptor()->file(), rows)
      .Verb("create", "asks for an instalment against a release", "ClaimService/CreateClaim",
            {"claim-id"})
      .Verb("get", "one claim", "ClaimService/GetClaim")
      .Verb("approve", "by another than its maker", "ClaimService/ApproveClaim")
      .Verb("refuse", "with the reason", "ClaimService/RefuseClaim")
      .Verb("pay", "instructs the payment", "ClaimService/PayClaim")
      .Verb("confirm", "the bank has paid", "ClaimService/ConfirmPayment")
      .Verb("return", "the bank has returned the payment", "ClaimService/ReturnPayment")
      .Verb("refund", "the payee has paid it back", "ClaimService/RefundClaim")
      .List("claims in order of id", "ClaimService/ListClaims",
            {{"name", "CLAIM"},
             {"project", "PROJECT"},
             {"instalment", "INSTALMENT"},
             {"amount", "AMOUNT"},
             {"state", "STATE"}});
  RowsOfNoun("authorization", "releases", Service::kFinance,
             finance::v1::Release::descriptor()->file(), rows)
      .Verb("authorize", "takes over a release that projects issued",
            "ReleaseService/AuthorizeRelease", {"release-id"})
      .Verb("get", "one release, a revoked one included", "ReleaseService/GetRelease")
      .Verb("revoke", "takes it back while it is not consumed", "ReleaseService/RevokeRelease")
      .List("releases that finance has, in order of id", "ReleaseService/ListReleases",
            {{"name", "RELEASE"},
             {"project", "PROJECT"},
             {"milestone", "MILESTONE"},
             {"cap", "CAP"},
             {"state", "STATE"}});
}

void AddInvestments(std::vector<RpcCommand>& rows) {
  const auto* const contract = finance::v1::Investment::descriptor()->file();
  RowsOfNoun("investment", "investments", Service::kFinance, contract, rows)
      .Verb("record", "what a project was given outside the funds",
            "InvestmentService/RecordInvestment", {"investment-id"})
      .Verb("correct", "its amount, by a reversal and a new posting",
            "InvestmentService/CorrectInvestment")
      .Verb("get", "one investment", "InvestmentService/GetInvestment")
      .List("investments in order of id", "InvestmentService/ListInvestments",
            {{"name", "INVESTMENT"},
             {"project", "PROJECT"},
             {"kind", "KIND"},
             {"source", "SOURCE"},
             {"amount", "AMOUNT"}})
      .Verb("summarize", "invested funds of projects by kind and source, cash included",
            "InvestmentService/SummarizeInvestments", {});
  RowsOfNoun("investment-line", "", Service::kFinance, contract, rows)
      .List("journal lines under a summary", "InvestmentService/ListInvestmentLines",
            {{"project", "PROJECT"},
             {"kind", "KIND"},
             {"source", "SOURCE"},
             {"signed_amount", "AMOUNT"},
             {"record", "RECORD"}});
}

void AddPolicies(std::vector<RpcCommand>& rows) {
  RowsOfNoun("policy", "policies", Service::kFinance, finance::v1::Policy::descriptor()->file(),
             rows)
      .Verb("create", "a support policy that is not adopted yet", "PolicyService/CreatePolicy",
            {"policy-id"})
      .Verb("adopt", "with the day and the document", "PolicyService/AdoptPolicy")
      .Verb("void", "withdraws one that was entered by mistake", "PolicyService/VoidPolicy")
      .Verb("get", "one policy, a withdrawn one included", "PolicyService/GetPolicy")
      .List("policies in order of id", "PolicyService/ListPolicies",
            {{"name", "POLICY"},
             {"display_name", "NAME"},
             {"group", "GROUP"},
             {"adopted_date", "ADOPTED"}});
}

void AddHouseholdIncomes(std::vector<RpcCommand>& rows) {
  RowsOfNoun("household-income", "", Service::kFinance,
             finance::v1::VillageIncome::descriptor()->file(), rows)
      .Verb("record", "per-capita net income of a village's farmers in a year",
            "IncomeService/RecordHouseholdIncome", {})
      .Verb("correct", "what was recorded wrongly", "IncomeService/CorrectHouseholdIncome")
      .List("incomes in order of village and year", "IncomeService/ListHouseholdIncomes",
            {{"village", "VILLAGE"},
             {"year", "YEAR"},
             {"per_capita", "PER CAPITA"},
             {"residents", "RESIDENTS"},
             {"verification_state", "STATE"}});
}

void AddVerifications(std::vector<RpcCommand>& rows) {
  const std::vector<Column> columns = {
      {"fact", "FACT"}, {"state", "STATE"}, {"verifier", "VERIFIER"}, {"acceptor", "ACCEPTOR"}};
  RowsOfNoun("verification", "verifications", Service::kFinance,
             finance::v1::Verification::descriptor()->file(), rows)
      .List("what was checked of facts, in order of id", "VerificationService/ListVerifications",
            columns)
      .Verb("verify", "a township has checked facts (审核), each by its name and etag",
            "VerificationService/VerifyFacts", {})
      .Rows(columns)
      .Verb("accept", "the district accepts facts (认定) that a township has checked",
            "VerificationService/AcceptFacts", {})
      .Rows(columns);
}

}  // namespace

std::vector<RpcCommand> FinanceRecordCommands() {
  std::vector<RpcCommand> rows;
  AddBooks(rows);
  AddFunds(rows);
  AddClaims(rows);
  AddInvestments(rows);
  AddPolicies(rows);
  AddHouseholdIncomes(rows);
  AddVerifications(rows);
  return rows;
}

}  // namespace cobuild::cli
