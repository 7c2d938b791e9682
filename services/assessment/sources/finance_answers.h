// Parts of finance's answers.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/transfer.pb.h"
#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

inline constexpr std::string_view kFinance = "finance";

// MALFORMED_ANSWER.
absl::StatusOr<Transfer> ToTransfer(const finance::v1::Transfer& proto);

// AmountOf, and not below zero. MALFORMED_ANSWER.
absl::StatusOr<money::Fen> SumOf(const google::type::Money& money);

}  // namespace cobuild::assessment
