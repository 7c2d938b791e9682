#include "services/finance/store/mysql/mysql_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/store/mysql/in_list.h"
#include "services/finance/store/mysql/income_queries.h"
#include "services/finance/store/mysql/keyed_rows.h"
#include "services/finance/store/mysql/mysql_writer.h"
#include "services/finance/store/mysql/record_rows.h"
#include "services/finance/store/mysql/rows.h"
#include "services/finance/store/mysql/transfer_queries.h"

namespace cobuild::finance {
namespace {

using mysql::Params;
using mysql::Row;
using mysql::Rows;
using mysql::Session;

constexpr char kReadHead[] = "SELECT position, digest, journal_time FROM journal_head WHERE id = 1";

constexpr char kTimeOf[] = "SELECT journal_time FROM journal WHERE position = ?";

constexpr char kEntriesAfter[] = "{}WHERE j.position > ? ORDER BY j.position LIMIT ?";

constexpr char kReplaced[] =
    "SELECT r.position FROM records r "
    "JOIN records l ON l.kind = r.kind AND l.id = r.id AND l.position > r.position "
    "WHERE r.position > ? AND r.position <= ? AND l.position <= ? "
    "UNION SELECT i.position FROM incomes i "
    "JOIN incomes l ON l.village = i.village AND l.income_year = i.income_year "
    "AND l.category = i.category AND l.position > i.position "
    "WHERE i.position > ? AND i.position <= ? AND l.position <= ? "
    "UNION SELECT a.number FROM accounts a "
    "JOIN account_closings x ON x.account_number = a.number "
    "WHERE a.number > ? AND a.number <= ? AND x.position <= ?";

constexpr char kLedgerById[] = "{}WHERE l.id = ?";

constexpr char kLedgersAfter[] = "{}WHERE l.number > ? ORDER BY l.number LIMIT ?";

constexpr char kAccountById[] = "{}WHERE l.id = ? AND a.id = ?";

constexpr char kAccountsAfter[] = "{}WHERE a.ledger_number = ? AND a.id > ? ORDER BY a.id LIMIT ?";

// Ledger by ledger, since a list of (ledger, id) pairs over a join is not looked up by key.
constexpr char kAccountsOfLedger[] = "{}WHERE l.id = ? AND a.id IN {}";

constexpr char kTrialOfLedger[] =
    "SELECT a.id, a.display_name, CAST(b.debits_fen AS CHAR), CAST(b.credits_fen AS CHAR) "
    "FROM accounts a JOIN balances b ON b.account_number = a.number "
    "WHERE a.ledger_number = ? ORDER BY a.id LIMIT ?";

constexpr char kTrialOfAll[] =
    "SELECT a.code, l.chart, CAST(SUM(b.debits_fen) AS CHAR), CAST(SUM(b.credits_fen) AS CHAR) "
    "FROM accounts a JOIN ledgers l ON l.number = a.ledger_number "
    "JOIN balances b ON b.account_number = a.number "
    "GROUP BY l.chart, a.code ORDER BY l.chart, a.code LIMIT ?";

constexpr char kTrialOfSome[] =
    "SELECT a.code, l.chart, CAST(SUM(b.debits_fen) AS CHAR), CAST(SUM(b.credits_fen) AS CHAR) "
    "FROM accounts a JOIN ledgers l ON l.number = a.ledger_number "
    "JOIN balances b ON b.account_number = a.number "
    "WHERE l.number IN {} GROUP BY l.chart, a.code";

constexpr char kTotalsOfLedger[] =
    "SELECT CAST(COALESCE(SUM(b.debits_fen), 0) AS CHAR), "
    "CAST(COALESCE(SUM(b.credits_fen), 0) AS CHAR) "
    "FROM accounts a JOIN balances b ON b.account_number = a.number WHERE a.ledger_number = ?";

constexpr char kTotalsOfAll[] =
    "SELECT CAST(COALESCE(SUM(debits_fen), 0) AS CHAR), "
    "CAST(COALESCE(SUM(credits_fen), 0) AS CHAR) FROM balances";

absl::StatusOr<Head> QueryHead(Session& session) {
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, session.Query(kReadHead));
  if (rows.size() != 1) return absl::InternalError("journal_head is not one row");
  return Head{rows[0].Int64(0), base::DigestFromBytes(rows[0].Text(1)), rows[0].Time(2)};
}

template <class Thing>
absl::StatusOr<std::vector<Thing>> QueryAll(Session& session, std::string_view sql,
                                            const Params& params, Thing (*read)(const Row&)) {
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, session.Query(sql, params));
  std::vector<Thing> things;
  things.reserve(rows.size());
  for (const Row& row : rows) things.push_back(read(row));
  return things;
}

template <class Thing>
absl::StatusOr<std::optional<Thing>> QueryOne(Session& session, std::string_view sql,
                                              const Params& params, Thing (*read)(const Row&)) {
  COBUILD_ASSIGN_OR_RETURN(std::vector<Thing> things, QueryAll(session, sql, params, read));
  return things.empty() ? std::nullopt : std::optional(std::move(things.front()));
}

