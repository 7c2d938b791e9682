// Parts of finance's answers.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/transfer.pb.h"
#include "cobuild/finance/v1/verification.pb.h"
#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

inline constexpr std::string_view kFinance = "finance";

// MALFORMED_ANSWER.
absl::StatusOr<Transfer> ToTransfer(const finance::v1::Transfer& proto);

// AmountOf, and not below zero. MALFORMED_ANSWER.
absl::StatusOr<money::Fen> SumOf(const google::type::Money& money);

// Counts below zero are MALFORMED_ANSWER.
absl::StatusOr<Verification> VerificationOf(const finance::v1::VerificationCounts& counts);
// One record in this state.
absl::StatusOr<Verification> VerificationOf(finance::v1::VerificationState state);

}  // namespace cobuild::assessment
