#include "services/finance/store/memory/memory_store.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <variant>

namespace cobuild::finance {
namespace {

bool IsWithin(const TransferFilter& filter, const Entry& entry) {
  const auto* transfer = std::get_if<Transfer>(&entry.content);
  const References& references = entry.references;
  if (transfer == nullptr || references.ledger != filter.ledger) return false;
  if (filter.account && references.debit_account != *filter.account &&
      references.credit_account != *filter.account) {
    return false;
  }
  if (filter.from && transfer->effective_date < *filter.from) return false;
  if (filter.to && transfer->effective_date > *filter.to) return false;
  return entry.stamp.position <= filter.up_to_position;
}

// Whether `later` tells how that was afterwards of which `earlier` tells.
bool TellsAnew(const Entry& later, const Entry& earlier) {
  if (later.content.index() == earlier.content.index()) {
    if (const auto* income = std::get_if<IncomeRecorded>(&later.content)) {
      return income->facts.key == std::get<IncomeRecorded>(earlier.content).facts.key;
    }
    if (const auto* stated = std::get_if<RecordStated>(&later.content)) {
      const AnyRecord& before = std::get<RecordStated>(earlier.content).record;
      return stated->record.id == before.id && stated->record.facts.index() == before.facts.index();
    }
    return false;
  }
  return std::holds_alternative<AccountClosed>(later.content) &&
         std::holds_alternative<AccountOpened>(earlier.content) &&
         later.references.debit_account == earlier.stamp.position;
}

bool Counts(const IncomeDefinition& definition, Chart chart, const std::string& code) {
  return std::any_of(definition.accounts.begin(), definition.accounts.end(),
                     [&](const ChartCodes& accounts) {
                       return accounts.chart == chart &&
                              std::count(accounts.codes.begin(), accounts.codes.end(), code) > 0;
                     });
}

void AddTo(TrialBalance& balance, TrialBalanceRow& row, const Account& account) {
  row.debits_fen += account.debits.value;
  row.credits_fen += account.credits.value;
  balance.debits_fen += account.debits.value;
  balance.credits_fen += account.credits.value;
}

}  // namespace

absl::StatusOr<Head> MemoryStore::ReadHead() {
  const std::lock_guard lock(state_mutex_);
  if (entries_.empty()) return Head{};
  const Entry& last = entries_.back();
  return Head{last.stamp.position, last.chain_digest, last.stamp.time};
}

absl::StatusOr<int64_t> MemoryStore::PositionAt(base::Timestamp time) {
  const std::lock_guard lock(state_mutex_);
  return std::count_if(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return entry.stamp.time <= time; });
}

absl::StatusOr<std::vector<Entry>> MemoryStore::ListEntries(int64_t after, int limit) {
  const std::lock_guard lock(state_mutex_);
  const auto first = std::min(static_cast<size_t>(after), entries_.size());
  const auto last = std::min(first + static_cast<size_t>(limit), entries_.size());
  return std::vector<Entry>(entries_.begin() + static_cast<ptrdiff_t>(first),
                            entries_.begin() + static_cast<ptrdiff_t>(last));
}

absl::StatusOr<std::vector<int64_t>> MemoryStore::ListReplaced(int64_t after, int64_t upto,
                                                               int64_t by) {
  const std::lock_guard lock(state_mutex_);
  std::vector<int64_t> positions;
  for (int64_t position = after + 1; position <= upto; ++position) {
    const auto entry = entries_.begin() + (position - 1);
    const bool replaced = std::any_of(entry + 1, entries_.begin() + by,
                                      [&](const Entry& later) { return TellsAnew(later, *entry); });
    if (replaced) positions.push_back(position);
  }
  return positions;
}

absl::StatusOr<std::vector<RecordStated>> MemoryStore::ReadRecords(int64_t after, int64_t upto,
                                                                   int limit) {
  const std::lock_guard lock(state_mutex_);
  std::vector<RecordStated> found;
  const size_t last = std::min(static_cast<size_t>(upto), entries_.size());
  for (auto i = static_cast<size_t>(after); i < last; ++i) {
    const Entry& entry = entries_[i];
    const auto* stated = std::get_if<RecordStated>(&entry.content);
    if (stated == nullptr) continue;
    if (static_cast<int>(found.size()) == limit) break;
    found.push_back(*stated);
    AnyRecord& record = found.back().record;
    record.position = entry.stamp.position;
    record.record_time = entry.stamp.time;
    record.actor = entry.stamp.actor;
    if (found.back().request) found.back().request->id.clear();
  }
  return found;
}

absl::StatusOr<std::optional<Ledger>> MemoryStore::FindLedger(std::string_view id) {
  const std::lock_guard lock(state_mutex_);
  const auto found = ledgers_.find(id);
  return found == ledgers_.end() ? std::nullopt : std::optional(found->second);
}

