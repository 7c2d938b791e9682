#include "services/finance/domain/errors.h"

#include <fmt/format.h>

#include <string>

#include "common/error/error.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance::errors {
namespace {

using absl::StatusCode;
using error::Make;

absl::Status OfAccount(StatusCode code, std::string_view reason, std::string_view what,
                       const std::string& account) {
  return Make(code, reason, fmt::format("{}: {}", account, what), {{"account", account}});
}

absl::Status OfTransfer(StatusCode code, std::string_view reason, std::string_view what,
                        std::string_view ledger, std::string_view id) {
  const std::string name = TransferName(ledger, id);
  return Make(code, reason, fmt::format("{}: {}", name, what), {{"transfer", name}});
}

absl::Status LimitExceeded(std::string_view reason, std::string_view rule, const Account& account,
                           money::Fen amount) {
  const std::string name = AccountName(account.facts.ledger, account.facts.id);
  return Make(StatusCode::kFailedPrecondition, reason, fmt::format("{}: {}", name, rule),
              {{"account", name},
               {"debits", money::Format(account.debits)},
               {"credits", money::Format(account.credits)},
               {"amount", money::Format(amount)}});
}

absl::Status OfMovement(std::string_view reason, std::string_view what,
                        const FundMovement& movement) {
  std::map<std::string, std::string> metadata = {
      {"fund", FundName(movement.fund)},
      {"fiscal_year", std::to_string(movement.fiscal_year)},
      {"amount", money::Format(movement.amount)}};
  if (!movement.project.empty()) metadata["project"] = ProjectName(movement.project);
  return Make(StatusCode::kFailedPrecondition, reason,
              fmt::format("{} in {}: {}", FundName(movement.fund), movement.fiscal_year, what),
              std::move(metadata));
}

}  // namespace

absl::Status LedgerIdReused(std::string_view ledger) {
  return Make(StatusCode::kInvalidArgument, "LEDGER_ID_REUSED",
              fmt::format("{} exists with other content", LedgerName(ledger)),
              {{"ledger", LedgerName(ledger)}});
}

absl::Status LedgerKeptByRules(std::string_view ledger) {
  return Make(StatusCode::kFailedPrecondition, "LEDGER_KEPT_BY_RULES",
              fmt::format("{} is kept by the rules of funds or investments: use their methods",
                          LedgerName(ledger)),
              {{"ledger", LedgerName(ledger)}});
}

absl::Status LedgerNotFound(std::string_view ledger) {
  return Make(StatusCode::kNotFound, "LEDGER_NOT_FOUND",
              fmt::format("{} does not exist", LedgerName(ledger)),
              {{"ledger", LedgerName(ledger)}});
}

absl::Status AccountIdReused(std::string_view ledger, std::string_view account) {
  return OfAccount(StatusCode::kInvalidArgument, "ACCOUNT_ID_REUSED", "exists with other content",
                   AccountName(ledger, account));
}

absl::Status AccountNotFound(std::string_view ledger, std::string_view account) {
  return OfAccount(StatusCode::kNotFound, "ACCOUNT_NOT_FOUND", "does not exist",
                   AccountName(ledger, account));
}

absl::Status CodeNotInChart(std::string_view code, Chart chart) {
  const std::string_view id = IdOf(chart);
  return Make(StatusCode::kInvalidArgument, "CODE_NOT_IN_CHART",
              chart == Chart::kNone
                  ? "the ledger has no chart, so its accounts have no code"
                  : fmt::format("chart {} has no account with the code \"{}\"", id, code),
              {{"code", std::string(code)}, {"chart", std::string(id)}});
}

absl::Status AccountNotSettled(const Account& account) {
  const std::string name = AccountName(account.facts.ledger, account.facts.id);
  return Make(StatusCode::kFailedPrecondition, "ACCOUNT_NOT_SETTLED",
              fmt::format("{}: its debits and credits differ", name),
              {{"account", name},
               {"debits", money::Format(account.debits)},
               {"credits", money::Format(account.credits)}});
}

absl::Status TransferIdReused(std::string_view ledger, std::string_view transfer) {
  return OfTransfer(StatusCode::kInvalidArgument, "TRANSFER_ID_REUSED", "exists with other content",
                    ledger, transfer);
}

absl::Status TransferNotFound(std::string_view ledger, std::string_view transfer) {
  return OfTransfer(StatusCode::kNotFound, "TRANSFER_NOT_FOUND", "does not exist", ledger,
                    transfer);
}

absl::Status AlreadyReversed(std::string_view ledger, std::string_view transfer) {
  return OfTransfer(StatusCode::kFailedPrecondition, "ALREADY_REVERSED", "is already reversed",
                    ledger, transfer);
}

absl::Status ReversalOfReversal(std::string_view ledger, std::string_view transfer) {
  return OfTransfer(StatusCode::kFailedPrecondition, "REVERSAL_OF_REVERSAL",
                    "is itself a reversal; post a new transfer instead", ledger, transfer);
}

absl::Status DebitAccountNotFound(const Transfer& transfer) {
  return OfAccount(StatusCode::kNotFound, "DEBIT_ACCOUNT_NOT_FOUND", "does not exist",
                   AccountName(transfer.ledger, transfer.debit_account));
}

absl::Status CreditAccountNotFound(const Transfer& transfer) {
  return OfAccount(StatusCode::kNotFound, "CREDIT_ACCOUNT_NOT_FOUND", "does not exist",
                   AccountName(transfer.ledger, transfer.credit_account));
}

