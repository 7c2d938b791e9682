#include "cobuild/assessment/v1/report.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/commands/report_view.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

namespace v1 = assessment::v1;

absl::Status Programme(Arguments& arguments, Session& session) {
  v1::GenerateProgrammeReportRequest request;
  SetKnownAt(arguments, request);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(
      const v1::ProgrammeReport report,
      session.Call(Service::kAssessment, &v1::ReportService::Stub::GenerateProgrammeReport,
                   request));
  switch (session.format()) {
    case Format::kTable:
      session.out() << ReportTable(report);
      break;
    case Format::kJson:
      session.out() << Dump(ReportRows(report)) << "\n";
      break;
    case Format::kCsv:
      session.out() << ReportCsv(report);
      break;
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> ReportCommands() {
  return {{"report", "programme", "every claim of the programme report with its verdict",
           KnownAtOnly(), Programme}};
}

}  // namespace cobuild::cli
