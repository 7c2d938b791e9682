// What of projects is more than one RPC with one answer.
#include <fmt/format.h>

#include "cobuild/projects/v1/project.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/project_import.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

constexpr int kMaxGroups = 1'000;

projects::v1::ProjectFilter FilterOf(Arguments& arguments) {
  projects::v1::ProjectFilter filter;
  filter.set_sponsor(arguments.Name("sponsor", "organizations"));
  filter.set_campaign(arguments.Name("campaign", "campaigns"));
  filter.set_category(arguments.Enum<projects::v1::ProjectCategory>("category"));
  filter.set_model(arguments.Enum<projects::v1::DevelopmentModel>("model"));
  filter.set_state(arguments.Enum<projects::v1::ProjectState>("state"));
  if (arguments.Has("started-from"))
    *filter.mutable_started_from() = arguments.Date("started-from");
  if (arguments.Has("started-to")) *filter.mutable_started_to() = arguments.Date("started-to");
  filter.set_exclude_cancelled(arguments.Has("exclude-cancelled"));
  return filter;
}

// The groups, and the total as the last row.
std::vector<Json> SummaryRows(const projects::v1::SummarizeProjectsResponse& summary) {
  std::vector<Json> rows;
  for (const projects::v1::ProjectSummary& group : summary.groups()) rows.push_back(ToJson(group));
  rows.push_back(ToJson(summary.total()));
  rows.back()["key"] = "total";
  return rows;
}

absl::Status SummarizeProjects(Arguments& arguments, Session& session) {
  projects::v1::SummarizeProjectsRequest request;
  *request.mutable_filter() = FilterOf(arguments);
  for (const auto& village : arguments.Names("village", "villages")) request.add_villages(village);
  if (arguments.Has("group-by")) {
    request.set_group_by(static_cast<projects::v1::ProjectGrouping>(
        arguments.EnumNumber("group-by", "BY_" + arguments.Text("group-by"),
                             *projects::v1::ProjectGrouping_descriptor())));
  }
  SetAsOfAndKnownAt(arguments, request);
  request.set_page_size(kMaxGroups);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(
      const projects::v1::SummarizeProjectsResponse summary,
      session.Call(Service::kProjects, &projects::v1::ProjectService::Stub::SummarizeProjects,
                   request));
  if (session.format() == Format::kJson) {
    session.Print(summary);
  } else {
    session.Print(SummaryRows(summary));
  }
  if (!summary.next_page_token().empty()) {
    session.notes() << fmt::format("there are more than {} groups; the total is of all\n",
                                   kMaxGroups);
  }
  return absl::OkStatus();
}

absl::Status ImportProjectFile(Arguments& arguments, Session& session) {
  projects::v1::ImportProjectsHeader header;
  header.set_request_id(session.RequestId(arguments));
  header.set_partial(arguments.Has("partial"));
  header.set_validate_only(arguments.Has("dry-run"));
  const Encoding encoding = EncodingOf(arguments);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const std::string bytes, ReadTextFile(arguments.Text("FILE")));
  CellProblems problems;
  const auto file = ParseProjects(bytes, encoding, problems);
  problems.Print(session.notes());
  if (!file.ok()) return file.status();
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(Service::kProjects));
  const auto context = session.Context();
  COBUILD_ASSIGN_OR_RETURN(const projects::v1::ProjectImport report,
                           SendProjects(channel, *context, header, file->rows,
                                        session.ProgressOf("rows sent", file->rows.size())));
  session.Print(report);
  if (report.rows_rejected() == 0) return absl::OkStatus();
  for (const projects::v1::ImportProjectError& error : report.errors()) {
    AddRefusal(file->columns, error.line(), error.field() == "project_id" ? "id" : error.field(),
               fmt::format("{} ({})", error.description(), error.reason()), problems);
  }
  problems.AddUnlisted(report.rows_rejected() - report.errors_size());
  problems.Print(session.notes());
  return AnswerIsNo(report.name().empty() ? "rows were rejected: nothing was stored"
                                          : "rows were rejected: the others were stored");
}

}  // namespace

std::vector<Command> ProjectCommands() {
  return {
      {"project",
       "summarize",
       "counts of projects, and sums of their budgets and declared funds",
       With({OneOf(
                 {"CATEGORY", "MODEL", "VILLAGE", "TOWNSHIP", "SPONSOR", "CAMPAIGN", "YEAR",
                  "SOURCE"},
                 Optional("group-by",
                          "CATEGORY, MODEL, VILLAGE, TOWNSHIP, SPONSOR, CAMPAIGN, YEAR or SOURCE")),
             List("village", "code; only these villages' projects and shares"),
             Optional("sponsor", "id of an organization"), Optional("campaign", "id"),
             OneOf(projects::v1::ProjectCategory_descriptor(),
                   Optional("category", "ECONOMIC_DEVELOPMENT or INFRASTRUCTURE")),
             OneOf(projects::v1::DevelopmentModel_descriptor(),
                   Optional("model", "as RURAL_TOURISM")),
             OneOf(projects::v1::ProjectState_descriptor(), Optional("state", "as RUNNING")),
             Optional("started-from", "first day, as 2010-01-01"),
             Optional("started-to", "last day, as 2011-12-31"),
             Flag("exclude-cancelled", "without those that are cancelled")},
            AsOfAndKnownAt()),
       SummarizeProjects,
       {"cobuild.projects.v1.ProjectService/SummarizeProjects"},
       {{"key", "GROUP"},
        {"project_count", "PROJECTS", Column::Align::kRight},
        {"budget", "BUDGET", Column::Align::kRight},
        {"declared", "DECLARED", Column::Align::kRight},
        {"data_origin", "ORIGIN"}},
       "project summarize --group-by category --started-to 2011-12-31 --exclude-cancelled"},
      {"project",
       "import",
       "imports projects in DRAFT: all rows or none",
       With({Positional("FILE",
                        "CSV with id, display_name, villages (code:basis points|...), category, "
                        "model, sponsor, budget (source:yuan|...), declared_funds "
                        "(kind:source:yuan|...), campaign, planned_start_date, planned_end_date, "
                        "strategy, data_origin"),
             Flag("partial", "stores the good rows also when there are bad ones")},
            With(EncodingOption(), DryRunAndRequestId())),
       ImportProjectFile,
       {"cobuild.projects.v1.ProjectService/ImportProjects"},
       {},
       "project import projects.csv --encoding gb18030 --dry-run"},
  };
}

}  // namespace cobuild::cli
