#include "services/finance/store/mysql/income_queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/store/mysql/in_list.h"
#include "services/finance/store/mysql/rows.h"

namespace cobuild::finance {
namespace {

using mysql::Params;
using mysql::Row;
using mysql::Rows;

// The state that stood at a position is the one that no later state up to it follows.
constexpr char kIncomes[] =
    "{}WHERE i.position <= ?{}{}{} AND NOT EXISTS (SELECT 1 FROM incomes n "
    "WHERE n.village = i.village AND n.income_year = i.income_year AND n.category = i.category "
    "AND n.position > i.position AND n.position <= ?) "
    "ORDER BY i.village, i.income_year, i.category LIMIT ?";
constexpr char kOfVillages[] = " AND i.village IN {}";
constexpr char kOfYear[] = " AND i.income_year = ?";
constexpr char kAfterKey[] =
    " AND i.village >= ? AND (i.village > ? OR i.income_year > ? "
    "OR (i.income_year = ? AND i.category > ?))";

// The lines of one side: an account of the definition, a transfer of the year.
constexpr char kLines[] =
    "SELECT l.id AS village, {} AS signed_fen, j.position AS position, {} AS side "
    "FROM ledgers l JOIN accounts a ON a.ledger_number = l.number "
    "JOIN journal j ON j.{} = a.number "
    "WHERE l.id IN {} AND ({}) AND j.kind = 4 "
    "AND j.effective_date BETWEEN ? AND ? AND j.position <= ?";
constexpr char kOfChart[] = "(l.chart = ? AND a.code IN {})";

constexpr char kSums[] =
    "SELECT village, CAST(SUM(signed_fen) AS CHAR), COUNT(*) FROM ({}) line GROUP BY village";

constexpr char kLinesPage[] =
    "{} JOIN (SELECT position, side FROM ({}) line "
    "WHERE village > ? OR (village = ? AND (position > ? OR (position = ? AND side > ?))) "
    "ORDER BY village, position, side LIMIT ?) page ON page.position = j.position "
    "ORDER BY l.id, j.position, page.side";
constexpr int kSideColumn = 12;  // after those of kSelectTransfers

// A correction keeps the origin, so that of the latest state is that of every state.
constexpr char kStanding[] =
    "SELECT village, category, MAX(position), MAX(data_origin) FROM incomes "
    "WHERE village IN {} AND income_year = ? AND position <= ? GROUP BY village, category";

constexpr auto kAppendText = [](const std::string& text, Params& params) {
  params.emplace_back(text);
};

// "SELECT ..., page.side FROM ..." of what kSelectTransfers reads.
std::string SelectTransfersWithSide() {
  std::string select(kSelectTransfers);
  return select.insert(select.find(" FROM journal"), ", page.side");
}

// Both sides of the lines in the villages of one IN list, with their params in order.
class LinesStatement {
 public:
  LinesStatement(const IncomeQuery& query, const std::string& villages, const Params& names) {
    AddSide(query, villages, names, "j.amount_fen", Side::kCredit, "credit_account");
    sql_ += " UNION ALL ";
    AddSide(query, villages, names, "-j.amount_fen", Side::kDebit, "debit_account");
  }

  const std::string& sql() const { return sql_; }
  const Params& params() const { return params_; }

 private:
  void AddSide(const IncomeQuery& query, const std::string& villages, const Params& names,
               std::string_view signed_amount, Side side, std::string_view account) {
    params_.insert(params_.end(), names.begin(), names.end());
    std::string charts;
    for (const ChartCodes& accounts : query.definition->accounts) {
      if (!charts.empty()) charts += " OR ";
      charts += fmt::format(kOfChart, InList(accounts.codes.size()));
      params_.emplace_back(IdOf(accounts.chart));
      for (const std::string_view code : accounts.codes) params_.emplace_back(code);
    }
    sql_ += fmt::format(kLines, signed_amount, static_cast<int>(side), account, villages, charts);
    params_.insert(params_.end(),
                   {base::Date{query.year, 1, 1}, LastDayOf(query.year), query.up_to_position});
  }

