// Rows by their names, any number at once.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/status_macros.h"
#include "common/mysql/session.h"
#include "services/finance/store/mysql/in_list.h"
#include "services/finance/store/writer.h"

namespace cobuild::finance {

// All rows of `select` for the pieces of an IN list over `names`.
template <class Thing, class Name>
absl::StatusOr<std::vector<Thing>> ReadAll(
    mysql::Session& session, std::string_view select, const std::vector<Name>& names,
    std::string_view element, const std::function<void(const Name&, mysql::Params&)>& append,
    Thing (*read)(const mysql::Row&)) {
  std::vector<Thing> things;
  COBUILD_RETURN_IF_ERROR(ForEachPiece<Name>(
      names, element, append,
      [&](const std::string& in_list, const mysql::Params& params) -> absl::Status {
        COBUILD_ASSIGN_OR_RETURN(const mysql::Rows rows,
                                 session.Query(fmt::format(fmt::runtime(select), in_list), params));
        for (const mysql::Row& row : rows) things.push_back(read(row));
        return absl::OkStatus();
      }));
  return things;
}

// As Writer::ReadAccounts and Writer::ReadTransfers.
absl::StatusOr<std::vector<Account>> QueryKeyedAccounts(mysql::Session& session,
                                                        const std::vector<Key>& keys);
absl::StatusOr<std::vector<PostedTransfer>> QueryKeyedTransfers(mysql::Session& session,
                                                                const std::vector<Key>& keys);

}  // namespace cobuild::finance
