// Amounts on the wire.
#pragma once

#include <string_view>

#include "absl/numeric/int128.h"
#include "common/error/error.h"
#include "common/money/money.h"
#include "google/type/money.pb.h"

namespace cobuild::finance {

// From `least` to money::kMaxAmount, in CNY and whole fen. Adds what is wrong as rpc::RequiredMoney
// does, and OUT_OF_RANGE.
money::Fen RequiredAmount(error::Violations& violations, std::string_view field,
                          const google::type::Money& value, money::Fen least);

// A sum in CNY, which may exceed what one account can hold. The whole yuan fit an int64: no sum of
// the books comes near 90,000,000,000,000,000 yuan.
google::type::Money ToProto(absl::int128 fen);

}  // namespace cobuild::finance