absl::StatusOr<std::vector<Ledger>> MemoryStore::ListLedgers(int64_t after, int limit) {
  const std::lock_guard lock(state_mutex_);
  std::map<int64_t, Ledger> by_number;
  for (const auto& [id, ledger] : ledgers_) {
    if (ledger.number() > after) by_number.emplace(ledger.number(), ledger);
  }
  std::vector<Ledger> page;
  for (auto& [number, ledger] : by_number) {
    if (static_cast<int>(page.size()) < limit) page.push_back(std::move(ledger));
  }
  return page;
}

absl::StatusOr<std::optional<Account>> MemoryStore::FindAccount(const Key& key) {
  const std::lock_guard lock(state_mutex_);
  const auto found = accounts_.find(key);
  return found == accounts_.end() ? std::nullopt : std::optional(found->second);
}

absl::StatusOr<std::vector<Account>> MemoryStore::ListAccounts(int64_t ledger,
                                                               std::string_view after_id,
                                                               int limit) {
  const std::lock_guard lock(state_mutex_);
  std::vector<Account> page;
  for (const auto& [key, account] : accounts_) {
    if (static_cast<int>(page.size()) == limit) break;
    if (account.ledger_number == ledger && key.id > after_id) page.push_back(account);
  }
  return page;
}

absl::StatusOr<Balances> MemoryStore::ReadBalances(const std::vector<Key>& keys) {
  const std::lock_guard lock(state_mutex_);
  Balances balances;
  balances.position = static_cast<int64_t>(entries_.size());
  for (const Key& key : keys) {
    const auto found = accounts_.find(key);
    balances.accounts.push_back(found == accounts_.end() ? std::nullopt
                                                         : std::optional(found->second));
  }
  return balances;
}

absl::StatusOr<std::vector<PostedTransfer>> MemoryStore::ListTransfers(const TransferFilter& filter,
                                                                       int64_t after, int limit) {
  const std::lock_guard lock(state_mutex_);
  std::vector<PostedTransfer> page;
  for (const Entry& entry : entries_) {
    if (static_cast<int>(page.size()) == limit) break;
    if (entry.stamp.position <= after || !IsWithin(filter, entry)) continue;
    const auto& transfer = std::get<Transfer>(entry.content);
    page.push_back(transfers_.at({transfer.ledger, transfer.id}));
  }
  return page;
}

absl::StatusOr<std::vector<PostedTransfer>> MemoryStore::FindTransfers(
    const std::vector<Key>& keys) {
  const std::lock_guard lock(state_mutex_);
  std::vector<PostedTransfer> found;
  for (const Key& key : keys) {
    const auto transfer = transfers_.find(key);
    if (transfer != transfers_.end()) found.push_back(transfer->second);
  }
  return found;
}

absl::StatusOr<TrialBalance> MemoryStore::ReadTrialBalance(std::optional<int64_t> ledger) {
  const std::lock_guard lock(state_mutex_);
  if (!ledger) return BalanceOverAll([](int64_t) { return true; });
  TrialBalance balance;
  balance.position = static_cast<int64_t>(entries_.size());
  for (const auto& [key, account] : accounts_) {
    if (account.ledger_number != *ledger) continue;
    TrialBalanceRow row{.account = key.id, .display_name = account.facts.display_name};
    AddTo(balance, row, account);
    if (balance.rows.size() < kTrialBalanceRows) balance.rows.push_back(std::move(row));
  }
  return balance;
}

absl::StatusOr<TrialBalance> MemoryStore::ReadTrialBalanceOver(
    const std::vector<int64_t>& ledgers) {
  const std::lock_guard lock(state_mutex_);
  return BalanceOverAll(
      [&](int64_t ledger) { return std::count(ledgers.begin(), ledgers.end(), ledger) > 0; });
}

TrialBalance MemoryStore::BalanceOverAll(const std::function<bool(int64_t ledger)>& counts) const {
  TrialBalance balance;
  balance.position = static_cast<int64_t>(entries_.size());
  std::map<std::pair<Chart, std::string>, TrialBalanceRow> rows;
  for (const auto& [key, account] : accounts_) {
    if (!counts(account.ledger_number)) continue;
    const Chart chart = ledgers_.at(key.ledger).facts.chart;
    const std::string& code = account.facts.code;
    TrialBalanceRow& row = rows[{chart, code}];
    row.account = code;
    row.display_name = NameOverAllLedgers(chart, code);
    AddTo(balance, row, account);
  }
  for (auto& [key, row] : rows) {
    if (balance.rows.size() < kTrialBalanceRows) balance.rows.push_back(std::move(row));
  }
  return balance;
}

absl::StatusOr<std::vector<Income>> MemoryStore::ListIncomes(const IncomeFilter& filter,
                                                             const std::optional<IncomeKey>& after,
                                                             int limit) {
  const std::lock_guard lock(state_mutex_);
  std::map<IncomeKey, Income> standing;
  for (const Income& income : incomes_) {
    const IncomeKey& key = income.facts.key;
    if (income.recorded.position > filter.up_to_position) break;
    const auto& villages = filter.villages;
    if (!villages.empty() && !std::binary_search(villages.begin(), villages.end(), key.village)) {
      continue;
    }
    if (filter.year != 0 && key.year != filter.year) continue;
    if (!after || key > *after) standing.insert_or_assign(key, income);
  }
  std::vector<Income> page;
  for (auto& [key, income] : standing) {
    if (static_cast<int>(page.size()) < limit) page.push_back(std::move(income));
  }
  return page;
}

