#include "services/finance/rpc/ledger_service.h"

#include <functional>
#include <utility>
#include <variant>

#include "cobuild/finance/v1/ledger.pb.h"
#include "common/base/status_macros.h"
#include "services/finance/app/list_transfers.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/app/verify_journal.h"
#include "services/finance/rpc/convert_ledger.h"
#include "services/finance/rpc/convert_transfer.h"
#include "services/finance/rpc/methods.h"
#include "services/finance/rpc/submit.h"

namespace cobuild::finance {
namespace {

using rpc::Call;
using rpc::Reply;

void HandleCreateLedger(Intake& intake, Call& call, const v1::CreateLedgerRequest& request,
                        Reply<v1::Ledger> reply) {
  absl::StatusOr<Submission> submission = FromProto(request);
  if (!submission.ok()) return reply(submission.status());
  const LedgerFacts facts = std::get<CreateLedger>(submission->items[0].command).facts;
  SubmitOne(intake, call, std::move(submission), std::move(reply), [facts](const Outcome& outcome) {
    return ToProto(Ledger{facts, std::get<Stamp>(outcome)});
  });
}

template <class Req>
void ChangeAccount(Intake& intake, Call& call, const Req& request, Reply<v1::Account> reply) {
  SubmitOne(intake, call, FromProto(request), std::move(reply),
            [](const Outcome& outcome) { return ToProto(std::get<Account>(outcome)); });
}

void HandlePostTransfer(Intake& intake, Call& call, const v1::PostTransferRequest& request,
                        Reply<v1::Transfer> reply) {
  absl::StatusOr<Submission> submission = FromProto(request);
  if (!submission.ok()) return reply(submission.status());
  const Transfer transfer = std::get<PostTransfer>(submission->items[0].command).transfer;
  SubmitOne(intake, call, std::move(submission), std::move(reply),
            [transfer](const Outcome& outcome) {
              return ToProto(PostedTransfer{transfer, std::get<Stamp>(outcome)});
            });
}

void HandlePostTransfers(Intake& intake, Call& call, const v1::PostTransfersRequest& request,
                         Reply<v1::PostTransfersResponse> reply) {
  // The call lives until it is answered with what this gives.
  Submit(intake, call, FromProto(request), std::move(reply), [&call](const Results& results) {
    for (const auto& result : results) {
      if (!result.ok()) call.NoteRefusal(result.status());
    }
    return ToProto(results);
  });
}

void HandleReverseTransfer(Intake& intake, Call& call, const v1::ReverseTransferRequest& request,
                           Reply<v1::Transfer> reply) {
  SubmitOne(intake, call, FromProto(request), std::move(reply),
            [](const Outcome& outcome) { return ToProto(std::get<PostedTransfer>(outcome)); });
}

absl::StatusOr<v1::Ledger> HandleGetLedger(const Books& books, Call& call,
                                           const v1::GetLedgerRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const std::string id, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Ledger ledger, GetLedger(books, call.reach(), id));
  return ToProto(ledger);
}

absl::StatusOr<v1::Account> HandleGetAccount(const Books& books, Call& call,
                                             const v1::GetAccountRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const Key key, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Account account, GetAccount(books, call.reach(), key));
  return ToProto(account);
}

absl::StatusOr<v1::ListAccountsResponse> HandleListAccounts(
    const Books& books, Call& call, const v1::ListAccountsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListAccountsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const AccountPage page, ListAccounts(books, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::BatchGetBalancesResponse> HandleBatchGetBalances(
    const Books& books, Call& call, const v1::BatchGetBalancesRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Key> keys, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const ReadBalances balances,
                           BatchGetBalances(books, call.reach(), keys));
  return ToProto(balances);
}

absl::StatusOr<v1::ListTransfersResponse> HandleListTransfers(
    const Books& books, Call& call, const v1::ListTransfersRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListTransfersQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const TransferPage page, ListTransfers(books, query));
  return ToProto(page, request);
}

absl::StatusOr<v1::GetTrialBalanceResponse> HandleGetTrialBalance(
    const Books& books, Call& call, const v1::GetTrialBalanceRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const std::string ledger, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const TrialBalance balance,
                           GetTrialBalance(books, call.reach(), ledger));
  return ToProto(balance);
}

absl::StatusOr<v1::Checkpoint> HandleGetCheckpoint(Reader& reader, Call&,
                                                   const v1::GetCheckpointRequest&) {
  COBUILD_ASSIGN_OR_RETURN(const Head head, reader.ReadHead());
  return ToProto(head);
}

absl::StatusOr<v1::VerifyJournalResponse> HandleVerifyJournal(
    Reader& reader, Call&, const v1::VerifyJournalRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const VerifyJournalFields fields, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const JournalCheck check, VerifyJournal(reader, fields.from, fields.to));
  return ToProto(check);
}

}  // namespace

void RegisterLedgerService(rpc::Router& router, Intake& intake, const Books& books) {
  const auto post = [&](auto handler) { return std::bind_front(handler, std::ref(intake)); };
  const auto read = [&](auto handler) { return std::bind_front(handler, books); };
  const auto check = [&](auto handler) { return std::bind_front(handler, std::ref(books.reader)); };
  router.UnaryAsync<v1::CreateLedgerRequest, v1::Ledger>(kCreateLedger, post(HandleCreateLedger));
  router.Unary<v1::GetLedgerRequest, v1::Ledger>(kGetLedger, read(HandleGetLedger));
  router.UnaryAsync<v1::CreateAccountRequest, v1::Account>(
      kCreateAccount, post(ChangeAccount<v1::CreateAccountRequest>));
  router.UnaryAsync<v1::CloseAccountRequest, v1::Account>(
      kCloseAccount, post(ChangeAccount<v1::CloseAccountRequest>));
  router.Unary<v1::GetAccountRequest, v1::Account>(kGetAccount, read(HandleGetAccount));
  router.Unary<v1::ListAccountsRequest, v1::ListAccountsResponse>(kListAccounts,
                                                                  read(HandleListAccounts));
  router.Unary<v1::BatchGetBalancesRequest, v1::BatchGetBalancesResponse>(
      kBatchGetBalances, read(HandleBatchGetBalances));
  router.UnaryAsync<v1::PostTransferRequest, v1::Transfer>(kPostTransfer, post(HandlePostTransfer));
  router.UnaryAsync<v1::PostTransfersRequest, v1::PostTransfersResponse>(kPostTransfers,
                                                                         post(HandlePostTransfers));
  router.UnaryAsync<v1::ReverseTransferRequest, v1::Transfer>(kReverseTransfer,
                                                              post(HandleReverseTransfer));
  router.Unary<v1::ListTransfersRequest, v1::ListTransfersResponse>(kListTransfers,
                                                                    read(HandleListTransfers));
  router.Unary<v1::GetTrialBalanceRequest, v1::GetTrialBalanceResponse>(
      kGetTrialBalance, read(HandleGetTrialBalance));
  router.Unary<v1::GetCheckpointRequest, v1::Checkpoint>(kGetCheckpoint,
                                                         check(HandleGetCheckpoint));
  router.Unary<v1::VerifyJournalRequest, v1::VerifyJournalResponse>(kVerifyJournal,
                                                                    check(HandleVerifyJournal));
}

}  // namespace cobuild::finance
