#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/mysql/session.h"
#include "common/mysql/store_test.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::IsOkAndHolds;

constexpr char kInsertRows[] = "INSERT INTO accounts (id, name, amount_fen) VALUES";
constexpr char kElseAdd[] = "ON DUPLICATE KEY UPDATE amount_fen = amount_fen + VALUES(amount_fen)";

class InsertRowsTest : public StoreTest {
 protected:
  InsertRowsTest() : session_(OpenSession()) {}

  std::unique_ptr<Session> session_;
};

TEST_F(InsertRowsTest, AThousandRows_AreAllThere) {
  std::vector<Params> rows;
  for (int id = 1; id <= 1'000; ++id) rows.push_back({id, "account " + std::to_string(id), id});
  EXPECT_THAT(session_->InsertRows(kInsertRows, rows), IsOkAndHolds(1'000));
  EXPECT_EQ(CommittedRows(), 1'000);
  EXPECT_EQ(CommittedAmount(777), 777);
}

TEST_F(InsertRowsTest, RowsOfManyPackets_AreAllThere) {
  ASSERT_OK(session_->ExecuteText("CREATE TABLE files (id INT PRIMARY KEY, content LONGBLOB)"));
  std::vector<Params> rows;
  for (int id = 1; id <= 30; ++id) rows.push_back({id, std::string(300'000, '\xf0')});
  EXPECT_THAT(session_->InsertRows("INSERT INTO files VALUES", rows), IsOkAndHolds(30));
  ASSERT_OK_AND_ASSIGN(const Rows sums,
                       session_->Query("SELECT COUNT(*), SUM(LENGTH(content)) FROM files"));
  EXPECT_EQ(sums.at(0).Int64(0), 30);
  EXPECT_EQ(sums.at(0).Int64(1), 30 * 300'000);
}

TEST_F(InsertRowsTest, Upsert_AddsToTheRowsThatExist) {
  ASSERT_OK(session_->Execute(kInsert, {1, "a", 100}));
  EXPECT_THAT(session_->InsertRows(kInsertRows, {{1, "a", 5}, {2, "b", 7}}, kElseAdd),
              IsOkAndHolds(2 + 1));
  EXPECT_EQ(CommittedAmount(1), 105);
  EXPECT_EQ(CommittedAmount(2), 7);
}

TEST_F(InsertRowsTest, HostileText_StaysText) {
  ASSERT_OK(
      session_->ExecuteText("CREATE TABLE texts (id INT PRIMARY KEY, t TEXT, j JSON)"
                            " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"));
  const std::vector<std::string> texts = {"'",
                                          "\\",
                                          "'); DROP TABLE texts; --",
                                          "\\'",
                                          std::string("\0\x1a\r\n", 4),
                                          "共建 '村'",
                                          "🏡",
                                          "%_",
                                          "\x7f"};
  std::vector<Params> rows;
  for (const std::string& text : texts) {
    rows.push_back({static_cast<int>(rows.size()), text, "{\"村\":\"\\n\"}"});
  }
  ASSERT_OK(session_->InsertRows("INSERT INTO texts VALUES", rows));
  ASSERT_OK_AND_ASSIGN(const Rows stored, session_->Query("SELECT t FROM texts ORDER BY id"));
  ASSERT_EQ(stored.size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(stored[i].Text(0), texts[i]);
}

TEST_F(InsertRowsTest, EveryByte_IsKept) {
  ASSERT_OK(session_->ExecuteText("CREATE TABLE bytes (id INT PRIMARY KEY, b BINARY(1))"));
  std::vector<Params> rows;
  for (int byte = 0; byte < 256; ++byte) {
    rows.push_back({byte, std::string(1, static_cast<char>(byte))});
  }
  ASSERT_OK(session_->InsertRows("INSERT INTO bytes VALUES", rows));
  ASSERT_OK_AND_ASSIGN(const Rows stored, session_->Query("SELECT id, b FROM bytes ORDER BY id"));
  ASSERT_EQ(stored.size(), 256u);
  for (const Row& row : stored) {
    EXPECT_EQ(row.Text(1), std::string(1, static_cast<char>(row.Int64(0))));
  }
}

TEST_F(InsertRowsTest, NoRows_IsNoStatement) {
  EXPECT_THAT(session_->InsertRows("not even SQL", {}), IsOkAndHolds(0));
}

}  // namespace
}  // namespace cobuild::mysql
