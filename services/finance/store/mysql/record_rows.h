// Records and the requests that they answer, as rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/mysql/session.h"
#include "services/finance/domain/entry.h"

namespace cobuild::finance {

// Those at positions after `after` up to `upto`, at most `limit`, in order and with their stamps.
absl::StatusOr<std::vector<RecordStated>> QueryRecords(mysql::Session& session, int64_t after,
                                                       int64_t upto, int limit);

// Each has its position.
absl::Status InsertRecords(mysql::Session& session, const std::vector<RecordStated>& stated);

// Whatever the columns hold: a record without facts when they describe none.
AnyRecord RecordOf(const std::string& kind, const std::string& id, const std::string& body);

}  // namespace cobuild::finance
