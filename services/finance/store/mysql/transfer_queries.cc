#include "services/finance/store/mysql/transfer_queries.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "common/base/status_macros.h"
#include "services/finance/store/mysql/rows.h"

namespace cobuild::finance {
namespace {

using mysql::Params;

// One branch of a page: each reads one index in its own order.
constexpr char kPositions[] =
    "(SELECT position FROM journal WHERE {} = ? AND kind = 4 AND position > ? AND position <= ?"
    "{}{} ORDER BY position LIMIT ?)";

constexpr char kPage[] =
    "{} JOIN ({}) page ON page.position = j.position ORDER BY j.position LIMIT ?";

class PageStatement {
 public:
  PageStatement(const TransferFilter& filter, int64_t after, int limit)
      : filter_(filter), after_(after), limit_(limit) {}

  void AddBranch(std::string_view column, int64_t number) {
    if (!branches_.empty()) branches_ += " UNION ALL ";
    branches_ += fmt::format(kPositions, column, filter_.from ? " AND effective_date >= ?" : "",
                             filter_.to ? " AND effective_date <= ?" : "");
    params_.insert(params_.end(), {number, after_, filter_.up_to_position});
    if (filter_.from) params_.emplace_back(*filter_.from);
    if (filter_.to) params_.emplace_back(*filter_.to);
    params_.emplace_back(limit_);
  }

  absl::StatusOr<mysql::Rows> Run(mysql::Session& session) {
    params_.emplace_back(limit_);
    return session.Query(fmt::format(kPage, kSelectTransfers, branches_), params_);
  }

 private:
  const TransferFilter& filter_;
  const int64_t after_;
  const int limit_;
  std::string branches_;
  Params params_;
};

}  // namespace

absl::StatusOr<std::vector<PostedTransfer>> QueryTransfers(mysql::Session& session,
                                                           const TransferFilter& filter,
                                                           int64_t after, int limit) {
  PageStatement statement(filter, after, limit);
  if (filter.account) {
    statement.AddBranch("debit_account", *filter.account);
    statement.AddBranch("credit_account", *filter.account);
  } else {
    statement.AddBranch("ledger_number", filter.ledger);
  }
  COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, statement.Run(session));
  std::vector<PostedTransfer> page;
  for (const mysql::Row& row : rows) page.push_back(TransferOf(row));
  return page;
}

}  // namespace cobuild::finance
