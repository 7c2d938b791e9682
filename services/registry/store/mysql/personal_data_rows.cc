#include "services/registry/store/mysql/personal_data_rows.h"

#include <string_view>

#include "common/base/status_macros.h"

namespace cobuild::registry {
namespace {

constexpr std::string_view kInsert = R"(
    INSERT INTO personal_data (person_id, position, key_id, nonce, ciphertext)
    VALUES)";

constexpr std::string_view kErase = R"(
    DELETE FROM personal_data
     WHERE person_id = ?)";

constexpr std::string_view kRead = R"(
    SELECT person_id, position, key_id, nonce, ciphertext
      FROM personal_data
     WHERE person_id = ? AND position <= ?
     ORDER BY position DESC
     LIMIT 1)";

}  // namespace

absl::Status InsertPersonalData(mysql::Session& session, const SealedPersonalData& row) {
  return session
      .InsertRows(kInsert, {{row.person_id, row.position, row.key_id, row.nonce, row.ciphertext}})
      .status();
}

absl::Status ErasePersonalData(mysql::Session& session, const std::string& person_id) {
  return session.Execute(kErase, {person_id}).status();
}

absl::StatusOr<std::vector<SealedPersonalData>> ReadPersonalData(
    mysql::Session& session, const std::vector<std::string>& person_ids, int64_t upto) {
  std::vector<SealedPersonalData> found;
  found.reserve(person_ids.size());
  for (const std::string& person_id : person_ids) {
    COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows, session.Query(kRead, {person_id, upto}));
    for (const mysql::Row& row : rows) {
      found.push_back({row.Text(0), row.Int64(1), row.Text(2), row.Text(3), row.Text(4)});
    }
  }
  return found;
}

}  // namespace cobuild::registry