  std::string sql_;
  Params params_;
};

// Those of the villages that `of_villages` names with `names`, until the page has `limit`.
absl::Status AddIncomes(mysql::Session& session, const IncomeFilter& filter,
                        const std::string& of_villages, const Params& names,
                        const std::optional<IncomeKey>& after, int limit,
                        std::vector<Income>& page) {
  const int wanted = limit - static_cast<int>(page.size());
  if (wanted == 0) return absl::OkStatus();
  Params params = {filter.up_to_position};
  params.insert(params.end(), names.begin(), names.end());
  if (filter.year != 0) params.emplace_back(filter.year);
  if (after) {
    params.insert(params.end(), {after->village, after->village, after->year, after->year,
                                 static_cast<int>(after->category)});
  }
  params.insert(params.end(), {filter.up_to_position, wanted});
  const std::string sql = fmt::format(kIncomes, kSelectIncomes, of_villages,
                                      filter.year == 0 ? "" : kOfYear, after ? kAfterKey : "");
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, session.Query(sql, params));
  for (const Row& row : rows) page.push_back(IncomeOf(row));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Income>> QueryIncomes(mysql::Session& session,
                                                 const IncomeFilter& filter,
                                                 const std::optional<IncomeKey>& after, int limit) {
  std::vector<Income> page;
  if (filter.villages.empty()) {
    COBUILD_RETURN_IF_ERROR(AddIncomes(session, filter, "", {}, after, limit, page));
    return page;
  }
  const auto first =
      after ? std::lower_bound(filter.villages.begin(), filter.villages.end(), after->village)
            : filter.villages.begin();
  COBUILD_RETURN_IF_ERROR(ForEachPiece<std::string>(
      std::span(first, filter.villages.end()), "?", kAppendText,
      [&](const std::string& in_list, const Params& names) {
        return AddIncomes(session, filter, fmt::format(kOfVillages, in_list), names, after, limit,
                          page);
      }));
  return page;
}

absl::StatusOr<std::vector<IncomeSum>> QueryIncomeSums(mysql::Session& session,
                                                       const IncomeQuery& query) {
  std::vector<IncomeSum> sums;
  COBUILD_RETURN_IF_ERROR(ForEachPiece<std::string>(
      query.villages, "?", kAppendText,
      [&](const std::string& in_list, const Params& params) -> absl::Status {
        const LinesStatement lines(query, in_list, params);
        COBUILD_ASSIGN_OR_RETURN(const Rows rows,
                                 session.Query(fmt::format(kSums, lines.sql()), lines.params()));
        for (const Row& row : rows) {
          sums.push_back({row.Text(0), SumOf(row, 1), static_cast<int>(row.Int64(2))});
        }
        return absl::OkStatus();
      }));
  std::sort(sums.begin(), sums.end(),
            [](const IncomeSum& a, const IncomeSum& b) { return a.village < b.village; });
  return sums;
}

absl::StatusOr<std::vector<StandingIncome>> QueryStandingIncomes(mysql::Session& session,
                                                                 const IncomeQuery& query) {
  std::vector<StandingIncome> incomes;
  COBUILD_RETURN_IF_ERROR(ForEachPiece<std::string>(
      query.villages, "?", kAppendText,
      [&](const std::string& in_list, Params params) -> absl::Status {
        params.insert(params.end(), {query.year, query.up_to_position});
        COBUILD_ASSIGN_OR_RETURN(const Rows rows,
                                 session.Query(fmt::format(kStanding, in_list), params));
        for (const Row& row : rows) {
          incomes.push_back({{row.Text(0), query.year, static_cast<IncomeCategory>(row.Int64(1))},
                             row.Int64(2),
                             static_cast<DataOrigin>(row.Int64(3))});
        }
        return absl::OkStatus();
      }));
  std::sort(incomes.begin(), incomes.end(),
            [](const StandingIncome& a, const StandingIncome& b) { return a.key < b.key; });
  return incomes;
}

absl::StatusOr<std::vector<IncomeLine>> QueryIncomeLines(mysql::Session& session,
                                                         const IncomeQuery& query,
                                                         const IncomeLineKey& after, int limit) {
  static const std::string select = SelectTransfersWithSide();
  const auto first = std::lower_bound(query.villages.begin(), query.villages.end(), after.village);
  std::vector<IncomeLine> page;
  COBUILD_RETURN_IF_ERROR(ForEachPiece<std::string>(
      std::span(first, query.villages.end()), "?", kAppendText,
      [&](const std::string& in_list, const Params& names) -> absl::Status {
        const int wanted = limit - static_cast<int>(page.size());
        if (wanted == 0) return absl::OkStatus();
        const LinesStatement lines(query, in_list, names);
        Params params = lines.params();
        params.insert(params.end(), {after.village, after.village, after.position, after.position,
                                     static_cast<int>(after.side), wanted});
        COBUILD_ASSIGN_OR_RETURN(
            const Rows rows, session.Query(fmt::format(kLinesPage, select, lines.sql()), params));
        for (const Row& row : rows) {
          PostedTransfer transfer = TransferOf(row);
          std::string village = transfer.transfer.ledger;
          page.push_back(
              {std::move(village), static_cast<Side>(row.Int64(kSideColumn)), std::move(transfer)});
        }
        return absl::OkStatus();
      }));
  return page;
}

}  // namespace cobuild::finance
