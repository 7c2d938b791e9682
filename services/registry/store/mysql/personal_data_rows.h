// The table of migrations/0004_personal_data.sql.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/mysql/session.h"
#include "services/registry/store/sealed_personal_data.h"

namespace cobuild::registry {

absl::Status InsertPersonalData(mysql::Session& session, const SealedPersonalData& row);
absl::Status ErasePersonalData(mysql::Session& session, const std::string& person_id);
// As Store::ReadPersonalData; one look-up a person.
absl::StatusOr<std::vector<SealedPersonalData>> ReadPersonalData(
    mysql::Session& session, const std::vector<std::string>& person_ids, int64_t upto);

}  // namespace cobuild::registry
