// Between the wire and the domain.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/reconciliation/v1/reconciliation.pb.h"
#include "common/records/use_cases.h"
#include "common/rpc/call.h"
#include "services/reconciliation/app/breaks.h"
#include "services/reconciliation/app/run_reconciliation.h"
#include "services/reconciliation/app/verify_certificate.h"
#include "services/reconciliation/domain/run.h"

namespace cobuild::reconciliation {

v1::Check ToProto(const Check& check);
v1::Run ToProto(const Record<Run>& record);
// Its age as of `now`.
v1::Break ToProto(const Record<Break>& record, base::Timestamp now);
v1::Certificate ToProto(const Record<Certificate>& record);
v1::VerifyCertificateResponse ToProto(const Verification& verification,
                                      const std::string& public_key);

// INVALID_ARGUMENT with every wrong field at once.
absl::StatusOr<RunCommand> FromProto(const v1::RunReconciliationRequest& request);
absl::StatusOr<AcknowledgeBreakCommand> FromProto(const v1::AcknowledgeBreakRequest& request);
absl::StatusOr<WaiveBreakCommand> FromProto(const v1::WaiveBreakRequest& request);
absl::StatusOr<std::string> FromProto(const v1::ExplainBreakRequest& request);
absl::StatusOr<std::string> FromProto(const v1::VerifyCertificateRequest& request);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListRunsRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<records::ListQuery> FromProto(const v1::ListCertificatesRequest& request,
                                             const rpc::Call& call);

struct ListBreaksFields {
  records::ListQuery query;
  BreakFilter filter;
};
absl::StatusOr<ListBreaksFields> FromProto(const v1::ListBreaksRequest& request,
                                           const rpc::Call& call);

}  // namespace cobuild::reconciliation
