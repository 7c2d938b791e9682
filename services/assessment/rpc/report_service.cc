#include "services/assessment/rpc/report_service.h"

#include "cobuild/assessment/v1/report.pb.h"
#include "common/base/status_macros.h"
#include "services/assessment/app/generate_programme_report.h"
#include "services/assessment/rpc/convert_report.h"
#include "services/assessment/rpc/methods.h"

namespace cobuild::assessment {
namespace {

absl::StatusOr<v1::ProgrammeReport> Generate(const LiveAssessment& live, Sources& sources,
                                             const std::vector<Claim>& claims,
                                             const rpc::Call& call,
                                             const v1::GenerateProgrammeReportRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const std::optional<base::Timestamp> known_at, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const ProgrammeReport report,
                           GenerateProgrammeReport(live, sources, claims,
                                                   {.known_at = known_at, .now = call.received()}));
  return ToProto(report);
}

}  // namespace

void RegisterReportService(rpc::Router& router, LiveAssessment& live, const SourcesFor& sources_for,
                           const std::vector<Claim>& claims) {
  router.Unary<v1::GenerateProgrammeReportRequest, v1::ProgrammeReport>(
      kGenerateProgrammeReport,
      [&live, sources_for, &claims](rpc::Call& call,
                                    const v1::GenerateProgrammeReportRequest& request) {
        return Generate(live, *sources_for(call), claims, call, request);
      });
}

}  // namespace cobuild::assessment
