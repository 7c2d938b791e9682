// What the tests against a real server share.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string_view>

#include "common/mysql/session.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"

namespace cobuild::mysql {

// A fresh schema with one table: accounts (id, name, amount_fen), name unique, amount not negative.
class StoreTest : public ::testing::Test {
 protected:
  static constexpr char kInsert[] = "INSERT INTO accounts (id, name, amount_fen) VALUES (?, ?, ?)";
  static constexpr char kAdd[] = "UPDATE accounts SET amount_fen = amount_fen + ? WHERE id = ?";

  StoreTest();

  std::unique_ptr<Session> OpenSession() { return OpenSession(options_); }
  static std::unique_ptr<Session> OpenSession(const Options& options);

  // As another session sees it, which is what is committed.
  int64_t CommittedRows();
  int64_t CommittedAmount(int64_t id);
  // Returns when the connection is gone.
  void KillConnection(int64_t connection_id);
  // Returns when the server has closed this connection.
  void AwaitGone(int64_t connection_id);
  // Returns when some connection waits for a row lock.
  void AwaitLockWait();

  Options options_;
  std::unique_ptr<Session> observer_;
};

}  // namespace cobuild::mysql