absl::Status DebitAccountClosed(const Transfer& transfer) {
  return OfAccount(StatusCode::kFailedPrecondition, "DEBIT_ACCOUNT_CLOSED", "is closed",
                   AccountName(transfer.ledger, transfer.debit_account));
}

absl::Status CreditAccountClosed(const Transfer& transfer) {
  return OfAccount(StatusCode::kFailedPrecondition, "CREDIT_ACCOUNT_CLOSED", "is closed",
                   AccountName(transfer.ledger, transfer.credit_account));
}

absl::Status BalanceOverflow(const Account& account) {
  return OfAccount(StatusCode::kFailedPrecondition, "BALANCE_OVERFLOW",
                   "its sum would exceed what can be counted",
                   AccountName(account.facts.ledger, account.facts.id));
}

absl::Status DebitLimitExceeded(const Account& account, money::Fen amount) {
  return LimitExceeded("DEBIT_LIMIT_EXCEEDED", "its debits must not exceed its credits", account,
                       amount);
}

absl::Status CreditLimitExceeded(const Account& account, money::Fen amount) {
  return LimitExceeded("CREDIT_LIMIT_EXCEEDED", "its credits must not exceed its debits", account,
                       amount);
}

absl::Status LinkedTransferRefused() {
  return Make(StatusCode::kAborted, "LINKED_TRANSFER_REFUSED",
              "another transfer of the linked chain was refused");
}

absl::Status RequestIdReused() {
  return error::Invalid(
      {{"request_id", "REQUEST_ID_REUSED", "was used for a request with other content"}});
}

absl::Status VillageLedgerNotFound(std::string_view village) {
  return Make(StatusCode::kNotFound, "VILLAGE_LEDGER_NOT_FOUND",
              fmt::format("the village's ledger, {}, does not exist", LedgerName(village)),
              {{"ledger", LedgerName(village)}});
}

absl::Status ChartNotInForce(Chart chart, int year) {
  const std::string_view id = IdOf(chart);
  return Make(StatusCode::kFailedPrecondition, "CHART_NOT_IN_FORCE",
              chart == Chart::kNone
                  ? "the ledger has no chart, so income has no account in it"
                  : fmt::format("the ledger's chart {} is not in force at the end of {}", id, year),
              {{"chart", std::string(id)}, {"year", std::to_string(year)}});
}

absl::Status IncomeAlreadyRecorded(const IncomeKey& key) {
  return Make(StatusCode::kAlreadyExists, "INCOME_ALREADY_RECORDED",
              fmt::format("{} is recorded already; correct it instead", IncomeName(key)),
              {{"income", IncomeName(key)}});
}

absl::Status IncomeNotFound(const IncomeKey& key) {
  return Make(StatusCode::kNotFound, "INCOME_NOT_FOUND",
              fmt::format("{} is not recorded", IncomeName(key)), {{"income", IncomeName(key)}});
}

absl::Status EtagMismatch(std::string_view current) {
  return Make(StatusCode::kAborted, "ETAG_MISMATCH", "the record has been corrected in between",
              {{"current_etag", std::string(current)}});
}

absl::Status IncomeUnchanged(const IncomeKey& key) {
  return Make(StatusCode::kFailedPrecondition, "INCOME_UNCHANGED",
              fmt::format("{} has that amount already", IncomeName(key)),
              {{"income", IncomeName(key)}});
}

absl::Status DefinitionNotFound(std::string_view definition) {
  return Make(StatusCode::kNotFound, "DEFINITION_NOT_FOUND",
              fmt::format("there is no definition \"{}\"", definition),
              {{"definition", std::string(definition)}});
}

absl::Status FundNotFound(std::string_view fund) {
  return Make(StatusCode::kNotFound, "FUND_NOT_FOUND",
              fmt::format("{} does not exist", FundName(fund)), {{"fund", FundName(fund)}});
}

absl::Status FundExists(std::string_view fund) {
  return Make(StatusCode::kAlreadyExists, "FUND_EXISTS",
              fmt::format("{} exists already", FundName(fund)), {{"fund", FundName(fund)}});
}

absl::Status FiscalYearClosed(std::string_view fund, int fiscal_year) {
  return Make(StatusCode::kFailedPrecondition, "FISCAL_YEAR_CLOSED",
              fmt::format("{}: fiscal year {} is closed", FundName(fund), fiscal_year),
              {{"fund", FundName(fund)}, {"fiscal_year", std::to_string(fiscal_year)}});
}

absl::Status AppropriationExceeded(const FundMovement& movement) {
  return OfMovement("APPROPRIATION_EXCEEDED", "more than is appropriated and not allocated",
                    movement);
}

absl::Status AllocationExceeded(const FundMovement& movement) {
  return OfMovement("ALLOCATION_EXCEEDED",
                    "more than is allocated to the project and not committed", movement);
}

absl::Status CommitmentExceeded(const FundMovement& movement) {
  return OfMovement("COMMITMENT_EXCEEDED", "more than is committed for the project and not paid",
                    movement);
}

absl::Status KnownAtAheadOfHead(int64_t head) {
  return error::Invalid({{"known_at.position", "OUT_OF_RANGE",
                          fmt::format("must be at most the head's position, {}", head)}});
}

absl::Status PositionAheadOfHead(int64_t position, int64_t head) {
  return Make(StatusCode::kOutOfRange, "POSITION_AHEAD_OF_HEAD",
              fmt::format("position {} is beyond the head, {}", position, head),
              {{"position", std::to_string(position)}, {"head", std::to_string(head)}});
}

}  // namespace cobuild::finance::errors
