// The records of assessment: a row a command, and nothing else.
#include "cobuild/assessment/v1/report.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/rpc_command.h"

namespace cobuild::cli {

std::vector<RpcCommand> AssessmentRecordCommands() {
  std::vector<RpcCommand> rows;
  RowsOfNoun("report", "reports", Service::kAssessment,
             assessment::v1::Report::descriptor()->file(), rows)
      .Verb("create", "computes the programme report and stores it as a draft",
            "ReportService/CreateReport", {"report-id"})
      .List("reports in order of id", "ReportService/ListReports",
            {{"name", "REPORT"},
             {"state", "STATE"},
             {"proven_count", "PROVEN", Column::Align::kRight},
             {"refuted_count", "REFUTED", Column::Align::kRight},
             {"consistent_count", "CONSISTENT", Column::Align::kRight},
             {"undefined_count", "UNDEFINED", Column::Align::kRight},
             {"data_origin", "ORIGIN"},
             {"maker", "MAKER"},
             {"content_digest", "DIGEST"},
             {"title", "TITLE"}})
      .Verb("sign", "stands for a draft whose content was seen, by another than its maker",
            "ReportService/SignReport", {"name", "content-digest"})
      .Verb("publish", "puts a signed report in force", "ReportService/PublishReport")
      .Verb("supersede", "another published report takes its place",
            "ReportService/SupersedeReport", {"name", "successor"});
  return rows;
}

}  // namespace cobuild::cli
