#include <fmt/format.h>

#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

namespace v1 = finance::v1;

std::string Under(const Arguments& arguments, std::string_view collection, std::string_view id) {
  return fmt::format("{}/{}/{}", arguments.Name("LEDGER", "ledgers"), collection, id);
}

absl::Status Post(Arguments& arguments, Session& session) {
  v1::PostTransferRequest request;
  v1::TransferEntry& transfer = *request.mutable_transfer();
  transfer.set_transfer_id(session.RequestId(arguments));
  transfer.set_debit_account(Under(arguments, "accounts", arguments.Text("DEBIT")));
  transfer.set_credit_account(Under(arguments, "accounts", arguments.Text("CREDIT")));
  *transfer.mutable_amount() = arguments.Money("AMOUNT");
  *transfer.mutable_effective_date() = arguments.Date("date");
  transfer.set_description(arguments.Text("description"));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance, &v1::LedgerService::Stub::PostTransfer,
                              request);
}

absl::Status Reverse(Arguments& arguments, Session& session) {
  v1::ReverseTransferRequest request;
  request.set_name(Under(arguments, "transfers", arguments.Text("TRANSFER")));
  request.set_transfer_id(session.RequestId(arguments));
  *request.mutable_effective_date() = arguments.Date("date");
  request.set_reason(arguments.Text("reason"));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &v1::LedgerService::Stub::ReverseTransfer, request);
}

absl::Status ListTransfers(Arguments& arguments, Session& session) {
  v1::ListTransfersRequest request;
  request.set_parent(arguments.Has("account")
                         ? Under(arguments, "accounts", arguments.Text("account"))
                         : arguments.Name("LEDGER", "ledgers"));
  if (arguments.Has("from")) *request.mutable_from_date() = arguments.Date("from");
  if (arguments.Has("to")) *request.mutable_to_date() = arguments.Date("to");
  SetKnownAt(arguments, request);
  const std::vector<Column> columns = {{"position", "POSITION", Column::Align::kRight},
                                       {"effective_date", "DATE"},
                                       {"debit_account", "DEBIT"},
                                       {"credit_account", "CREDIT"},
                                       {"amount", "AMOUNT", Column::Align::kRight},
                                       {"name", "TRANSFER"},
                                       {"description", "DESCRIPTION"}};
  return ListRows(session, arguments, Service::kFinance, &v1::LedgerService::Stub::ListTransfers,
                  request, &v1::ListTransfersResponse::transfers, columns);
}

}  // namespace

std::vector<Command> TransferCommands() {
  const Argument ledger = Positional("LEDGER", "id of its ledger");
  const Argument id = Optional("request-id",
                               "id of the new transfer, which makes a repetition "
                               "safe, for ever; default a new one");
  return {
      {"transfer", "post", "moves money between two accounts of a ledger",
       With({ledger, Positional("DEBIT", "account that is debited"),
             Positional("CREDIT", "account that is credited"),
             Positional("AMOUNT", "in yuan, as 49000.00"),
             Required("date", "business day it belongs to"), Optional("description", "for people"),
             id},
            DryRun()),
       Post},
      {"transfer", "reverse", "posts the opposite of a transfer",
       With({ledger, Positional("TRANSFER", "id of the transfer"),
             Required("date", "business day of the reversal"), Required("reason", "why"), id},
            DryRun()),
       Reverse},
      {"transfer", "list", "transfers in order of position",
       With({ledger, Optional("account", "only of this account"),
             Optional("from", "first business day"), Optional("to", "last business day")},
            With(KnownAtOnly(), Limit())),
       ListTransfers},
  };
}

}  // namespace cobuild::cli
