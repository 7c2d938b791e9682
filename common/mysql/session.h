// One connection with its prepared statements. Belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/mysql/options.h"
#include "common/mysql/value.h"

namespace cobuild::mysql {

class Connection;

class Session {
 public:
  // Connects and sets the session up: UTC, strict SQL mode, utf8mb4 compared by code point, lock
  // wait and statement limit of `options`. UNAVAILABLE STORE_UNAVAILABLE when there is no server
  // or TLS to it cannot be verified.
  static absl::StatusOr<std::unique_ptr<Session>> Open(const Options& options);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // A statement that returns rows, all of them buffered: page by key. Any other kind of statement
  // is refused before it runs.
  absl::StatusOr<Rows> Query(std::string_view sql, const Params& params = {});

  // A statement that returns no rows; gives the number of rows it changed. An UPDATE that leaves a
  // row as it was does not count it, so updates raise `version`.
  absl::StatusOr<int64_t> Execute(std::string_view sql, const Params& params = {});

  // Inserts any number of rows in as few statements as the packet limit allows. `insert` ends in
  // VALUES; `suffix` may be "ON DUPLICATE KEY UPDATE ..."; every row has the same, non-zero number
  // of params. Gives the server's count: 1 for an inserted row, 2 for an updated one. Call it
  // inside a transaction, or a failure may leave the rows of earlier statements behind.
  absl::StatusOr<int64_t> InsertRows(std::string_view insert, const std::vector<Params>& rows,
                                     std::string_view suffix = "");

  // A statement sent as text, for what cannot be prepared: DDL, SET, BEGIN.
  absl::Status ExecuteText(std::string_view sql);

  // Transactions. After a conflict (ABORTED TRANSACTION_CONFLICT) or a lost connection every
  // further statement of the transaction fails the same way until Rollback, so that nothing of it
  // can slip into autocommit.
  //
  // For writes: READ COMMITTED, where a statement locks the rows it finds and no gaps.
  absl::Status Begin();
  // For reads: every statement sees the snapshot taken now (REPEATABLE READ), and writes fail.
  absl::Status BeginReadOnly();
  // UNAVAILABLE COMMIT_UNKNOWN when the connection failed: the outcome is not known.
  absl::Status Commit();
  // After a failure the session is not usable.
  absl::Status Rollback();

  bool in_transaction() const { return in_transaction_; }
  // False after an error that leaves the connection in doubt; such a session only fails.
  bool usable() const;
  // The server's number for this connection, as KILL takes it.
  int64_t connection_id() const;

 private:
  enum class Isolation { kOfDriver, kReadCommitted, kRepeatableRead };

  explicit Session(std::unique_ptr<Connection> connection);

  template <typename Statement>
  auto Guarded(Statement statement) -> decltype(statement());
  absl::StatusOr<int64_t> RunText(std::string_view sql);
  absl::Status BeginAs(Isolation isolation, std::string_view sql);
  absl::Status Isolate(Isolation isolation);

  std::unique_ptr<Connection> connection_;
  Isolation isolation_ = Isolation::kOfDriver;
  bool in_transaction_ = false;
  absl::Status transaction_failure_;
};

}  // namespace cobuild::mysql
