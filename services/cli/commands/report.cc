#include "cobuild/assessment/v1/report.grpc.pb.h"
#include "services/cli/commands/comparison_view.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/commands/report_view.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

absl::Status Programme(Arguments& arguments, Session& session) {
  assessment::v1::GenerateProgrammeReportRequest request;
  SetKnownAt(arguments, request);
  if (arguments.Has("positions")) {
    arguments.JsonOf("positions", arguments.Text("positions"), *request.mutable_positions());
  }
  request.set_metrics_position(arguments.Integer("metrics-position", 0, INT64_MAX));
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(
      const assessment::v1::ProgrammeReport report,
      session.Call(Service::kAssessment,
                   &assessment::v1::ReportService::Stub::GenerateProgrammeReport, request));
  switch (session.format()) {
    case Format::kTable:
      session.out() << ReportTable(report, session.language());
      break;
    case Format::kJson:
      session.out() << Dump(ReportRows(report)) << "\n";
      break;
    case Format::kCsv:
      session.out() << ReportCsv(report);
      break;
    case Format::kXlsx:
      session.Keep(ReportSheet(report));
      break;
  }
  return absl::OkStatus();
}

absl::Status GetReport(Arguments& arguments, Session& session) {
  assessment::v1::GetReportRequest request;
  request.set_name(FullName(arguments.Text("NAME"), "reports"));
  SetKnownAt(arguments, request);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(
      assessment::v1::Report report,
      session.Call(Service::kAssessment, &assessment::v1::ReportService::Stub::GetReport, request));
  const assessment::v1::ProgrammeReport programme = report.programme();
  switch (session.format()) {
    case Format::kTable:
      report.clear_programme();
      session.Print(report);
      session.out() << "\n" << ReportTable(programme, session.language());
      break;
    case Format::kJson:
      session.Print(report);
      break;
    case Format::kCsv:
      session.out() << ReportCsv(programme);
      break;
    case Format::kXlsx:
      session.Keep(ReportSheet(programme));
      break;
  }
  return absl::OkStatus();
}

absl::Status Compare(Arguments& arguments, Session& session) {
  assessment::v1::CompareReportsRequest request;
  request.set_base(FullName(arguments.Text("BASE"), "reports"));
  request.set_other(FullName(arguments.Text("with"), "reports"));
  SetKnownAt(arguments, request);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(
      const assessment::v1::CompareReportsResponse comparison,
      session.Call(Service::kAssessment, &assessment::v1::ReportService::Stub::CompareReports,
                   request));
  switch (session.format()) {
    case Format::kTable:
      session.out() << ComparisonTable(comparison, session.language());
      break;
    case Format::kJson:
      session.Print(comparison);
      break;
    case Format::kCsv:
      session.out() << ComparisonCsv(comparison);
      break;
    case Format::kXlsx:
      session.Keep(ComparisonSheet(comparison));
      break;
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> ReportCommands() {
  return {{"report",
           "programme",
           "every claim of the programme report with its verdict",
           With({Optional("positions",
                          "of the services, instead of --known-at, as "
                          "'{\"registry\": 565, \"finance\": 4012}'"),
                 Optional("metrics-position", "with --positions, as a report names it")},
                KnownAtOnly()),
           Programme,
           {"cobuild.assessment.v1.ReportService/GenerateProgrammeReport"},
           ReportColumns(),
           "report programme --known-at 2012-03-14T00:00:00Z"},
          {"report",
           "get",
           "a stored report with every claim",
           With({Positional("NAME", "as 2011")}, KnownAtOnly()),
           GetReport,
           {"cobuild.assessment.v1.ReportService/GetReport"},
           ReportColumns(),
           "report get y2011"},
          {"report",
           "compare",
           "what changed between two reports, claim by claim",
           With({Positional("BASE", "from which changes are told"),
                 Optional("with", "the other report; default: as it is computed now")},
                KnownAtOnly()),
           Compare,
           {"cobuild.assessment.v1.ReportService/CompareReports"},
           ComparisonColumns(),
           "report compare y2011 --with y2011-corrected"}};
}

}  // namespace cobuild::cli
