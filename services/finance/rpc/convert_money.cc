#include "services/finance/rpc/convert_money.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "common/rpc/fields.h"

namespace cobuild::finance {
namespace {

constexpr int kFenPerYuan = 100;
constexpr int kNanosPerFen = 10'000'000;

}  // namespace

money::Fen RequiredAmount(error::Violations& violations, std::string_view field,
                          const google::type::Money& value, money::Fen least) {
  error::Violations of_form;
  const money::Fen amount = rpc::RequiredMoney(of_form, field, value);
  if (!of_form.empty()) return rpc::RequiredMoney(violations, field, value);
  if (amount < least || amount > money::kMaxAmount) {
    violations.Add(std::string(field), "OUT_OF_RANGE",
                   fmt::format("must be from {} to {}", money::Format(least),
                               money::Format(money::kMaxAmount)));
  }
  return amount;
}

google::type::Money ToProto(absl::int128 fen) {
  google::type::Money money;
  money.set_currency_code("CNY");
  money.set_units(static_cast<int64_t>(fen / kFenPerYuan));
  money.set_nanos(static_cast<int32_t>(fen % kFenPerYuan) * kNanosPerFen);
  return money;
}

}  // namespace cobuild::finance
