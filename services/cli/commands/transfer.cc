#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "cobuild/finance/v1/ledger.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

std::string Under(const Arguments& arguments, std::string_view collection, std::string_view id) {
  return fmt::format("{}/{}/{}", arguments.Name("LEDGER", "ledgers"), collection, id);
}

absl::Status Post(Arguments& arguments, Session& session) {
  finance::v1::PostTransferRequest request;
  finance::v1::TransferEntry& transfer = *request.mutable_transfer();
  transfer.set_transfer_id(session.RequestId(arguments));
  transfer.set_debit_account(Under(arguments, "accounts", arguments.Text("DEBIT")));
  transfer.set_credit_account(Under(arguments, "accounts", arguments.Text("CREDIT")));
  *transfer.mutable_amount() = arguments.Money("AMOUNT");
  *transfer.mutable_effective_date() = arguments.Date("date");
  transfer.set_description(arguments.Text("description"));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::PostTransfer, request);
}

absl::Status PostMany(Arguments& arguments, Session& session) {
  finance::v1::PostTransfersRequest request;
  COBUILD_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(arguments.Text("FILE")));
  if (const auto read = google::protobuf::util::JsonStringToMessage(text, &request); !read.ok()) {
    return UsageError(
        fmt::format("FILE is no PostTransfersRequest as JSON: {}", std::string(read.message())));
  }
  request.set_validate_only(arguments.Has("dry-run"));
  COBUILD_ASSIGN_OR_RETURN(
      const finance::v1::PostTransfersResponse response,
      session.Call(Service::kFinance, &finance::v1::LedgerService::Stub::PostTransfers, request));
  if (response.results_size() != request.transfers_size()) {
    return absl::InternalError("the service has not answered for each transfer");
  }
  std::vector<Json> rows;
  for (int i = 0; i < response.results_size(); ++i) {
    rows.push_back(ToJson(response.results(i)));
    rows.back()["transfer"] = request.transfers(i).transfer_id();
  }
  session.Print(rows);
  const auto refused =
      std::ranges::count_if(response.results(), &finance::v1::TransferResult::has_error);
  return refused == 0 ? absl::OkStatus()
                      : AnswerIsNo(fmt::format("{} transfers were refused", refused));
}

absl::Status Reverse(Arguments& arguments, Session& session) {
  finance::v1::ReverseTransferRequest request;
  request.set_name(Under(arguments, "transfers", arguments.Text("TRANSFER")));
  request.set_transfer_id(session.RequestId(arguments));
  *request.mutable_effective_date() = arguments.Date("date");
  request.set_reason(arguments.Text("reason"));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kFinance,
                              &finance::v1::LedgerService::Stub::ReverseTransfer, request);
}

absl::Status ListTransfers(Arguments& arguments, Session& session) {
  finance::v1::ListTransfersRequest request;
  request.set_parent(arguments.Has("account")
                         ? Under(arguments, "accounts", arguments.Text("account"))
                         : arguments.Name("LEDGER", "ledgers"));
  if (arguments.Has("from")) *request.mutable_from_date() = arguments.Date("from");
  if (arguments.Has("to")) *request.mutable_to_date() = arguments.Date("to");
  SetKnownAt(arguments, request);
  return ListRows(session, arguments, Service::kFinance,
                  &finance::v1::LedgerService::Stub::ListTransfers, request,
                  &finance::v1::ListTransfersResponse::transfers);
}

}  // namespace

std::vector<Command> TransferCommands() {
  const Argument ledger = Positional("LEDGER", "id of its ledger");
  const Argument id = Optional("request-id",
                               "id of the new transfer, which makes a repetition "
                               "safe, for ever; default a new one");
  return {
      {"transfer",
       "post",
       "moves money between two accounts of a ledger",
       With({ledger, Positional("DEBIT", "account that is debited"),
             Positional("CREDIT", "account that is credited"),
             Positional("AMOUNT", "in yuan, as 49000.00"),
             Required("date", "business day it belongs to"), Optional("description", "for people"),
             id},
            DryRun()),
       Post,
       {"cobuild.finance.v1.LedgerService/PostTransfer"},
       {},
       "transfer post 420115010201 102 522 49000.00 --date 2011-12-31"},
      {"transfer",
       "post-many",
       "posts 1 to 8,000 transfers, decided in order, with a result each",
       With({Positional("FILE",
                        "JSON as '{\"transfers\": [{\"transfer_id\": \"t1\", ...}]}', in the "
                        "contract's field names; - is standard input")},
            DryRun()),
       PostMany,
       {"cobuild.finance.v1.LedgerService/PostTransfers"},
       {{"transfer", "TRANSFER"},
        {"position", "POSITION", Column::Align::kRight},
        {"record_time", "RECORDED"},
        {"error.message", "REFUSED"}},
       "transfer post-many transfers.json --dry-run"},
      {"transfer",
       "reverse",
       "posts the opposite of a transfer",
       With({ledger, Positional("TRANSFER", "id of the transfer"),
             Required("date", "business day of the reversal"), Required("reason", "why"), id},
            DryRun()),
       Reverse,
       {"cobuild.finance.v1.LedgerService/ReverseTransfer"},
       {},
       "transfer reverse 420115010201 t1 --date 2011-12-31 --reason mistyped"},
      {"transfer",
       "list",
       "transfers in order of position",
       With({ledger, Optional("account", "only of this account"),
             Optional("from", "first business day"), Optional("to", "last business day")},
            With(KnownAtOnly(), Limit())),
       ListTransfers,
       {"cobuild.finance.v1.LedgerService/ListTransfers"},
       {{"position", "POSITION", Column::Align::kRight},
        {"effective_date", "DATE"},
        {"debit_account", "DEBIT"},
        {"credit_account", "CREDIT"},
        {"amount", "AMOUNT", Column::Align::kRight},
        {"name", "TRANSFER"},
        {"description", "DESCRIPTION"}},
       "transfer list 420115010201 --from 2011-01-01 --to 2011-12-31"},
  };
}

}  // namespace cobuild::cli
