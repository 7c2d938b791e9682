#include "tests/loadgen/finance_books.h"

#include <fmt/format.h>

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "common/rpc/fields.h"

namespace cobuild::load {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr base::Date kDay{2011, 12, 31};

}  // namespace

TransferSource::TransferSource(std::string ledger, int accounts, std::string run)
    : ledger_(std::move(ledger)), accounts_(accounts), run_(std::move(run)) {}

std::string TransferSource::AccountName(int number) const {
  return fmt::format("ledgers/{}/accounts/a{}", ledger_, number);
}

void TransferSource::Fill(finance::v1::TransferEntry& entry) {
  std::uniform_int_distribution<int> any(0, accounts_ - 1);
  std::uniform_int_distribution<int> other(1, accounts_ - 1);
  const int debit = any(random_);
  const int credit = (debit + other(random_)) % accounts_;
  // As a client's own ids are: random, so that the index on them is hit everywhere.
  entry.set_transfer_id(fmt::format("{:016x}-{}-{}", random_(), run_, next_++));
  entry.set_debit_account(AccountName(debit));
  entry.set_credit_account(AccountName(credit));
  *entry.mutable_amount() = rpc::ToProto(money::Fen{1 + static_cast<int64_t>(random_() % 100'000)});
  *entry.mutable_effective_date() = rpc::ToProto(kDay);
  entry.set_description("load");
}

absl::Status CreateBooks(const std::shared_ptr<grpc::Channel>& channel, const std::string& ledger,
                         int accounts) {
  const auto stub = finance::v1::LedgerService::NewStub(channel);
  finance::v1::CreateLedgerRequest create;
  create.set_ledger_id(ledger);
  create.mutable_ledger()->set_display_name("Load");
  finance::v1::Ledger created;
  auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  grpc::Status status = stub->CreateLedger(context.get(), create, &created);
  for (int i = 0; i < accounts && status.ok(); ++i) {
    finance::v1::CreateAccountRequest open;
    open.set_parent("ledgers/" + ledger);
    open.set_account_id(fmt::format("a{}", i));
    open.mutable_account()->set_display_name("Load");
    open.mutable_account()->set_normal_side(finance::v1::DEBIT);
    finance::v1::Account opened;
    context = rpc::ContextFor(kPatience, obs::NewTrace());
    status = stub->CreateAccount(context.get(), open, &opened);
  }
  return rpc::FromGrpc(status);
}

}  // namespace cobuild::load
