#include "common/mysql/session.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/mysql/connection.h"
#include "common/mysql/errors.h"
#include "common/mysql/insert_text.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

// Beyond this a longer statement saves nothing; a server that allows less gets less.
constexpr int64_t kMaxStatementBytes = 4 * 1024 * 1024;

constexpr char kReadCommitted[] = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
constexpr char kRepeatableRead[] = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ";
constexpr char kBegin[] = "BEGIN";
constexpr char kBeginReadOnly[] = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";
constexpr char kCommit[] = "COMMIT";
constexpr char kRollback[] = "ROLLBACK";

absl::Status OurMistake(std::string text) { return Translate({0, "", std::move(text)}); }

bool IsConflict(const absl::Status& status) {
  return error::ReasonOf(status) == kTransactionConflict;
}

}  // namespace

Session::Session(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}

Session::~Session() = default;

bool Session::usable() const { return connection_->usable(); }

int64_t Session::connection_id() const { return connection_->id(); }

absl::StatusOr<std::unique_ptr<Session>> Session::Open(const Options& options) {
  COBUILD_ASSIGN_OR_RETURN(auto connection, Connection::Open(options));
  std::unique_ptr<Session> session(new Session(std::move(connection)));
  // The driver set an isolation of its own.
  COBUILD_RETURN_IF_ERROR(session->Isolate(Isolation::kReadCommitted));
  return session;
}

// Runs `statement` unless the transaction has failed already, and notes when it fails now.
template <typename Statement>
auto Session::Guarded(Statement statement) -> decltype(statement()) {
  if (!transaction_failure_.ok()) return transaction_failure_;
  auto result = statement();
  if (in_transaction_ && !result.ok() && (IsConflict(result.status()) || !usable())) {
    transaction_failure_ = result.status();
  }
  return result;
}

absl::StatusOr<Rows> Session::Query(std::string_view sql, const Params& params) {
  return Guarded([&] { return connection_->Query(sql, params); });
}

absl::StatusOr<int64_t> Session::Execute(std::string_view sql, const Params& params) {
  return Guarded([&] { return connection_->Execute(sql, params); });
}

absl::Status Session::ExecuteText(std::string_view sql) { return RunText(sql).status(); }

absl::StatusOr<int64_t> Session::RunText(std::string_view sql) {
  return Guarded([&] { return connection_->ExecuteText(sql); });
}

absl::StatusOr<int64_t> Session::InsertRows(std::string_view insert,
                                            const std::vector<Params>& rows,
                                            std::string_view suffix) {
  const int64_t limit_bytes = std::min(kMaxStatementBytes, connection_->max_packet_bytes() - 1);
  COBUILD_ASSIGN_OR_RETURN(
      const std::vector<std::string> statements,
      InsertStatements(insert, rows, suffix, static_cast<size_t>(limit_bytes)));
  int64_t affected = 0;
  for (const std::string& statement : statements) {
    COBUILD_ASSIGN_OR_RETURN(const int64_t more, RunText(statement));
    affected += more;
  }
  return affected;
}

absl::Status Session::Begin() { return BeginAs(Isolation::kReadCommitted, kBegin); }

absl::Status Session::BeginReadOnly() {
  return BeginAs(Isolation::kRepeatableRead, kBeginReadOnly);
}

absl::Status Session::BeginAs(Isolation isolation, std::string_view sql) {
  // A second BEGIN would commit the first transaction.
  if (in_transaction_) return OurMistake("BEGIN inside a transaction");
  COBUILD_RETURN_IF_ERROR(Isolate(isolation));
  COBUILD_RETURN_IF_ERROR(ExecuteText(sql));
  in_transaction_ = true;
  return absl::OkStatus();
}

// The isolation of this and later transactions; sent only when it changes.
absl::Status Session::Isolate(Isolation isolation) {
  if (isolation_ == isolation) return absl::OkStatus();
  COBUILD_RETURN_IF_ERROR(
      ExecuteText(isolation == Isolation::kReadCommitted ? kReadCommitted : kRepeatableRead));
  isolation_ = isolation;
  return absl::OkStatus();
}

absl::Status Session::Commit() {
  if (!in_transaction_) return OurMistake("COMMIT outside a transaction");
  // What failed was rolled back by the server, in whole or in part: there is nothing to keep.
  if (!transaction_failure_.ok()) return transaction_failure_;
  absl::Status status = connection_->ExecuteText(kCommit, TranslateAtCommit).status();
  if (status.ok()) in_transaction_ = false;
  return status;
}

absl::Status Session::Rollback() {
  if (!in_transaction_) return OurMistake("ROLLBACK outside a transaction");
  in_transaction_ = false;
  transaction_failure_ = absl::OkStatus();
  if (!usable()) return absl::OkStatus();  // it ended with its connection
  absl::Status status = ExecuteText(kRollback);
  // A transaction that is still open would be committed by the next BEGIN.
  if (!status.ok()) connection_->Spoil();
  return status;
}

}  // namespace cobuild::mysql
