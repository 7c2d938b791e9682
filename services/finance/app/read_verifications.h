// How far facts were checked, from memory, as it was known.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/records/use_cases.h"
#include "services/finance/domain/verification.h"
#include "services/finance/engine/live_records.h"

namespace cobuild::finance {

// Of the fact's state that stands at `fact_position`, as it was known at `position`.
VerificationState StateOfFact(const RecordState& state, std::string_view fact,
                              int64_t fact_position, int64_t position);

struct ListVerificationsQuery {
  std::optional<VerificationState> state;
  records::ListQuery list;  // its key: the fact's name
};
absl::StatusOr<records::Page<Verification>> ListVerifications(const LiveRecords& records,
                                                              const ListVerificationsQuery& query);

}  // namespace cobuild::finance
