#include "services/finance/rpc/convert_transfer.h"

#include <charconv>
#include <string>
#include <utility>
#include <variant>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "common/rpc/status.h"
#include "services/finance/domain/names.h"
#include "services/finance/rpc/convert_money.h"
#include "services/finance/rpc/names.h"
#include "services/finance/rpc/submit.h"

namespace cobuild::finance {
namespace {

constexpr int kMostTransfers = 8'000;
constexpr size_t kMostDescriptionCharacters = 200;
constexpr char kErrorDomain[] = "cobuild.finance";

// Reads one entry; `prefix` stands before the names of its fields.
Transfer ReadEntry(error::Violations& violations, const std::string& prefix,
                   const v1::TransferEntry& entry) {
  Key debit = RequiredAccountName(violations, prefix + "debit_account", entry.debit_account());
  Key credit = RequiredAccountName(violations, prefix + "credit_account", entry.credit_account());
  if (debit.ledger != credit.ledger && !debit.ledger.empty() && !credit.ledger.empty()) {
    violations.Add(prefix + "credit_account", "MALFORMED",
                   "must be an account of debit_account's ledger");
  } else if (debit == credit && !debit.id.empty()) {
    violations.Add(prefix + "credit_account", "DUPLICATE", "must differ from debit_account");
  }
  return {.ledger = std::move(debit.ledger),
          .id = rpc::RequiredId(violations, prefix + "transfer_id", entry.transfer_id()),
          .debit_account = std::move(debit.id),
          .credit_account = std::move(credit.id),
          .amount = RequiredAmount(violations, prefix + "amount", entry.amount(), {1}),
          .effective_date =
              rpc::RequiredDate(violations, prefix + "effective_date", entry.effective_date()),
          .description = rpc::OptionalText(violations, prefix + "description", entry.description(),
                                           kMostDescriptionCharacters),
          .reverses = ""};
}

// The same for an entry of a batch. Paths are made only for an entry that is wrong: of a thousand,
// all are right.
Transfer ReadEntryOfBatch(error::Violations& violations, int index,
                          const v1::TransferEntry& entry) {
  error::Violations of_entry;
  Transfer transfer = ReadEntry(of_entry, "", entry);
  if (!of_entry.empty()) ReadEntry(violations, rpc::ElementOf("transfers", index) + ".", entry);
  return transfer;
}

int64_t PositionOfPage(const std::string& after) {
  int64_t position = 0;
  std::from_chars(after.data(), after.data() + after.size(), position);
  return position;
}

void ToProto(const absl::StatusOr<Outcome>& result, v1::TransferResult& proto) {
  if (!result.ok()) {
    *proto.mutable_error() = rpc::ToProto(result.status(), kErrorDomain);
    return;
  }
  const auto& posted = std::get<Stamp>(*result);
  proto.set_position(posted.position);
  if (posted.position > 0) *proto.mutable_record_time() = rpc::ToProto(posted.time);
}

}  // namespace

absl::StatusOr<Submission> FromProto(const v1::PostTransferRequest& request) {
  error::Violations violations;
  Transfer transfer = ReadEntry(violations, "transfer.", request.transfer());
  if (request.transfer().linked()) {
    violations.Add("transfer.linked", "OUT_OF_RANGE", "is for batches");
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return SubmissionOf(PostTransfer{std::move(transfer)}, request.validate_only());
}

absl::StatusOr<Submission> FromProto(const v1::PostTransfersRequest& request) {
  error::Violations violations;
  rpc::RequireSome(violations, "transfers", request.transfers_size(), kMostTransfers);
  Submission submission;
  submission.validate_only = request.validate_only();
  submission.items.reserve(static_cast<size_t>(request.transfers_size()));
  for (int i = 0; i < request.transfers_size(); ++i) {
    const v1::TransferEntry& entry = request.transfers(i);
    submission.items.push_back(
        {PostTransfer{ReadEntryOfBatch(violations, i, entry)}, entry.linked()});
  }
  if (!submission.items.empty() && submission.items.back().linked) {
    violations.Add(rpc::ElementOf("transfers", request.transfers_size() - 1) + ".linked",
                   "OUT_OF_RANGE", "has no transfer after it to be linked to");
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return submission;
}

absl::StatusOr<Submission> FromProto(const v1::ReverseTransferRequest& request) {
  error::Violations violations;
  Key original = RequiredTransferName(violations, "name", request.name());
  ReverseTransfer reverse{
      .ledger = std::move(original.ledger),
      .id = rpc::RequiredId(violations, "transfer_id", request.transfer_id()),
      .original = std::move(original.id),
      .effective_date = rpc::RequiredDate(violations, "effective_date", request.effective_date()),
      .reason =
          rpc::RequiredText(violations, "reason", request.reason(), kMostDescriptionCharacters)};
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return SubmissionOf(std::move(reverse), request.validate_only());
}

absl::StatusOr<ListTransfersQuery> FromProto(const v1::ListTransfersRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  Key parent = RequiredLedgerOrAccountName(violations, "parent", request.parent());
  ListTransfersQuery query{.reach = call.reach(),
                           .ledger = std::move(parent.ledger),
                           .account = std::move(parent.id),
                           .from = rpc::OptionalDate(violations, "from_date", request.from_date()),
                           .to = rpc::OptionalDate(violations, "to_date", request.to_date()),
                           .known_at = rpc::KnownAtOf(violations, request)};
  const rpc::Page page = rpc::PageOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  query.after = PositionOfPage(page.after);
  query.size = page.size;
  return query;
}

v1::Transfer ToProto(const PostedTransfer& posted) {
  const Transfer& transfer = posted.transfer;
  v1::Transfer proto;
  proto.set_name(TransferName(transfer.ledger, transfer.id));
  proto.set_debit_account(AccountName(transfer.ledger, transfer.debit_account));
  proto.set_credit_account(AccountName(transfer.ledger, transfer.credit_account));
  *proto.mutable_amount() = rpc::ToProto(transfer.amount);
  *proto.mutable_effective_date() = rpc::ToProto(transfer.effective_date);
  proto.set_description(transfer.description);
  if (!transfer.reverses.empty()) {
    proto.set_reverses(TransferName(transfer.ledger, transfer.reverses));
  }
  proto.set_actor(posted.posted.actor);
  if (posted.posted.position > 0) {
    proto.set_position(posted.posted.position);
    *proto.mutable_record_time() = rpc::ToProto(posted.posted.time);
  }
  return proto;
}

v1::PostTransfersResponse ToProto(const Results& results) {
  v1::PostTransfersResponse response;
  response.mutable_results()->Reserve(static_cast<int>(results.size()));
  for (const auto& result : results) ToProto(result, *response.add_results());
  return response;
}

v1::ListTransfersResponse ToProto(const TransferPage& page,
                                  const v1::ListTransfersRequest& request) {
  v1::ListTransfersResponse response;
  for (const PostedTransfer& transfer : page.transfers) {
    *response.add_transfers() = ToProto(transfer);
  }
  if (page.more) {
    response.set_next_page_token(
        rpc::NextPageToken(request, std::to_string(page.transfers.back().posted.position)));
  }
  return response;
}

}  // namespace cobuild::finance
