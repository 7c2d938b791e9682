#include "services/finance/store/mysql/keyed_rows.h"

#include <map>
#include <utility>

#include "services/finance/store/mysql/rows.h"

namespace cobuild::finance {
namespace {

using mysql::Params;
using mysql::Row;
using mysql::Rows;

constexpr char kNumbersOfLedgers[] = "SELECT id, number FROM ledgers WHERE id IN {}";

// (number of its ledger, id) of those keys whose ledger exists.
using NumberedKey = std::pair<int64_t, std::string>;

absl::StatusOr<std::vector<NumberedKey>> NumberKeys(mysql::Session& session,
                                                    const std::vector<Key>& keys) {
  std::map<std::string, int64_t> numbers;
  std::vector<std::string> ledgers;
  for (const Key& key : keys) {
    if (numbers.emplace(key.ledger, 0).second) ledgers.push_back(key.ledger);
  }
  COBUILD_RETURN_IF_ERROR(ForEachPiece<std::string>(
      ledgers, "?", [](const std::string& id, Params& params) { params.emplace_back(id); },
      [&](const std::string& in_list, const Params& params) -> absl::Status {
        COBUILD_ASSIGN_OR_RETURN(
            const Rows rows,
            session.Query(fmt::format(fmt::runtime(kNumbersOfLedgers), in_list), params));
        for (const Row& row : rows) numbers[row.Text(0)] = row.Int64(1);
        return absl::OkStatus();
      }));
  std::vector<NumberedKey> numbered;
  for (const Key& key : keys) {
    const int64_t number = numbers[key.ledger];
    if (number != 0) numbered.emplace_back(number, key.id);
  }
  return numbered;
}

template <class Thing>
absl::StatusOr<std::vector<Thing>> ReadKeyed(mysql::Session& session, std::string_view select,
                                             const std::vector<Key>& keys,
                                             Thing (*read)(const Row&)) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<NumberedKey> numbered, NumberKeys(session, keys));
  return ReadAll<Thing, NumberedKey>(
      session, select, numbered, "(?, ?)",
      [](const NumberedKey& key, Params& params) {
        params.emplace_back(key.first);
        params.emplace_back(key.second);
      },
      read);
}

}  // namespace

absl::StatusOr<std::vector<Account>> QueryKeyedAccounts(mysql::Session& session,
                                                        const std::vector<Key>& keys) {
  return ReadKeyed(session, fmt::format("{}WHERE (a.ledger_number, a.id) IN {{}}", kSelectAccounts),
                   keys, AccountOf);
}

absl::StatusOr<std::vector<PostedTransfer>> QueryKeyedTransfers(mysql::Session& session,
                                                                const std::vector<Key>& keys) {
  return ReadKeyed(
      session, fmt::format("{}WHERE (j.ledger_number, j.transfer_id) IN {{}}", kSelectTransfers),
      keys, TransferOf);
}

}  // namespace cobuild::finance
