#include "services/finance/engine/book.h"

#include <utility>

namespace cobuild::finance {
namespace {

template <class Map, class Key>
auto* FindIn(Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

template <class Map>
void MergeMap(Map& from, Map& into) {
  for (auto& [key, value] : from) into.insert_or_assign(key, std::move(value));
}

}  // namespace

const Ledger* Book::FindLedger(const std::string& id) const {
  if (const Ledger* own = FindIn(ledgers_, id)) return own;
  return below_ == nullptr ? nullptr : below_->FindLedger(id);
}

const Account* Book::FindAccount(KeyView key) const {
  if (const Account* own = FindIn(accounts_, key)) return own;
  return below_ == nullptr ? nullptr : below_->FindAccount(key);
}

const PostedTransfer* Book::FindTransfer(KeyView key) const {
  if (const PostedTransfer* own = FindIn(transfers_, key)) return own;
  return below_ == nullptr ? nullptr : below_->FindTransfer(key);
}

const Income* Book::FindIncome(const IncomeKey& key) const {
  if (const Income* own = FindIn(incomes_, key)) return own;
  return below_ == nullptr ? nullptr : below_->FindIncome(key);
}

const Income* Book::FindIncomeByRequest(const base::Digest& request_key) const {
  if (const Income* own = FindIn(incomes_by_request_, request_key)) return own;
  return below_ == nullptr ? nullptr : below_->FindIncomeByRequest(request_key);
}

const AnyRecord* Book::FindRecord(size_t kind, const std::string& id) const {
  if (const AnyRecord* own = FindIn(records_, std::pair(kind, id))) return own;
  return below_ == nullptr ? nullptr : below_->FindRecord(kind, id);
}

const AnsweredRequest* Book::FindRequest(const base::Digest& request_key) const {
  if (const AnsweredRequest* own = FindIn(requests_, request_key)) return own;
  return below_ == nullptr ? nullptr : below_->FindRequest(request_key);
}

const Ledger& Book::Put(Ledger ledger) {
  std::string id = ledger.facts.id;
  return ledgers_.insert_or_assign(std::move(id), std::move(ledger)).first->second;
}

const Account& Book::Put(Account account) {
  Key key{account.facts.ledger, account.facts.id};
  return accounts_.insert_or_assign(std::move(key), std::move(account)).first->second;
}

const PostedTransfer& Book::Put(PostedTransfer transfer) {
  Key key{transfer.transfer.ledger, transfer.transfer.id};
  return transfers_.insert_or_assign(std::move(key), std::move(transfer)).first->second;
}

void Book::Put(const Income& income) {
  incomes_by_request_.insert_or_assign(income.facts.request.key, income);
  Income& latest = incomes_.try_emplace(income.facts.key, income).first->second;
  if (latest.recorded.position < income.recorded.position) latest = income;
}

void Book::Put(const AnyRecord& record) {
  records_.insert_or_assign({record.facts.index(), record.id}, record);
}

void Book::Put(const AnsweredRequest& answered) {
  requests_.insert_or_assign(answered.request.key, answered);
}

Account& Book::Own(const Account& account) {
  const KeyView key(account.facts.ledger, account.facts.id);
  if (Account* own = FindIn(accounts_, key)) return *own;
  return accounts_.emplace(Key{account.facts.ledger, account.facts.id}, account).first->second;
}

void Book::MergeInto(Book& below) && {
  MergeMap(transfers_, below.transfers_);
  MergeMap(incomes_, below.incomes_);
  MergeMap(incomes_by_request_, below.incomes_by_request_);
  MergeMap(records_, below.records_);
  MergeMap(requests_, below.requests_);
  std::move(*this).MergeBalancesInto(below);
}

void Book::MergeBalancesInto(Book& below) && {
  MergeMap(ledgers_, below.ledgers_);
  MergeMap(accounts_, below.accounts_);
}

}  // namespace cobuild::finance
