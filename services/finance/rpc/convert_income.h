// Income on the wire.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/income.pb.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_income.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. The call says whose request id it is. Of the
// submissions actor, deadline and done are the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::RecordVillageIncomeRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::CorrectVillageIncomeRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<ListVillageIncomeQuery> FromProto(const v1::ListVillageIncomeRequest& request,
                                                 const rpc::Call& call);
absl::StatusOr<IncomeSummaryQuery> FromProto(const v1::SummarizeIncomeRequest& request,
                                             const rpc::Call& call);

struct ListIncomeLinesFields {
  IncomeSummaryQuery query;
  IncomeLineKey after;
  int size = 0;
};
absl::StatusOr<ListIncomeLinesFields> FromProto(const v1::ListIncomeLinesRequest& request,
                                                const rpc::Call& call);

v1::VillageIncome ToProto(const Income& income);
v1::ListVillageIncomeResponse ToProto(const IncomePage& page,
                                      const v1::ListVillageIncomeRequest& request);
v1::SummarizeIncomeResponse ToProto(const IncomeSummary& summary);
v1::ListIncomeLinesResponse ToProto(const IncomeLinePage& page,
                                    const v1::ListIncomeLinesRequest& request);
v1::IncomeDefinition ToProto(const IncomeDefinition& definition);

}  // namespace cobuild::finance
