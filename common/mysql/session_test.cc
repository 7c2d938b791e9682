#include "common/mysql/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "common/mysql/errors.h"
#include "common/mysql/store_test.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::IsOkAndHolds;
using ::cobuild::test::Refuses;
using Code = absl::StatusCode;

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

class SessionTest : public StoreTest {
 protected:
  SessionTest() : session_(OpenSession()) {}

  // The only row of `sql`.
  Row Only(std::string_view sql, const Params& params = {}) {
    const Rows rows = session_->Query(sql, params).value();
    EXPECT_EQ(rows.size(), 1u);
    return rows.at(0);
  }

  std::unique_ptr<Session> session_;
};

TEST_F(SessionTest, Int64_PositiveAndNegativeOnOneStatement_ComeBackAsTheyWere) {
  ASSERT_OK(session_->ExecuteText("CREATE TABLE numbers (id INT PRIMARY KEY, n BIGINT)"));
  int id = 0;
  for (const int64_t number : {int64_t{5}, int64_t{-5}, int64_t{0}, kMost, kLeast}) {
    ASSERT_THAT(session_->Execute("INSERT INTO numbers VALUES (?, ?)", {++id, number}),
                IsOkAndHolds(1));
    EXPECT_EQ(Only("SELECT n FROM numbers WHERE id = ?", {id}).Int64(0), number);
  }
}