TrialBalanceRow TrialRowOfLedger(const Row& row) {
  return {row.Text(0), row.Text(1), SumOf(row, 2), SumOf(row, 3)};
}

TrialBalanceRow TrialRowOfAll(const Row& row) {
  const Chart chart = FindChart(row.Text(1)).value();
  return {row.Text(0), NameOverAllLedgers(chart, row.Text(0)), SumOf(row, 2), SumOf(row, 3)};
}

// Adds the sums of one piece of a list of ledgers, by chart and code.
using RowsByCode = std::map<std::pair<Chart, std::string>, TrialBalanceRow>;
void AddUp(const Rows& piece, RowsByCode& rows, TrialBalance& balance) {
  for (const Row& of_piece : piece) {
    const TrialBalanceRow added = TrialRowOfAll(of_piece);
    TrialBalanceRow& row = rows[{FindChart(of_piece.Text(1)).value(), added.account}];
    row.account = added.account;
    row.display_name = added.display_name;
    row.debits_fen += added.debits_fen;
    row.credits_fen += added.credits_fen;
    balance.debits_fen += added.debits_fen;
    balance.credits_fen += added.credits_fen;
  }
}

// Those of `keys` that exist.
absl::StatusOr<std::map<Key, Account>> QueryAccounts(Session& session,
                                                     const std::vector<Key>& keys) {
  std::map<std::string, std::vector<std::string>> ids_by_ledger;
  for (const Key& key : keys) ids_by_ledger[key.ledger].push_back(key.id);
  std::map<Key, Account> found;
  for (const auto& [ledger, ids] : ids_by_ledger) {
    COBUILD_RETURN_IF_ERROR(ForEachPiece<std::string>(
        ids, "?", [](const std::string& id, Params& params) { params.emplace_back(id); },
        [&, &of_ledger = ledger](const std::string& in_list, Params params) -> absl::Status {
          params.insert(params.begin(), of_ledger);
          COBUILD_ASSIGN_OR_RETURN(
              std::vector<Account> accounts,
              QueryAll(session, fmt::format(kAccountsOfLedger, kSelectAccounts, in_list), params,
                       AccountOf));
          for (Account& account : accounts) {
            found.insert_or_assign({account.facts.ledger, account.facts.id}, std::move(account));
          }
          return absl::OkStatus();
        }));
  }
  return found;
}

}  // namespace

std::unique_ptr<Writer> MysqlStore::MakeWriter() {
  return std::make_unique<MysqlWriter>(database_.options());
}

absl::StatusOr<Head> MysqlStore::ReadHead() {
  return database_.Read([](Session& session) { return QueryHead(session); });
}

// Positions have no gap and time never goes back, so halving finds the place without an index on
// time.
absl::StatusOr<int64_t> MysqlStore::PositionAt(base::Timestamp time) {
  return database_.Read([time](Session& session) -> absl::StatusOr<int64_t> {
    COBUILD_ASSIGN_OR_RETURN(const Head head, QueryHead(session));
    int64_t at_or_before = 0;
    int64_t after = head.position + 1;
    while (after - at_or_before > 1) {
      const int64_t middle = at_or_before + (after - at_or_before) / 2;
      COBUILD_ASSIGN_OR_RETURN(const Rows rows, session.Query(kTimeOf, {middle}));
      if (rows.size() != 1) return absl::InternalError("the journal has a gap");
      (rows[0].Time(0) <= time ? at_or_before : after) = middle;
    }
    return at_or_before;
  });
}

absl::StatusOr<std::vector<Entry>> MysqlStore::ListEntries(int64_t after, int limit) {
  return database_.Read([&](Session& session) {
    return QueryAll(session, fmt::format(kEntriesAfter, kSelectEntries), {after, limit}, EntryOf);
  });
}

absl::StatusOr<std::vector<int64_t>> MysqlStore::ListReplaced(int64_t after, int64_t upto,
                                                              int64_t by) {
  return database_.Read([&](Session& session) -> absl::StatusOr<std::vector<int64_t>> {
    COBUILD_ASSIGN_OR_RETURN(
        const Rows rows,
        session.Query(kReplaced, {after, upto, by, after, upto, by, after, upto, by}));
    std::vector<int64_t> positions;
    positions.reserve(rows.size());
    for (const Row& row : rows) positions.push_back(row.Int64(0));
    std::sort(positions.begin(), positions.end());
    return positions;
  });
}

absl::StatusOr<std::vector<RecordStated>> MysqlStore::ReadRecords(int64_t after, int64_t upto,
                                                                  int limit) {
  return database_.Read(
      [&](Session& session) { return QueryRecords(session, after, upto, limit); });
}

absl::StatusOr<std::optional<Ledger>> MysqlStore::FindLedger(std::string_view id) {
  return database_.Read([&](Session& session) {
    return QueryOne(session, fmt::format(kLedgerById, kSelectLedgers), {id}, LedgerOf);
  });
}

absl::StatusOr<std::vector<Ledger>> MysqlStore::ListLedgers(int64_t after, int limit) {
  return database_.Read([&](Session& session) {
    return QueryAll(session, fmt::format(kLedgersAfter, kSelectLedgers), {after, limit}, LedgerOf);
  });
}