std::vector<IncomeLine> MemoryStore::LinesOf(const IncomeQuery& query) const {
  std::vector<IncomeLine> lines;
  for (const Entry& entry : entries_) {
    const auto* transfer = std::get_if<Transfer>(&entry.content);
    if (transfer == nullptr || entry.stamp.position > query.up_to_position) continue;
    if (transfer->effective_date.year != query.year) continue;
    if (!std::binary_search(query.villages.begin(), query.villages.end(), transfer->ledger)) {
      continue;
    }
    const Chart chart = ledgers_.find(transfer->ledger)->second.facts.chart;
    const PostedTransfer& posted = transfers_.at({transfer->ledger, transfer->id});
    for (const Side side : {Side::kDebit, Side::kCredit}) {
      const Account* account = AccountOf(side == Side::kDebit ? entry.references.debit_account
                                                              : entry.references.credit_account);
      if (Counts(*query.definition, chart, account->facts.code)) {
        lines.push_back({transfer->ledger, side, posted});
      }
    }
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const IncomeLine& a, const IncomeLine& b) { return a.village < b.village; });
  return lines;
}

absl::StatusOr<std::vector<IncomeSum>> MemoryStore::SumIncome(const IncomeQuery& query) {
  const std::lock_guard lock(state_mutex_);
  std::vector<IncomeSum> sums;
  for (const IncomeLine& line : LinesOf(query)) {
    if (sums.empty() || sums.back().village != line.village) sums.push_back({line.village});
    const int64_t amount = line.transfer.transfer.amount.value;
    sums.back().amount_fen += line.side == Side::kCredit ? amount : -amount;
    ++sums.back().line_count;
  }
  return sums;
}

absl::StatusOr<std::vector<StandingIncome>> MemoryStore::ListStandingIncomes(
    const IncomeQuery& query) {
  const std::lock_guard lock(state_mutex_);
  std::map<IncomeKey, StandingIncome> standing;
  for (const Income& income : incomes_) {
    const IncomeKey& key = income.facts.key;
    if (key.year == query.year && income.recorded.position <= query.up_to_position &&
        std::binary_search(query.villages.begin(), query.villages.end(), key.village)) {
      standing[key] = {key, income.recorded.position, income.facts.origin};
    }
  }
  std::vector<StandingIncome> incomes;
  for (const auto& [key, income] : standing) incomes.push_back(income);
  return incomes;
}

absl::StatusOr<std::vector<IncomeLine>> MemoryStore::ListIncomeLines(const IncomeQuery& query,
                                                                     const IncomeLineKey& after,
                                                                     int limit) {
  const std::lock_guard lock(state_mutex_);
  std::vector<IncomeLine> page;
  for (IncomeLine& line : LinesOf(query)) {
    if (static_cast<int>(page.size()) == limit) break;
    if (std::tuple(line.village, line.transfer.posted.position, line.side) >
        std::tuple(after.village, after.position, after.side)) {
      page.push_back(std::move(line));
    }
  }
  return page;
}

const Account* MemoryStore::AccountOf(int64_t number) const {
  for (const auto& [key, account] : accounts_) {
    if (account.number() == number) return &account;
  }
  return nullptr;
}

void MemoryStore::Apply(const Batch& batch) {
  const std::lock_guard lock(state_mutex_);
  for (const Entry& entry : batch.entries) Apply(entry);
  for (auto& [key, account] : accounts_) {
    for (const Balance& balance : batch.balances) {
      if (balance.account != account.number()) continue;
      account.debits = balance.debits;
      account.credits = balance.credits;
    }
  }
}

void MemoryStore::Apply(const Entry& entry) {
  const References& references = entry.references;
  if (const auto* created = std::get_if<LedgerCreated>(&entry.content)) {
    ledgers_[created->facts.id] = {created->facts, entry.stamp};
  } else if (const auto* opened = std::get_if<AccountOpened>(&entry.content)) {
    Account& account = accounts_[{opened->facts.ledger, opened->facts.id}];
    account.facts = opened->facts;
    account.ledger_number = references.ledger;
    account.opened_position = entry.stamp.position;
  } else if (const auto* closed = std::get_if<AccountClosed>(&entry.content)) {
    Account& account = accounts_[{closed->facts.ledger, closed->facts.id}];
    account.is_closed = true;
    account.closed_position = entry.stamp.position;
  } else if (const auto* transfer = std::get_if<Transfer>(&entry.content)) {
    transfers_[{transfer->ledger, transfer->id}] = {*transfer, entry.stamp};
    if (!transfer->reverses.empty()) {
      transfers_[{transfer->ledger, transfer->reverses}].is_reversed = true;
    }
  } else if (const auto* recorded = std::get_if<IncomeRecorded>(&entry.content)) {
    incomes_.push_back({recorded->facts, entry.stamp});
  }
  entries_.push_back(entry);
}

}  // namespace cobuild::finance
