// Stored reports between wire and domain. FromProto gives INVALID_ARGUMENT with every wrong field.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "cobuild/assessment/v1/report.pb.h"
#include "common/rpc/call.h"
#include "services/assessment/app/reports.h"

namespace cobuild::assessment {

absl::StatusOr<CreateReportCommand> FromProto(const v1::CreateReportRequest& request,
                                              const rpc::Call& call);
absl::StatusOr<SignReportCommand> FromProto(const v1::SignReportRequest& request);
absl::StatusOr<PublishReportCommand> FromProto(const v1::PublishReportRequest& request);
absl::StatusOr<SupersedeReportCommand> FromProto(const v1::SupersedeReportRequest& request);
absl::StatusOr<CompareReportsQuery> FromProto(const v1::CompareReportsRequest& request,
                                              const rpc::Call& call);

struct ListReportsFields {
  records::ListQuery query;
  std::optional<ReportState> state;
};
absl::StatusOr<ListReportsFields> FromProto(const v1::ListReportsRequest& request,
                                            const rpc::Call& call);

// Without its content.
v1::Report ToProto(const Record<Report>& record);
v1::Report ToProto(const StoredReport& stored);
v1::CompareReportsResponse ToProto(const ReportComparison& comparison);

}  // namespace cobuild::assessment