absl::StatusOr<std::optional<Account>> MysqlStore::FindAccount(const Key& key) {
  return database_.Read([&](Session& session) {
    return QueryOne(session, fmt::format(kAccountById, kSelectAccounts), {key.ledger, key.id},
                    AccountOf);
  });
}

absl::StatusOr<std::vector<Account>> MysqlStore::ListAccounts(int64_t ledger,
                                                              std::string_view after_id,
                                                              int limit) {
  return database_.Read([&](Session& session) {
    return QueryAll(session, fmt::format(kAccountsAfter, kSelectAccounts),
                    {ledger, after_id, limit}, AccountOf);
  });
}

absl::StatusOr<Balances> MysqlStore::ReadBalances(const std::vector<Key>& keys) {
  return database_.Read([&](Session& session) -> absl::StatusOr<Balances> {
    COBUILD_ASSIGN_OR_RETURN(const Head head, QueryHead(session));
    COBUILD_ASSIGN_OR_RETURN(const auto found, QueryAccounts(session, keys));
    Balances balances{.accounts = {}, .position = head.position};
    for (const Key& key : keys) {
      const auto account = found.find(key);
      balances.accounts.push_back(account == found.end() ? std::nullopt
                                                         : std::optional(account->second));
    }
    return balances;
  });
}

absl::StatusOr<std::vector<PostedTransfer>> MysqlStore::ListTransfers(const TransferFilter& filter,
                                                                      int64_t after, int limit) {
  return database_.Read(
      [&](Session& session) { return QueryTransfers(session, filter, after, limit); });
}

absl::StatusOr<std::vector<PostedTransfer>> MysqlStore::FindTransfers(
    const std::vector<Key>& keys) {
  return database_.Read([&](Session& session) { return QueryKeyedTransfers(session, keys); });
}

absl::StatusOr<TrialBalance> MysqlStore::ReadTrialBalance(std::optional<int64_t> ledger) {
  return database_.Read([&](Session& session) -> absl::StatusOr<TrialBalance> {
    COBUILD_ASSIGN_OR_RETURN(const Head head, QueryHead(session));
    TrialBalance balance{.rows = {}, .position = head.position};
    COBUILD_ASSIGN_OR_RETURN(
        balance.rows,
        ledger ? QueryAll(session, kTrialOfLedger, {*ledger, kTrialBalanceRows}, TrialRowOfLedger)
               : QueryAll(session, kTrialOfAll, {kTrialBalanceRows}, TrialRowOfAll));
    COBUILD_ASSIGN_OR_RETURN(const Rows totals, ledger ? session.Query(kTotalsOfLedger, {*ledger})
                                                       : session.Query(kTotalsOfAll));
    balance.debits_fen = SumOf(totals.at(0), 0);
    balance.credits_fen = SumOf(totals.at(0), 1);
    return balance;
  });
}

absl::StatusOr<TrialBalance> MysqlStore::ReadTrialBalanceOver(const std::vector<int64_t>& ledgers) {
  return database_.Read([&](Session& session) -> absl::StatusOr<TrialBalance> {
    COBUILD_ASSIGN_OR_RETURN(const Head head, QueryHead(session));
    TrialBalance balance{.rows = {}, .position = head.position};
    RowsByCode rows;
    COBUILD_RETURN_IF_ERROR(ForEachPiece<int64_t>(
        ledgers, "?", [](const int64_t& number, Params& params) { params.emplace_back(number); },
        [&](const std::string& in_list, const Params& params) -> absl::Status {
          COBUILD_ASSIGN_OR_RETURN(const Rows piece,
                                   session.Query(fmt::format(kTrialOfSome, in_list), params));
          AddUp(piece, rows, balance);
          return absl::OkStatus();
        }));
    for (auto& [code, row] : rows) {
      if (balance.rows.size() < kTrialBalanceRows) balance.rows.push_back(std::move(row));
    }
    return balance;
  });
}

absl::StatusOr<std::vector<Income>> MysqlStore::ListIncomes(const IncomeFilter& filter,
                                                            const std::optional<IncomeKey>& after,
                                                            int limit) {
  return database_.Read(
      [&](Session& session) { return QueryIncomes(session, filter, after, limit); });
}

absl::StatusOr<std::vector<IncomeSum>> MysqlStore::SumIncome(const IncomeQuery& query) {
  return database_.Read([&](Session& session) { return QueryIncomeSums(session, query); });
}

absl::StatusOr<std::vector<StandingIncome>> MysqlStore::ListStandingIncomes(
    const IncomeQuery& query) {
  return database_.Read([&](Session& session) { return QueryStandingIncomes(session, query); });
}

absl::StatusOr<std::vector<IncomeLine>> MysqlStore::ListIncomeLines(const IncomeQuery& query,
                                                                    const IncomeLineKey& after,
                                                                    int limit) {
  return database_.Read(
      [&](Session& session) { return QueryIncomeLines(session, query, after, limit); });
}

}  // namespace cobuild::finance
