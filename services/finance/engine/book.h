// The state that the rules read and change, in layers: what a layer does not hold it looks up in
// the one below. So a group of commands, or one LINKED chain of it, works on a layer of its own,
// and leaves nothing behind when it is dropped.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/base/digest.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/transfer.h"
#include "services/finance/engine/record_state.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

// Maps of accounts and transfers, found without making a Key.
struct KeyView {
  std::string_view ledger;
  std::string_view id;
  KeyView(std::string_view of_ledger, std::string_view of_id) : ledger(of_ledger), id(of_id) {}
  KeyView(const Key& key) : ledger(key.ledger), id(key.id) {}  // NOLINT: implicit on purpose
};
struct KeyHash {
  using is_transparent = void;
  size_t operator()(const KeyView& key) const {
    const std::hash<std::string_view> hash;
    return hash(key.ledger) * 31 + hash(key.id);
  }
};
struct KeyEqual {
  using is_transparent = void;
  bool operator()(const KeyView& a, const KeyView& b) const {
    return a.id == b.id && a.ledger == b.ledger;
  }
};
template <class Value>
using KeyMap = std::unordered_map<Key, Value, KeyHash, KeyEqual>;

// Pointers stay valid until what they point to is forgotten or its book goes; a Put replaces in
// place.
class Book {
 public:
  // `below`, when given, outlives this book and does not change while this one is used.
  explicit Book(const Book* below = nullptr) : below_(below) {}

  // nullptr when neither this book nor one below it holds it.
  const Ledger* FindLedger(const std::string& id) const;
  const Account* FindAccount(KeyView key) const;
  const PostedTransfer* FindTransfer(KeyView key) const;
  const Income* FindIncome(const IncomeKey& key) const;  // as put last
  const Income* FindIncomeByRequest(const base::Digest& request_key) const;
  // Of records this holds what the group has stated; `kind` is the index in AnyFacts.
  const AnyRecord* FindRecord(size_t kind, const std::string& id) const;
  const AnsweredRequest* FindRequest(const base::Digest& request_key) const;

  const Ledger& Put(Ledger ledger);
  const Account& Put(Account account);
  const PostedTransfer& Put(PostedTransfer transfer);
  void Put(const Income& income);
  void Put(const AnyRecord& record);
  void Put(const AnsweredRequest& answered);

  // This book's own version of `account`, made from the one below on first use.
  Account& Own(const Account& account);

  // Moves what this book holds into `below`.
  void MergeInto(Book& below) &&;
  // The same for ledgers and accounts alone; the rest is dropped.
  void MergeBalancesInto(Book& below) &&;

  // The accounts that this book itself holds.
  const KeyMap<Account>& accounts() const { return accounts_; }
  // Ledgers and accounts that this book itself holds.
  size_t size() const { return ledgers_.size() + accounts_.size(); }
  void ForgetAccount(const Key& key) { accounts_.erase(key); }

 private:
  const Book* below_;
  std::unordered_map<std::string, Ledger> ledgers_;
  KeyMap<Account> accounts_;
  KeyMap<PostedTransfer> transfers_;
  std::map<IncomeKey, Income> incomes_;
  std::map<base::Digest, Income> incomes_by_request_;
  std::map<std::pair<size_t, std::string>, AnyRecord> records_;
  std::map<base::Digest, AnsweredRequest> requests_;
};

}  // namespace cobuild::finance
