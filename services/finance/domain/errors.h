// Every refusal of the books, made once and by name. Their order is the order of the rules
// (decide_*.h), which is part of the API.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "services/finance/domain/fund.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance::errors {

// Ledgers and accounts.
absl::Status LedgerIdReused(std::string_view ledger);
// Ledgers of funds and projects: their rules alone change them.
absl::Status LedgerKeptByRules(std::string_view ledger);
absl::Status LedgerNotFound(std::string_view ledger);
absl::Status AccountIdReused(std::string_view ledger, std::string_view account);
absl::Status AccountNotFound(std::string_view ledger, std::string_view account);
absl::Status CodeNotInChart(std::string_view code, Chart chart);
absl::Status AccountNotSettled(const Account& account);

// Transfers.
absl::Status TransferIdReused(std::string_view ledger, std::string_view transfer);
absl::Status TransferNotFound(std::string_view ledger, std::string_view transfer);
absl::Status AlreadyReversed(std::string_view ledger, std::string_view transfer);
absl::Status ReversalOfReversal(std::string_view ledger, std::string_view transfer);
absl::Status DebitAccountNotFound(const Transfer& transfer);
absl::Status CreditAccountNotFound(const Transfer& transfer);
absl::Status DebitAccountClosed(const Transfer& transfer);
absl::Status CreditAccountClosed(const Transfer& transfer);
absl::Status BalanceOverflow(const Account& account);
absl::Status DebitLimitExceeded(const Account& account, money::Fen amount);
absl::Status CreditLimitExceeded(const Account& account, money::Fen amount);
// For the others of a LINKED chain.
absl::Status LinkedTransferRefused();

// Income.
absl::Status RequestIdReused();
absl::Status VillageLedgerNotFound(std::string_view village);
absl::Status ChartNotInForce(Chart chart, int year);
absl::Status IncomeAlreadyRecorded(const IncomeKey& key);
absl::Status IncomeNotFound(const IncomeKey& key);
absl::Status EtagMismatch(std::string_view current);
absl::Status IncomeUnchanged(const IncomeKey& key);
absl::Status DefinitionNotFound(std::string_view definition);

// Funds.
absl::Status FundNotFound(std::string_view fund);
absl::Status FundExists(std::string_view fund);
absl::Status FiscalYearClosed(std::string_view fund, int fiscal_year);
// More than is appropriated and not allocated yet.
absl::Status AppropriationExceeded(const FundMovement& movement);
// More than is allocated to the project and not committed yet.
absl::Status AllocationExceeded(const FundMovement& movement);
// More than is committed for the project and not paid yet.
absl::Status CommitmentExceeded(const FundMovement& movement);

// The journal.
// What will be known by a position beyond the head is not known yet.
absl::Status KnownAtAheadOfHead(int64_t head);
absl::Status PositionAheadOfHead(int64_t position, int64_t head);

}  // namespace cobuild::finance::errors
