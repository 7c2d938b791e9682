// The RPCs of finance, in proto order. FeedService's rows are in common/feed/methods.h.
//
// Records are read from memory and may have to be looked through; ledgers and lines are read from
// the database. Both are work for the read lane.
//
// Rows are those of domain/places.h. Policies and definitions are the same for everybody; what is
// about the whole journal, releases, which the projects service alone authorizes, and policies are
// changed with the whole tree only.
#pragma once

#include <array>
#include <chrono>

#include "common/rpc/method.h"

namespace cobuild::finance {

inline constexpr rpc::Method kCreateLedger = {
    .name = "cobuild.finance.v1.LedgerService/CreateLedger",
    .permission = "finance.ledgers.create",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kResourceId};
inline constexpr rpc::Method kGetLedger = {.name = "cobuild.finance.v1.LedgerService/GetLedger",
                                           .permission = "finance.ledgers.read",
                                           .scope = rpc::Scope::kRows,
                                           .lane = rpc::Lane::kRead,
                                           .budget = std::chrono::seconds(5),
                                           .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kCreateAccount = {
    .name = "cobuild.finance.v1.LedgerService/CreateAccount",
    .permission = "finance.ledgers.create",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kResourceId};
inline constexpr rpc::Method kCloseAccount = {
    .name = "cobuild.finance.v1.LedgerService/CloseAccount",
    .permission = "finance.ledgers.create",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kResourceId};
inline constexpr rpc::Method kGetAccount = {.name = "cobuild.finance.v1.LedgerService/GetAccount",
                                            .permission = "finance.ledgers.read",
                                            .scope = rpc::Scope::kRows,
                                            .lane = rpc::Lane::kRead,
                                            .budget = std::chrono::seconds(5),
                                            .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListAccounts = {
    .name = "cobuild.finance.v1.LedgerService/ListAccounts",
    .permission = "finance.ledgers.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kBatchGetBalances = {
    .name = "cobuild.finance.v1.LedgerService/BatchGetBalances",
    .permission = "finance.ledgers.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kPostTransfer = {
    .name = "cobuild.finance.v1.LedgerService/PostTransfer",
    .permission = "finance.transfers.post",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kResourceId};
inline constexpr rpc::Method kPostTransfers = {
    .name = "cobuild.finance.v1.LedgerService/PostTransfers",
    .permission = "finance.transfers.post",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(30),
    .repeat = rpc::Repeat::kResourceId};
inline constexpr rpc::Method kReverseTransfer = {
    .name = "cobuild.finance.v1.LedgerService/ReverseTransfer",
    .permission = "finance.transfers.reverse",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kResourceId};
inline constexpr rpc::Method kListTransfers = {
    .name = "cobuild.finance.v1.LedgerService/ListTransfers",
    .permission = "finance.transfers.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kGetTrialBalance = {
    .name = "cobuild.finance.v1.LedgerService/GetTrialBalance",
    .permission = "finance.ledgers.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(30),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kGetCheckpoint = {
    .name = "cobuild.finance.v1.LedgerService/GetCheckpoint",
    .permission = "finance.journal.verify",
    .scope = rpc::Scope::kWhole,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(5),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kVerifyJournal = {
    .name = "cobuild.finance.v1.LedgerService/VerifyJournal",
    .permission = "finance.journal.verify",
    .scope = rpc::Scope::kWhole,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(60),
    .repeat = rpc::Repeat::kRead};

inline constexpr rpc::Method kRecordVillageIncome =
    rpc::RecordChange("cobuild.finance.v1.IncomeService/RecordVillageIncome",
                      "finance.income.record", rpc::Scope::kRows);
inline constexpr rpc::Method kCorrectVillageIncome =
    rpc::RecordChange("cobuild.finance.v1.IncomeService/CorrectVillageIncome",
                      "finance.income.correct", rpc::Scope::kRows);
inline constexpr rpc::Method kListVillageIncome = {
    .name = "cobuild.finance.v1.IncomeService/ListVillageIncome",
    .permission = "finance.income.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kSummarizeIncome = {
    .name = "cobuild.finance.v1.IncomeService/SummarizeIncome",
    .permission = "finance.income.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(20),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListIncomeLines = {
    .name = "cobuild.finance.v1.IncomeService/ListIncomeLines",
    .permission = "finance.income.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(20),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kListIncomeDefinitions = {
    .name = "cobuild.finance.v1.IncomeService/ListIncomeDefinitions",
    .permission = "finance.income.read",
    .scope = rpc::Scope::kOpen,
    .lane = rpc::Lane::kInline,
    .budget = std::chrono::seconds(1),
    .repeat = rpc::Repeat::kRead};
inline constexpr rpc::Method kRecordHouseholdIncome =
    rpc::RecordChange("cobuild.finance.v1.IncomeService/RecordHouseholdIncome",
                      "finance.income.record", rpc::Scope::kRows);
inline constexpr rpc::Method kCorrectHouseholdIncome =
    rpc::RecordChange("cobuild.finance.v1.IncomeService/CorrectHouseholdIncome",
                      "finance.income.correct", rpc::Scope::kRows);
inline constexpr rpc::Method kListHouseholdIncomes =
    rpc::MemoryScan("cobuild.finance.v1.IncomeService/ListHouseholdIncomes", "finance.income.read",
                    rpc::Scope::kRows);

inline constexpr rpc::Method kCreateFund = rpc::RecordChange(
    "cobuild.finance.v1.FundService/CreateFund", "finance.funds.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetFund = rpc::MemoryScan("cobuild.finance.v1.FundService/GetFund",
                                                        "finance.funds.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListFunds = rpc::MemoryScan(
    "cobuild.finance.v1.FundService/ListFunds", "finance.funds.read", rpc::Scope::kRows);
inline constexpr rpc::Method kUpdateFund = rpc::RecordChange(
    "cobuild.finance.v1.FundService/UpdateFund", "finance.funds.update", rpc::Scope::kRows);
inline constexpr rpc::Method kCloseFiscalYear = rpc::RecordChange(
    "cobuild.finance.v1.FundService/CloseFiscalYear", "finance.funds.close", rpc::Scope::kRows);
inline constexpr rpc::Method kPlan = rpc::RecordChange(
    "cobuild.finance.v1.FundService/Plan", "finance.funds.appropriate", rpc::Scope::kRows);
inline constexpr rpc::Method kAppropriate = rpc::RecordChange(
    "cobuild.finance.v1.FundService/Appropriate", "finance.funds.appropriate", rpc::Scope::kRows);
inline constexpr rpc::Method kAdjustAppropriation =
    rpc::RecordChange("cobuild.finance.v1.FundService/AdjustAppropriation",
                      "finance.funds.appropriate", rpc::Scope::kRows);
inline constexpr rpc::Method kAllocate = rpc::RecordChange(
    "cobuild.finance.v1.FundService/Allocate", "finance.funds.allocate", rpc::Scope::kRows);
inline constexpr rpc::Method kReallocate = rpc::RecordChange(
    "cobuild.finance.v1.FundService/Reallocate", "finance.funds.allocate", rpc::Scope::kRows);
inline constexpr rpc::Method kCommit = rpc::RecordChange("cobuild.finance.v1.FundService/Commit",
                                                         "finance.funds.commit", rpc::Scope::kRows);
inline constexpr rpc::Method kReleaseCommitment = rpc::RecordChange(
    "cobuild.finance.v1.FundService/ReleaseCommitment", "finance.funds.commit", rpc::Scope::kRows);
inline constexpr rpc::Method kCarryOver = rpc::RecordChange(
    "cobuild.finance.v1.FundService/CarryOver", "finance.funds.appropriate", rpc::Scope::kRows);
inline constexpr rpc::Method kListFundMovements = rpc::MemoryScan(
    "cobuild.finance.v1.FundService/ListFundMovements", "finance.funds.read", rpc::Scope::kRows);
inline constexpr rpc::Method kGetFundPosition = rpc::MemoryScan(
    "cobuild.finance.v1.FundService/GetFundPosition", "finance.funds.read", rpc::Scope::kRows);

inline constexpr rpc::Method kAuthorizeRelease =
    rpc::RecordChange("cobuild.finance.v1.ReleaseService/AuthorizeRelease",
                      "finance.releases.authorize", rpc::Scope::kWhole);
inline constexpr rpc::Method kRevokeRelease =
    rpc::RecordChange("cobuild.finance.v1.ReleaseService/RevokeRelease", "finance.releases.revoke",
                      rpc::Scope::kWhole);
inline constexpr rpc::Method kGetRelease = rpc::MemoryScan(
    "cobuild.finance.v1.ReleaseService/GetRelease", "finance.releases.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListReleases = rpc::MemoryScan(
    "cobuild.finance.v1.ReleaseService/ListReleases", "finance.releases.read", rpc::Scope::kRows);

inline constexpr rpc::Method kCreateClaim = rpc::RecordChange(
    "cobuild.finance.v1.ClaimService/CreateClaim", "finance.claims.create", rpc::Scope::kRows);
inline constexpr rpc::Method kApproveClaim = rpc::RecordChange(
    "cobuild.finance.v1.ClaimService/ApproveClaim", "finance.claims.approve", rpc::Scope::kRows);
inline constexpr rpc::Method kRefuseClaim = rpc::RecordChange(
    "cobuild.finance.v1.ClaimService/RefuseClaim", "finance.claims.refuse", rpc::Scope::kRows);
inline constexpr rpc::Method kPayClaim = rpc::RecordChange(
    "cobuild.finance.v1.ClaimService/PayClaim", "finance.claims.pay", rpc::Scope::kRows);
inline constexpr rpc::Method kConfirmPayment = rpc::RecordChange(
    "cobuild.finance.v1.ClaimService/ConfirmPayment", "finance.claims.pay", rpc::Scope::kRows);
inline constexpr rpc::Method kReturnPayment = rpc::RecordChange(
    "cobuild.finance.v1.ClaimService/ReturnPayment", "finance.claims.pay", rpc::Scope::kRows);
inline constexpr rpc::Method kRefundClaim = rpc::RecordChange(
    "cobuild.finance.v1.ClaimService/RefundClaim", "finance.claims.pay", rpc::Scope::kRows);
inline constexpr rpc::Method kGetClaim = rpc::MemoryScan("cobuild.finance.v1.ClaimService/GetClaim",
                                                         "finance.claims.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListClaims = rpc::MemoryScan(
    "cobuild.finance.v1.ClaimService/ListClaims", "finance.claims.read", rpc::Scope::kRows);

inline constexpr rpc::Method kRecordInvestment =
    rpc::RecordChange("cobuild.finance.v1.InvestmentService/RecordInvestment",
                      "finance.investments.record", rpc::Scope::kRows);
inline constexpr rpc::Method kCorrectInvestment =
    rpc::RecordChange("cobuild.finance.v1.InvestmentService/CorrectInvestment",
                      "finance.investments.correct", rpc::Scope::kRows);
inline constexpr rpc::Method kGetInvestment =
    rpc::MemoryScan("cobuild.finance.v1.InvestmentService/GetInvestment",
                    "finance.investments.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListInvestments =
    rpc::MemoryScan("cobuild.finance.v1.InvestmentService/ListInvestments",
                    "finance.investments.read", rpc::Scope::kRows);
inline constexpr rpc::Method kSummarizeInvestments =
    rpc::MemoryScan("cobuild.finance.v1.InvestmentService/SummarizeInvestments",
                    "finance.investments.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListInvestmentLines = {
    .name = "cobuild.finance.v1.InvestmentService/ListInvestmentLines",
    .permission = "finance.investments.read",
    .scope = rpc::Scope::kRows,
    .lane = rpc::Lane::kRead,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRead};

inline constexpr rpc::Method kCreatePolicy = rpc::RecordChange(
    "cobuild.finance.v1.PolicyService/CreatePolicy", "finance.policies.create", rpc::Scope::kWhole);
inline constexpr rpc::Method kAdoptPolicy = rpc::RecordChange(
    "cobuild.finance.v1.PolicyService/AdoptPolicy", "finance.policies.adopt", rpc::Scope::kWhole);
inline constexpr rpc::Method kVoidPolicy = rpc::RecordChange(
    "cobuild.finance.v1.PolicyService/VoidPolicy", "finance.policies.void", rpc::Scope::kWhole);
inline constexpr rpc::Method kGetPolicy = rpc::MemoryScan(
    "cobuild.finance.v1.PolicyService/GetPolicy", "finance.policies.read", rpc::Scope::kOpen);
inline constexpr rpc::Method kListPolicies = rpc::MemoryScan(
    "cobuild.finance.v1.PolicyService/ListPolicies", "finance.policies.read", rpc::Scope::kOpen);

inline constexpr rpc::Method kVerifyFacts = rpc::RecordChange(
    "cobuild.finance.v1.VerificationService/VerifyFacts", "finance.facts.check", rpc::Scope::kRows);
inline constexpr rpc::Method kAcceptFacts =
    rpc::RecordChange("cobuild.finance.v1.VerificationService/AcceptFacts", "finance.facts.accept",
                      rpc::Scope::kRows);
inline constexpr rpc::Method kListVerifications =
    rpc::MemoryScan("cobuild.finance.v1.VerificationService/ListVerifications",
                    "finance.facts.read", rpc::Scope::kRows);

inline constexpr std::array kMethods = {kCreateLedger,
                                        kGetLedger,
                                        kCreateAccount,
                                        kCloseAccount,
                                        kGetAccount,
                                        kListAccounts,
                                        kBatchGetBalances,
                                        kPostTransfer,
                                        kPostTransfers,
                                        kReverseTransfer,
                                        kListTransfers,
                                        kGetTrialBalance,
                                        kGetCheckpoint,
                                        kVerifyJournal,
                                        kRecordVillageIncome,
                                        kCorrectVillageIncome,
                                        kListVillageIncome,
                                        kSummarizeIncome,
                                        kListIncomeLines,
                                        kListIncomeDefinitions,
                                        kRecordHouseholdIncome,
                                        kCorrectHouseholdIncome,
                                        kListHouseholdIncomes,
                                        kCreateFund,
                                        kGetFund,
                                        kListFunds,
                                        kUpdateFund,
                                        kCloseFiscalYear,
                                        kPlan,
                                        kAppropriate,
                                        kAdjustAppropriation,
                                        kAllocate,
                                        kReallocate,
                                        kCommit,
                                        kReleaseCommitment,
                                        kCarryOver,
                                        kListFundMovements,
                                        kGetFundPosition,
                                        kAuthorizeRelease,
                                        kRevokeRelease,
                                        kGetRelease,
                                        kListReleases,
                                        kCreateClaim,
                                        kApproveClaim,
                                        kRefuseClaim,
                                        kPayClaim,
                                        kConfirmPayment,
                                        kReturnPayment,
                                        kRefundClaim,
                                        kGetClaim,
                                        kListClaims,
                                        kRecordInvestment,
                                        kCorrectInvestment,
                                        kGetInvestment,
                                        kListInvestments,
                                        kSummarizeInvestments,
                                        kListInvestmentLines,
                                        kCreatePolicy,
                                        kAdoptPolicy,
                                        kVoidPolicy,
                                        kGetPolicy,
                                        kListPolicies,
                                        kVerifyFacts,
                                        kAcceptFacts,
                                        kListVerifications};

}  // namespace cobuild::finance
