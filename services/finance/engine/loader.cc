#include "services/finance/engine/loader.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "common/base/status_macros.h"
#include "services/finance/domain/decide.h"

namespace cobuild::finance {
namespace {

template <class Name>
void KeepEachOnce(std::vector<Name>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

class Loader {
 public:
  Loader(Writer& writer, Book& cache, Book& book) : writer_(writer), cache_(cache), book_(book) {}

  // What the commands name themselves.
  void Name(const Submission& submission, bool look_up_ids) {
    for (const Item& item : submission.items) {
      if (!item.refused.ok()) continue;
      look_up_id_ = look_up_ids || submission.validate_only;
      std::visit([this](const auto& command) { Name(command); }, item.command);
    }
  }

  // What the commands refer to through something else, which is in memory by now.
  void NameIndirect(const Submission& submission) {
    for (const Item& item : submission.items) {
      if (!item.refused.ok()) continue;
      if (const auto* reverse = std::get_if<ReverseTransfer>(&item.command)) {
        NameAccountsOf({reverse->ledger, reverse->original});
      } else if (const auto* record = std::get_if<RecordIncome>(&item.command)) {
        NameAccountsOf(record->key);
      } else if (const auto* correct = std::get_if<CorrectIncome>(&item.command)) {
        NameAccountsOf(correct->key);
        const Income* standing = book_.FindIncome(correct->key);
        if (standing != nullptr) NameTransfer(correct->key.village, standing->facts.transfer);
      }
    }
  }

  absl::Status Load() {
    COBUILD_RETURN_IF_ERROR(LoadInto(cache_, ledgers_, &Writer::ReadLedgers));
    COBUILD_RETURN_IF_ERROR(LoadInto(cache_, accounts_, &Writer::ReadAccounts));
    COBUILD_RETURN_IF_ERROR(LoadInto(book_, transfers_, &Writer::ReadTransfers));
    COBUILD_RETURN_IF_ERROR(LoadInto(book_, incomes_, &Writer::ReadIncomes));
    return LoadInto(book_, requests_, &Writer::ReadIncomesByRequest);
  }

 private:
  template <class Thing, class Names>
  absl::Status LoadInto(
      Book& book, std::vector<Names>& names,
      absl::StatusOr<std::vector<Thing>> (Writer::*read)(const std::vector<Names>&)) {
    if (names.empty()) return absl::OkStatus();
    KeepEachOnce(names);
    COBUILD_ASSIGN_OR_RETURN(std::vector<Thing> things, (writer_.*read)(names));
    for (Thing& thing : things) book.Put(std::move(thing));
    names.clear();
    return absl::OkStatus();
  }

  void Name(const CreateLedger& command) { NameLedger(command.facts.id); }
  void Name(const OpenAccount& command) {
    NameLedger(command.facts.ledger);
    NameAccount(command.facts.ledger, command.facts.id);
  }
  void Name(const CloseAccount& command) { NameAccount(command.ledger, command.id); }
  void Name(const PostTransfer& command) {
    const Transfer& transfer = command.transfer;
    NameAccount(transfer.ledger, transfer.debit_account);
    NameAccount(transfer.ledger, transfer.credit_account);
    if (look_up_id_) NameTransfer(transfer.ledger, transfer.id);
  }
  void Name(const ReverseTransfer& command) {
    NameTransfer(command.ledger, command.original);
    // A reversal that is repeated would be refused as ALREADY_REVERSED before its id is found
    // taken.
    NameTransfer(command.ledger, command.id);
  }
  void Name(const RecordIncome& command) { NameIncome(command.key, command.request); }
  void Name(const CorrectIncome& command) { NameIncome(command.key, command.request); }
  void Name(const ChangeRecords&) {}  // unit_source.h

  void NameLedger(const std::string& id) {
    if (cache_.FindLedger(id) == nullptr) ledgers_.push_back(id);
  }
  void NameAccount(const std::string& ledger, const std::string& id) {
    if (cache_.FindAccount({ledger, id}) == nullptr) accounts_.push_back({ledger, id});
  }
  void NameTransfer(const std::string& ledger, const std::string& id) {
    transfers_.push_back({ledger, id});
  }
  void NameIncome(const IncomeKey& key, const RequestClaim& request) {
    NameLedger(key.village);
    incomes_.push_back(key);
    requests_.push_back(request.key);
  }
  void NameAccountsOf(const Key& original) {
    const PostedTransfer* transfer = book_.FindTransfer(original);
    if (transfer == nullptr) return;
    NameAccount(original.ledger, transfer->transfer.debit_account);
    NameAccount(original.ledger, transfer->transfer.credit_account);
  }
  void NameAccountsOf(const IncomeKey& key) {
    const Ledger* ledger = cache_.FindLedger(key.village);
    if (ledger == nullptr) return;
    NameAccount(key.village, std::string(kBankAccount));
    NameAccount(key.village, std::string(CodeOf(key.category, ledger->facts.chart)));
  }

  Writer& writer_;
  Book& cache_;
  Book& book_;
  bool look_up_id_ = false;
  std::vector<std::string> ledgers_;
  std::vector<Key> accounts_;
  std::vector<Key> transfers_;
  std::vector<IncomeKey> incomes_;
  std::vector<base::Digest> requests_;
};

}  // namespace

absl::Status LoadFor(const std::vector<Submission>& group, bool look_up_ids, Writer& writer,
                     Book& cache, Book& book) {
  Loader loader(writer, cache, book);
  for (const Submission& submission : group) loader.Name(submission, look_up_ids);
  COBUILD_RETURN_IF_ERROR(loader.Load());
  for (const Submission& submission : group) loader.NameIndirect(submission);
  return loader.Load();
}

}  // namespace cobuild::finance
