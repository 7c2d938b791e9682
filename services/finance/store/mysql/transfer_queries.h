// Statements of transfers.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "common/mysql/session.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// As Reader::ListTransfers.
absl::StatusOr<std::vector<PostedTransfer>> QueryTransfers(mysql::Session& session,
                                                           const TransferFilter& filter,
                                                           int64_t after, int limit);

}  // namespace cobuild::finance
