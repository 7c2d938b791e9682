#include "common/mysql/store_test.h"

#include <chrono>
#include <stdexcept>

#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

constexpr char kCreateAccounts[] =
    "CREATE TABLE accounts ("
    "  id BIGINT NOT NULL,"
    "  name VARCHAR(20) NOT NULL,"
    "  amount_fen BIGINT NOT NULL,"
    "  PRIMARY KEY (id),"
    "  UNIQUE KEY uq_name (name),"
    "  CONSTRAINT amount_not_negative CHECK (amount_fen >= 0)"
    ") ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

constexpr char kConnections[] = "SELECT COUNT(*) FROM information_schema.processlist WHERE id = ?";

// information_schema.innodb_trx would say who, but stays as it was while it is asked often.
constexpr char kLockWaits[] =
    "SELECT CAST(variable_value AS SIGNED) FROM information_schema.global_status"
    " WHERE variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS'";

constexpr std::chrono::seconds kPatience(20);

// Asks until `sql` counts `wanted`.
void Await(const char* sql, const Params& params, int64_t wanted) {
  const auto session = Session::Open(test::PrivateDatabase::Shared().Administrator()).value();
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (session->Query(sql, params).value().at(0).Int64(0) != wanted) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("waited in vain");
  }
}

}  // namespace

StoreTest::StoreTest()
    : options_(test::PrivateDatabase::Shared().CreateSchema("store_test")),
      observer_(OpenSession()) {
  EXPECT_OK(observer_->ExecuteText(kCreateAccounts));
}

std::unique_ptr<Session> StoreTest::OpenSession(const Options& options) {
  return Session::Open(options).value();
}

int64_t StoreTest::CommittedRows() {
  return observer_->Query("SELECT COUNT(*) FROM accounts").value().at(0).Int64(0);
}

int64_t StoreTest::CommittedAmount(int64_t id) {
  return observer_->Query("SELECT amount_fen FROM accounts WHERE id = ?", {id})
      .value()
      .at(0)
      .Int64(0);
}

void StoreTest::KillConnection(int64_t connection_id) {
  const auto administrator = OpenSession(test::PrivateDatabase::Shared().Administrator());
  EXPECT_OK(administrator->ExecuteText(fmt::format("KILL {}", connection_id)));
  AwaitGone(connection_id);
}

void StoreTest::AwaitGone(int64_t connection_id) { Await(kConnections, {connection_id}, 0); }

void StoreTest::AwaitLockWait() { Await(kLockWaits, {}, 1); }

}  // namespace cobuild::mysql
