#include "services/reconciliation/sources/reduce.h"

#include "common/error/error.h"

namespace cobuild::reconciliation {
namespace {

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int32_t kNanosPerMicro = 1'000;

}  // namespace

FactChange PlainChange(const feed::v1::Change& change) {
  FactChange plain;
  plain.position = change.position();
  plain.name = change.resource_name();
  plain.recorded = {change.record_time().seconds() * kMicrosPerSecond +
                    change.record_time().nanos() / kNanosPerMicro};
  return plain;
}

base::Date DateOf(const google::type::Date& date) {
  return {date.year(), date.month(), date.day()};
}

money::Fen Reading::Amount(const google::type::Money& money) {
  const std::optional<money::Fen> amount = money::FromUnitsAndNanos(money.units(), money.nanos());
  if (!amount) is_sound_ = false;
  return amount.value_or(money::Fen{});
}

absl::StatusOr<FactChange> Reading::Finish(FactChange change) const {
  if (is_sound_) return change;
  return error::Make(absl::StatusCode::kDataLoss, "MALFORMED_ANSWER",
                     change.name + " breaks its contract", {{"name", change.name}});
}

}  // namespace cobuild::reconciliation
