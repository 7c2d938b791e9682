// The statement of a ledger or an account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/scope/reach.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

struct ListTransfersQuery {
  scope::Reach reach = {};
  std::string ledger;
  std::string account;             // "" for the whole ledger
  std::optional<base::Date> from;  // first business day
  std::optional<base::Date> to;    // last business day
  base::KnownAt known_at;
  int64_t after = 0;  // position
  int size = 0;
};

struct TransferPage {
  std::vector<PostedTransfer> transfers;  // in order of position
  bool more = false;
};

// LEDGER_NOT_FOUND, ACCOUNT_NOT_FOUND.
absl::StatusOr<TransferPage> ListTransfers(const Books& books, const ListTransfersQuery& query);

}  // namespace cobuild::finance
