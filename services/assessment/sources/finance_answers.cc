#include "services/assessment/sources/finance_answers.h"

#include "common/base/status_macros.h"
#include "services/assessment/sources/answers.h"

namespace cobuild::assessment {

absl::StatusOr<Transfer> ToTransfer(const finance::v1::Transfer& proto) {
  COBUILD_ASSIGN_OR_RETURN(const money::Fen amount, AmountOf(kFinance, proto.amount()));
  return Transfer{.name = proto.name(),
                  .debit_account = proto.debit_account(),
                  .credit_account = proto.credit_account(),
                  .amount = amount,
                  .effective_date = DateOf(proto.effective_date()),
                  .description = proto.description(),
                  .reverses = proto.reverses(),
                  .position = proto.position(),
                  .record_time = TimeOf(proto.record_time()),
                  .actor = proto.actor()};
}

absl::StatusOr<money::Fen> SumOf(const google::type::Money& money) {
  COBUILD_ASSIGN_OR_RETURN(const money::Fen amount, AmountOf(kFinance, money));
  if (amount.value < 0) return MalformedAnswer(kFinance);
  return amount;
}

}  // namespace cobuild::assessment
