#include "services/assessment/rpc/report_service.h"

#include <functional>

#include "cobuild/assessment/v1/report.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/assessment/app/report_content.h"
#include "services/assessment/app/reports.h"
#include "services/assessment/rpc/convert_report.h"
#include "services/assessment/rpc/convert_request.h"
#include "services/assessment/rpc/convert_stored_report.h"
#include "services/assessment/rpc/methods.h"

namespace cobuild::assessment {
namespace {

absl::StatusOr<v1::ProgrammeReport> HandleGenerateProgrammeReport(
    const LiveAssessment& live, const SourcesFor& sources_for, const std::vector<Claim>& claims,
    const rpc::Call& call, const v1::GenerateProgrammeReportRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const GenerateProgrammeReportCommand command, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const ProgrammeReport report,
                           GenerateProgrammeReport(live, *sources_for(call), claims, command));
  return ToProto(ContentOf(report));
}

absl::StatusOr<v1::Report> HandleCreateReport(LiveAssessment& live, const SourcesFor& sources_for,
                                              const std::vector<Claim>& claims,
                                              const rpc::Call& call,
                                              const v1::CreateReportRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CreateReportCommand command, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(
      const Record<Report> report,
      CreateReport(live, *sources_for(call), claims, ChangeOf(call, request), command));
  return ToProto(report);
}

absl::StatusOr<v1::Report> HandleGetReport(const LiveAssessment& live, const rpc::Call& call,
                                           const v1::GetReportRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Report>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const StoredReport report, GetReport(live, query));
  return ToProto(report);
}

absl::StatusOr<v1::ListReportsResponse> HandleListReports(const LiveAssessment& live,
                                                          const rpc::Call& call,
                                                          const v1::ListReportsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListReportsFields fields, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Report> page,
                           ListReports(live, fields.query, fields.state));
  v1::ListReportsResponse response;
  for (const Record<Report>& report : page.records) *response.add_reports() = ToProto(report);
  rpc::SetPage(page, request, response);
  return response;
}

absl::StatusOr<v1::Report> HandleSignReport(LiveAssessment& live, const rpc::Call& call,
                                            const v1::SignReportRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const SignReportCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Report> report,
                           SignReport(live, ChangeOf(call, request), command));
  return ToProto(report);
}

absl::StatusOr<v1::Report> HandlePublishReport(LiveAssessment& live, const rpc::Call& call,
                                               const v1::PublishReportRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const PublishReportCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Report> report,
                           PublishReport(live, ChangeOf(call, request), command));
  return ToProto(report);
}

absl::StatusOr<v1::Report> HandleSupersedeReport(LiveAssessment& live, const rpc::Call& call,
                                                 const v1::SupersedeReportRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const SupersedeReportCommand command, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Report> report,
                           SupersedeReport(live, ChangeOf(call, request), command));
  return ToProto(report);
}

absl::StatusOr<v1::CompareReportsResponse> HandleCompareReports(
    const LiveAssessment& live, const SourcesFor& sources_for, const std::vector<Claim>& claims,
    const rpc::Call& call, const v1::CompareReportsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const CompareReportsQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const ReportComparison comparison,
                           CompareReports(live, *sources_for(call), claims, query));
  return ToProto(comparison);
}

}  // namespace

void RegisterReportService(rpc::Router& router, LiveAssessment& live, const SourcesFor& sources_for,
                           const std::vector<Claim>& claims) {
  const auto with = [&live](auto handler) { return std::bind_front(handler, std::ref(live)); };
  const auto with_sources = [&](auto handler) {
    return std::bind_front(handler, std::ref(live), sources_for, std::cref(claims));
  };
  router.Unary<v1::GenerateProgrammeReportRequest, v1::ProgrammeReport>(
      kGenerateProgrammeReport, with_sources(HandleGenerateProgrammeReport));
  router.Unary<v1::CreateReportRequest, v1::Report>(kCreateReport,
                                                    with_sources(HandleCreateReport));
  router.Unary<v1::GetReportRequest, v1::Report>(kGetReport, with(HandleGetReport));
  router.Unary<v1::ListReportsRequest, v1::ListReportsResponse>(kListReports,
                                                                with(HandleListReports));
  router.Unary<v1::SignReportRequest, v1::Report>(kSignReport, with(HandleSignReport));
  router.Unary<v1::PublishReportRequest, v1::Report>(kPublishReport, with(HandlePublishReport));
  router.Unary<v1::SupersedeReportRequest, v1::Report>(kSupersedeReport,
                                                       with(HandleSupersedeReport));
  router.Unary<v1::CompareReportsRequest, v1::CompareReportsResponse>(
      kCompareReports, with_sources(HandleCompareReports));
}

}  // namespace cobuild::assessment
