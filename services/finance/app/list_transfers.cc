#include "services/finance/app/list_transfers.h"

#include "common/base/status_macros.h"
#include "services/finance/app/known_position.h"

namespace cobuild::finance {

absl::StatusOr<TransferPage> ListTransfers(const Books& books, const ListTransfersQuery& query) {
  Reader& reader = books.reader;
  COBUILD_ASSIGN_OR_RETURN(const Ledger ledger, GetLedger(books, query.reach, query.ledger));
  TransferFilter filter{.ledger = ledger.number(),
                        .account = std::nullopt,
                        .from = query.from,
                        .to = query.to,
                        .up_to_position = 0};
  if (!query.account.empty()) {
    COBUILD_ASSIGN_OR_RETURN(const Account account,
                             GetAccount(books, query.reach, {query.ledger, query.account}));
    filter.account = account.number();
  }
  COBUILD_ASSIGN_OR_RETURN(filter.up_to_position, KnownPosition(reader, query.known_at));
  TransferPage page;
  COBUILD_ASSIGN_OR_RETURN(page.transfers,
                           reader.ListTransfers(filter, query.after, query.size + 1));
  page.more = static_cast<int>(page.transfers.size()) > query.size;
  if (page.more) page.transfers.pop_back();
  return page;
}

}  // namespace cobuild::finance