TEST_F(SessionTest, Bytes_StoredAgainByTheSameStatement_AreStoredAgain) {
  ASSERT_OK(session_->ExecuteText("CREATE TABLE blobs (id INT PRIMARY KEY, b LONGBLOB NOT NULL)"));
  // The driver sends more than 256 KiB in another way.
  const std::string small("\0\x1a'\\\xff\n", 6);
  for (const std::string& bytes : {small, std::string(300'000, '\xfe')}) {
    for (int id = 1; id <= 2; ++id) {
      ASSERT_OK(session_->Execute("REPLACE INTO blobs VALUES (?, ?)", {id, bytes}));
      EXPECT_EQ(Only("SELECT b FROM blobs WHERE id = ?", {id}).Text(0), bytes);
    }
  }
}

TEST_F(SessionTest, TextOfFourByteCharacters_ComesBack) {
  const std::string name = "𠮷野村 🏡";
  ASSERT_OK(session_->Execute(kInsert, {1, name, 0}));
  EXPECT_EQ(Only("SELECT name FROM accounts").Text(0), name);
  EXPECT_EQ(Only("SELECT CHAR_LENGTH(name) FROM accounts").Int64(0), 5);
}

TEST_F(SessionTest, TextThatDiffersInCase_IsNotADuplicate) {
  ASSERT_OK(session_->Execute(kInsert, {1, "x", 0}));
  EXPECT_OK(session_->Execute(kInsert, {2, "X", 0}));
  EXPECT_EQ(Only("SELECT ? = ?", {"x", "X"}).Int64(0), 0);
}

TEST_F(SessionTest, Null_IsNotZero) {
  const Row row = Only("SELECT NULL, SUM(amount_fen), MAX(name) FROM accounts");
  for (size_t column = 0; column < row.size(); ++column) {
    EXPECT_TRUE(row.IsNull(column));
    EXPECT_THROW(row.Int64(column), WrongRead);
    EXPECT_THROW(row.Text(column), WrongRead);
  }
  EXPECT_TRUE(Only("SELECT ?", {std::nullopt}).IsNull(0));
}

TEST_F(SessionTest, NullAfterAValueOnOneStatement_IsNull) {
  EXPECT_EQ(Only("SELECT CONCAT(?, 'b')", {"a"}).Text(0), "ab");
  EXPECT_TRUE(Only("SELECT CONCAT(?, 'b')", {std::nullopt}).IsNull(0));
  EXPECT_EQ(Only("SELECT CONCAT(?, 'b')", {"c"}).Text(0), "cb");
}

TEST_F(SessionTest, Decimals_AreIntegersOnlyWhenTheyAreWhole) {
  ASSERT_OK(session_->Execute(kInsert, {1, "a", kMost}));
  EXPECT_EQ(Only("SELECT SUM(amount_fen) FROM accounts").Int64(0), kMost);
  ASSERT_OK(session_->Execute(kInsert, {2, "b", 1}));
  EXPECT_EQ(Only("SELECT SUM(amount_fen) FROM accounts").Text(0), "9223372036854775808");
  EXPECT_EQ(Only("SELECT CAST(2 AS DECIMAL(10, 2))").Text(0), "2.00");
}

TEST_F(SessionTest, UnsignedBeyondInt64_IsText) {
  EXPECT_EQ(Only("SELECT CAST(18446744073709551615 AS UNSIGNED)").Text(0), "18446744073709551615");
  EXPECT_EQ(Only("SELECT CAST(7 AS UNSIGNED)").Int64(0), 7);
}

TEST_F(SessionTest, FloatingPoint_IsRefused) {
  EXPECT_STATUS(session_->Query("SELECT 1e0"), Refuses(Code::kInternal, kStoreFailure));
}

TEST_F(SessionTest, DatesAndTimes_ComeBackToTheMicrosecond) {
  ASSERT_OK(session_->ExecuteText("CREATE TABLE times (d DATE, t DATETIME(6))"));
  for (const int64_t micros : {0, 1, 1'500'000'000, 999'999}) {
    const base::Timestamp time{1'325'318'400'000'000 + micros};
    ASSERT_OK(session_->ExecuteText("DELETE FROM times"));
    ASSERT_OK(
        session_->Execute("INSERT INTO times VALUES (?, ?)", {base::Date{2012, 2, 29}, time}));
    const Row row = Only("SELECT d, t FROM times WHERE t = ?", {time});
    EXPECT_EQ(row.Date(0), (base::Date{2012, 2, 29}));
    EXPECT_EQ(row.Time(1), time);
  }
}

TEST_F(SessionTest, UpdateThatChangesNothing_CountsNoRow) {
  ASSERT_OK(session_->Execute(kInsert, {1, "a", 10}));
  EXPECT_THAT(session_->Execute(kAdd, {0, 1}), IsOkAndHolds(0));
  EXPECT_THAT(session_->Execute(kAdd, {1, 1}), IsOkAndHolds(1));
}

TEST_F(SessionTest, InsertThroughQuery_IsRefusedAndInsertsNothing) {
  EXPECT_STATUS(session_->Query(kInsert, {1, "a", 0}), Refuses(Code::kInternal, kStoreFailure));
  EXPECT_EQ(CommittedRows(), 0);
  EXPECT_OK(session_->Execute(kInsert, {1, "a", 0}));
}

TEST_F(SessionTest, SelectThroughExecute_IsRefusedAndTheSessionGoesOn) {
  EXPECT_STATUS(session_->Execute("SELECT id FROM accounts"),
                Refuses(Code::kInternal, kStoreFailure));
  EXPECT_TRUE(session_->usable());
  EXPECT_OK(session_->Query("SELECT id FROM accounts"));
}

TEST_F(SessionTest, TextThatGivesRows_IsRefusedAndTheSessionGoesOn) {
  EXPECT_STATUS(session_->ExecuteText("SELECT 1"), Refuses(Code::kInternal, kStoreFailure));
  EXPECT_OK(session_->Execute(kInsert, {1, "a", 0}));
}

// The driver would take the missing param from the execution before.
TEST_F(SessionTest, WrongNumberOfParams_IsRefused) {
  ASSERT_OK(session_->Execute(kInsert, {1, "a", 10}));
  EXPECT_STATUS(session_->Execute(kInsert, {2, "b"}), Refuses(Code::kInternal, kStoreFailure));
  EXPECT_STATUS(session_->Execute(kInsert, {2, "b", 1, 1}),
                Refuses(Code::kInternal, kStoreFailure));
  EXPECT_EQ(CommittedRows(), 1);
}

TEST_F(SessionTest, Duplicate_NamesItsKey) {
  ASSERT_OK(session_->Execute(kInsert, {1, "a", 0}));
  const auto same_id = session_->Execute(kInsert, {1, "b", 0});
  EXPECT_STATUS(same_id, Refuses(Code::kAlreadyExists, kDuplicateKey));
  EXPECT_EQ(DuplicateKeyOf(same_id.status()), "PRIMARY");
  const auto same_name = session_->InsertRows("INSERT INTO accounts VALUES", {{2, "a", 0}});
  EXPECT_STATUS(same_name, Refuses(Code::kAlreadyExists, kDuplicateKey));
  EXPECT_EQ(DuplicateKeyOf(same_name.status()), "uq_name");
}

TEST_F(SessionTest, ValueThatTheSchemaForbids_IsAConstraint) {
  const auto refuses = Refuses(Code::kInternal, kStoreConstraint);
  EXPECT_STATUS(session_->Execute(kInsert, {1, std::string(21, 'x'), 0}), refuses);  // too long
  EXPECT_STATUS(session_->Execute(kInsert, {1, "a", "9223372036854775808"}), refuses);
  EXPECT_STATUS(session_->Execute(kInsert, {1, "a", -1}), refuses);          // CHECK
  EXPECT_STATUS(session_->Execute(kInsert, {1, std::nullopt, 0}), refuses);  // NOT NULL
  EXPECT_STATUS(session_->Execute(kInsert, {1, "\xff\xfe", 0}), refuses);    // not UTF-8
  ASSERT_OK(session_->ExecuteText(
      "CREATE TABLE children (id BIGINT, FOREIGN KEY (id) REFERENCES accounts (id))"));
  EXPECT_STATUS(session_->Execute("INSERT INTO children VALUES (?)", {99}), refuses);
  EXPECT_EQ(CommittedRows(), 0);
}

TEST_F(SessionTest, StatementOverItsTimeLimit_EndsAndTheSessionGoesOn) {
  Options options = options_;
  options.statement_time_limit_ms = 200;
  const auto session = OpenSession(options);
  ASSERT_OK(session_->InsertRows("INSERT INTO accounts VALUES", {{1, "a", 0}, {2, "b", 0}}));
  // The second row comes too late: what was read by then is no result.
  EXPECT_STATUS(session->Query("SELECT id, BENCHMARK(1000000, SHA2(name, 512)) FROM accounts"),
                Refuses(Code::kDeadlineExceeded, kStoreTimeLimit));
  EXPECT_TRUE(session->usable());
  EXPECT_OK(session->Query("SELECT 1"));
}

TEST_F(SessionTest, ParamsOverThePacketLimit_AreRefusedBeforeTheyAreSent) {
  const std::string huge(17 * 1024 * 1024, 'x');
  EXPECT_STATUS(session_->Query("SELECT LENGTH(?)", {huge}),
                Refuses(Code::kInternal, kStoreConstraint));
  EXPECT_OK(session_->Query("SELECT 1"));
}

TEST_F(SessionTest, PreparedStatements_AreBoundedOnTheServer) {
  constexpr char kCount[] =
      "SELECT CAST(variable_value AS SIGNED) FROM information_schema.global_status"
      " WHERE variable_name = 'PREPARED_STMT_COUNT'";
  const int64_t before = observer_->Query(kCount).value().at(0).Int64(0);
  for (int i = 0; i < 600; ++i) {
    ASSERT_EQ(Only(fmt::format("SELECT {}", i)).Int64(0), i);
  }
  EXPECT_EQ(observer_->Query(kCount).value().at(0).Int64(0) - before, 256);
  EXPECT_EQ(Only("SELECT 0").Int64(0), 0);  // evicted long ago
}

TEST_F(SessionTest, Open_SetsTheSessionUp) {
  const Row row = Only(
      "SELECT @@time_zone, @@innodb_lock_wait_timeout, @@tx_isolation,"
      " @@sql_mode LIKE '%STRICT_ALL_TABLES%', @@collation_connection, @@autocommit");
  EXPECT_EQ(row.Text(0), "+00:00");
  EXPECT_EQ(row.Int64(1), options_.lock_wait_timeout_s);
  EXPECT_EQ(row.Text(2), "READ-COMMITTED");
  EXPECT_EQ(row.Int64(3), 1);
  EXPECT_EQ(row.Text(4), "utf8mb4_bin");
  EXPECT_EQ(row.Int64(5), 1);
}

TEST_F(SessionTest, LocalInfile_IsRefused) {
  EXPECT_STATUS(session_->ExecuteText("LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE accounts"),
                ::testing::Not(test::IsOk()));
}

TEST_F(SessionTest, SeveralStatementsInOneText_AreRefused) {
  EXPECT_STATUS(session_->ExecuteText("SET @a = 1; SET @b = 2"),
                Refuses(Code::kInternal, kStoreFailure));
}

TEST_F(SessionTest, Open_WithoutAServer_IsUnavailable) {
  Options options = options_;
  options.url = "unix:///nonexistent/socket";
  EXPECT_STATUS(Session::Open(options), Refuses(Code::kUnavailable, kStoreUnavailable));
}

TEST_F(SessionTest, Open_WithAWrongPassword_Fails) {
  Options options = options_;
  options.password = "wrong";
  EXPECT_STATUS(Session::Open(options), Refuses(Code::kInternal, kStoreFailure));
}

}  // namespace
}  // namespace cobuild::mysql
