#include <fmt/format.h>

#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

std::string AccountName(const Arguments& arguments) {
  return fmt::format("{}/accounts/{}", arguments.Name("LEDGER", "ledgers"), arguments.Text("ID"));
}

absl::Status CreateAccount(Arguments& arguments, Session& session) {
  finance::v1::CreateAccountRequest request;
  request.set_parent(arguments.Name("LEDGER", "ledgers"));
  request.set_account_id(arguments.Text("ID"));
  finance::v1::Account& account = *request.mutable_account();
  account.set_display_name(arguments.Text("name"));
  account.set_code(arguments.Text("code"));
  account.set_normal_side(arguments.Enum<finance::v1::NormalSide>("side"));
  account.set_limit(arguments.Enum<finance::v1::BalanceLimit>("balance-limit"));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::CreateAccount, request);
}

absl::Status CloseAccount(Arguments& arguments, Session& session) {
  finance::v1::CloseAccountRequest request;
  request.set_name(AccountName(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::CloseAccount, request);
}

absl::Status GetAccount(Arguments& arguments, Session& session) {
  finance::v1::GetAccountRequest request;
  request.set_name(AccountName(arguments));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::GetAccount, request);
}

absl::Status ListAccounts(Arguments& arguments, Session& session) {
  finance::v1::ListAccountsRequest request;
  request.set_parent(arguments.Name("LEDGER", "ledgers"));
  return ListRows(session, arguments, Service::kFinance,
                  &finance::v1::LedgerService::Stub::ListAccounts, request,
                  &finance::v1::ListAccountsResponse::accounts);
}

}  // namespace

std::vector<Command> AccountCommands() {
  const Argument ledger = Positional("LEDGER", "id of its ledger");
  const Argument id = Positional("ID", "id of the account");
  return {
      {"account",
       "create",
       "opens an account",
       With({ledger, id, Required("name", "name for people"),
             OneOf(finance::v1::NormalSide_descriptor(),
                   Required("side", "DEBIT or CREDIT: where it grows")),
             Optional("code", "code in the ledger's chart, as 501"),
             OneOf(finance::v1::BalanceLimit_descriptor(),
                   Optional("balance-limit",
                            "DEBITS_MUST_NOT_EXCEED_CREDITS or CREDITS_MUST_NOT_EXCEED_DEBITS"))},
            DryRun()),
       CreateAccount,
       {"cobuild.finance.v1.LedgerService/CreateAccount"},
       {},
       "account create 420115010201 101 --name 现金 --side DEBIT"},
      {"account",
       "close",
       "closes a settled account",
       With({ledger, id}, DryRun()),
       CloseAccount,
       {"cobuild.finance.v1.LedgerService/CloseAccount"},
       {},
       "account close 420115010201 101"},
      {"account",
       "get",
       "one account with its sums",
       {ledger, id},
       GetAccount,
       {"cobuild.finance.v1.LedgerService/GetAccount"},
       {},
       "account get 420115010201 101"},
      {"account",
       "list",
       "accounts of a ledger",
       With({ledger}, Limit()),
       ListAccounts,
       {"cobuild.finance.v1.LedgerService/ListAccounts"},
       {{"name", "ACCOUNT"},
        {"display_name", "NAME"},
        {"normal_side", "SIDE"},
        {"debits", "DEBITS", Column::Align::kRight},
        {"credits", "CREDITS", Column::Align::kRight},
        {"limit", "LIMIT"},
        {"closed", "CLOSED"}},
       "account list 420115010201"},
  };
}

}  // namespace cobuild::cli
