// Incomes of households on the wire.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/household_income.pb.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_household_incomes.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. The call says whose request id it is. Of the
// submissions actor, deadline and done are the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::RecordHouseholdIncomeRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::CorrectHouseholdIncomeRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<ListHouseholdIncomesQuery> FromProto(const v1::ListHouseholdIncomesRequest& request,
                                                    const rpc::Call& call);

v1::HouseholdIncome ToProto(const records::Record<HouseholdIncome>& income);
v1::ListHouseholdIncomesResponse ToProto(const records::Page<HouseholdIncome>& page,
                                         const v1::ListHouseholdIncomesRequest& request);

}  // namespace cobuild::finance
