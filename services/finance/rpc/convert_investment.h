// Investments on the wire.
#pragma once

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "services/finance/app/read_investments.h"
#include "services/finance/engine/submission.h"

namespace cobuild::finance {

// INVALID_ARGUMENT with every wrong field at once. The call says whose request id it is. Of the
// submissions actor, deadline and done are the caller's to set.
absl::StatusOr<Submission> FromProto(const v1::RecordInvestmentRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<Submission> FromProto(const v1::CorrectInvestmentRequest& request,
                                     const rpc::Call& call);

absl::StatusOr<ListInvestmentsQuery> FromProto(const v1::ListInvestmentsRequest& request,
                                               const rpc::Call& call);
// The call says what today is.
absl::StatusOr<InvestmentSummaryQuery> FromProto(const v1::SummarizeInvestmentsRequest& request,
                                                 const rpc::Call& call);

struct ListInvestmentLinesFields {
  InvestmentSummaryQuery query;
  InvestmentLineKey after;
  int size = 0;
};
absl::StatusOr<ListInvestmentLinesFields> FromProto(const v1::ListInvestmentLinesRequest& request,
                                                    const rpc::Call& call);

v1::Investment ToProto(const records::Record<Investment>& investment);
v1::ListInvestmentsResponse ToProto(const records::Page<Investment>& page,
                                    const v1::ListInvestmentsRequest& request);
v1::SummarizeInvestmentsResponse ToProto(const InvestmentSummary& summary, const base::Date& as_of);
v1::ListInvestmentLinesResponse ToProto(const InvestmentLinePage& page,
                                        const v1::ListInvestmentLinesRequest& request);

}  // namespace cobuild::finance
