// Personal data over a real database: what its tables hold, and what is read of rows that somebody
// altered.
#include <gmock/gmock.h>

#include "services/registry/app/people.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/store/mysql/testing/test_database.h"
#include "services/registry/testing/sealer.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::HasSubstr;
using ::testing::Not;

const PersonalData kData{"张三丰", Sex::kFemale, base::Date{1975, 3, 2}, "13812345678",
                         "420115197503021234"};

constexpr char kPersonalColumns[] = "person_id, position, key_id, nonce, ciphertext";

class PersonalDataOnMysql : public ::testing::Test {
 protected:
  PersonalDataOnMysql() {
    EXPECT_OK(live_.CatchUp());
    EXPECT_OK(CreatePerson(people_, RequestOf("Create", "a"), {"zhang", {}, kData}));
  }

  // Columns of a table, every row of them, as bytes.
  std::string BytesOf(const std::string& table, const std::string& columns) {
    const auto rows = database_->Read([&](mysql::Session& session) {
      return session.Query("SELECT concat_ws('|', " + columns + ") FROM " + table);
    });
    EXPECT_OK(rows);
    EXPECT_FALSE(rows->empty()) << table;
    std::string bytes;
    for (const mysql::Row& row : *rows) bytes += row.Text(0) + "\n";
    return bytes;
  }

  absl::Status Alter(const std::string& assignment) {
    return database_->ReadWrite([&](mysql::Session& session) {
      return session.Execute("UPDATE personal_data SET " + assignment).status();
    });
  }

  absl::StatusOr<PersonalData> Read(People& people) {
    const auto known = GetPerson(people, {"zhang", {}, kAll});
    if (!known.ok()) return known.status();
    return known->personal_data.value_or(PersonalData{});
  }

  std::unique_ptr<mysql::Database> database_ = OpenTestDatabase(MakeSchema("registry"));
  MysqlStore store_{*database_};
  LiveRegistry live_{store_};
  PersonalDataSealer sealer_ = TestSealer();
  People people_{live_, store_, sealer_};
};

TEST_F(PersonalDataOnMysql, NoTableHasThemInClear) {
  const std::string bytes = BytesOf("personal_data", kPersonalColumns) +
                            BytesOf("records", "kind, id, body, void_reason") +
                            BytesOf("feed_changes", "resource_name, actor, request_id") +
                            BytesOf("feed_requests", "principal, method, request_id, digest");
  EXPECT_THAT(bytes, HasSubstr("zhang"));
  for (const char* personal :
       {"张三丰", "张三", "13812345678", "420115197503021234", "1975-03-02"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(personal)));
  }
  EXPECT_THAT(Read(people_), IsOkAndHolds(kData));
}

TEST_F(PersonalDataOnMysql, AlteredRows_AreDataLossAndNeverGarbage) {
  const auto is_loss = Refuses(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE");
  for (const char* assignment :
       {"ciphertext = concat('x', substring(ciphertext, 2))", "ciphertext = ''",
        "nonce = repeat('n', 12)", "key_id = 'fedcba9876543210'"}) {
    SCOPED_TRACE(assignment);
    const std::string before = BytesOf("personal_data", kPersonalColumns);
    ASSERT_OK(Alter(assignment));
    ASSERT_NE(BytesOf("personal_data", kPersonalColumns), before);
    EXPECT_STATUS(Read(people_), is_loss);
    EXPECT_STATUS(ListPeople(people_, {{"", {}, {50, ""}, kAll}, "", {}}), is_loss);
  }
}

TEST_F(PersonalDataOnMysql, ARowPutUnderAnotherPerson_IsDataLoss) {
  ASSERT_OK(CreatePerson(people_, RequestOf("Create", "b"), {"li", {}, kData}));
  ASSERT_OK(database_->ReadWrite([](mysql::Session& session) {
    return session.Execute("DELETE FROM personal_data WHERE person_id = 'li'").status();
  }));
  ASSERT_OK(Alter("person_id = 'li'"));
  EXPECT_STATUS(GetPerson(people_, {"li", {}, kAll}),
                Refuses(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE"));
}

TEST_F(PersonalDataOnMysql, AnotherSecret_IsDataLoss) {
  const PersonalDataSealer other = TestSealer(TestSecret('2'));
  People strangers{live_, store_, other};
  EXPECT_STATUS(Read(strangers), Refuses(StatusCode::kDataLoss, "PERSONAL_DATA_UNREADABLE"));
}

TEST_F(PersonalDataOnMysql, DeletedPerson_NoRowIsLeft) {
  ASSERT_OK(DeletePerson(people_, RequestOf("Delete", "b"), {"zhang", "entered twice", ""}));
  const auto rows = database_->Read(
      [](mysql::Session& session) { return session.Query("SELECT 1 FROM personal_data"); });
  ASSERT_OK(rows);
  EXPECT_TRUE(rows->empty());
}

}  // namespace
}  // namespace cobuild::registry
