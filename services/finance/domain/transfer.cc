#include "services/finance/domain/transfer.h"

#include <utility>

namespace cobuild::finance {

Transfer Opposite(const Transfer& original, std::string id, const base::Date& effective_date,
                  std::string description) {
  return {.ledger = original.ledger,
          .id = std::move(id),
          .debit_account = original.credit_account,
          .credit_account = original.debit_account,
          .amount = original.amount,
          .effective_date = effective_date,
          .description = std::move(description),
          .reverses = original.id};
}

}  // namespace cobuild::finance
