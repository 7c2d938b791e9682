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

absl::StatusOr<Verification> VerificationOf(const finance::v1::VerificationCounts& counts) {
  const Verification verification{.declared = counts.declared(),
                                  .township_verified = counts.township_verified(),
                                  .district_accepted = counts.district_accepted()};
  if (verification.declared < 0 || verification.township_verified < 0 ||
      verification.district_accepted < 0) {
    return MalformedAnswer(kFinance);
  }
  return verification;
}

absl::StatusOr<Verification> VerificationOf(finance::v1::VerificationState state) {
  switch (state) {
    case finance::v1::DECLARED:
      return Verification{.declared = 1};
    case finance::v1::TOWNSHIP_VERIFIED:
      return Verification{.township_verified = 1};
    case finance::v1::DISTRICT_ACCEPTED:
      return Verification{.district_accepted = 1};
    default:
      return MalformedAnswer(kFinance);
  }
}

}  // namespace cobuild::assessment
