#include <fmt/format.h>

#include "cobuild/registry/v1/division.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/division_import.h"
#include "services/cli/failure.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

std::vector<Column> Columns() {
  return {{"name", "DIVISION"},       {"display_name", "NAME"}, {"level", "LEVEL"},
          {"kind", "KIND"},           {"parent", "PARENT"},     {"aliases", "ALIASES"},
          {"effective_date", "FROM"}, {"edition", "EDITION"}};
}

absl::Status GetDivision(Arguments& arguments, Session& session) {
  registry::v1::GetDivisionRequest request;
  request.set_name(arguments.Name("CODE", "divisions"));
  SetAsOfAndKnownAt(arguments, request);
  return session.CallAndPrint(arguments, Service::kRegistry,
                              &registry::v1::DivisionService::Stub::GetDivision, request);
}

absl::Status ListDivisions(Arguments& arguments, Session& session) {
  registry::v1::ListDivisionsRequest request;
  request.set_parent(arguments.Name("parent", "divisions"));
  request.set_level(arguments.Enum<registry::v1::DivisionLevel>("level"));
  SetAsOfAndKnownAt(arguments, request);
  return ListRows(session, arguments, Service::kRegistry,
                  &registry::v1::DivisionService::Stub::ListDivisions, request,
                  &registry::v1::ListDivisionsResponse::divisions);
}

absl::Status SearchDivisions(Arguments& arguments, Session& session) {
  registry::v1::SearchDivisionsRequest request;
  request.set_query(arguments.Text("TEXT"));
  if (arguments.Has("as-of")) *request.mutable_as_of() = arguments.Date("as-of");
  return ListRows(session, arguments, Service::kRegistry,
                  &registry::v1::DivisionService::Stub::SearchDivisions, request,
                  &registry::v1::SearchDivisionsResponse::divisions);
}

absl::Status ImportDivisionFile(Arguments& arguments, Session& session) {
  registry::v1::ImportHeader header;
  header.set_request_id(session.RequestId(arguments));
  header.set_edition(arguments.Text("edition"));
  *header.mutable_effective_date() = arguments.Date("effective-date");
  header.set_validate_only(arguments.Has("dry-run"));
  const Encoding encoding = EncodingOf(arguments);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const std::string bytes, ReadTextFile(arguments.Text("FILE")));
  CellProblems problems;
  const auto file = ParseDivisions(bytes, encoding, problems);
  problems.Print(session.notes());
  if (!file.ok()) return file.status();
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(Service::kRegistry));
  const auto context = session.Context();
  COBUILD_ASSIGN_OR_RETURN(const registry::v1::ImportDivisionsResponse response,
                           SendDivisions(channel, *context, header, file->rows,
                                         session.ProgressOf("rows sent", file->rows.size())));
  session.Print(response);
  if (response.rows_rejected() == 0) return absl::OkStatus();
  for (const registry::v1::RowError& error : response.errors()) {
    AddRefusal(file->columns, error.line(),
               error.field() == "display_name" ? "name" : error.field(),
               fmt::format("{} ({})", error.description(), error.reason()), problems);
  }
  problems.AddUnlisted(response.rows_rejected() - response.errors_size());
  problems.Print(session.notes());
  return AnswerIsNo("rows were rejected: nothing was stored");
}

}  // namespace

std::vector<Command> DivisionCommands() {
  return {
      {"division",
       "get",
       "one division",
       With({Positional("CODE", "12 digits")}, AsOfAndKnownAt()),
       GetDivision,
       {"cobuild.registry.v1.DivisionService/GetDivision"},
       {},
       "division get 420115010000 --as-of 2011-12-31"},
      {"division",
       "list",
       "divisions in order of code",
       With({Optional("parent", "only direct children of this code"),
             OneOf(registry::v1::DivisionLevel_descriptor(),
                   Optional("level", "PROVINCE, PREFECTURE, COUNTY, TOWNSHIP or VILLAGE"))},
            With(AsOfAndKnownAt(), Limit())),
       ListDivisions,
       {"cobuild.registry.v1.DivisionService/ListDivisions"},
       Columns(),
       "division list --parent 420115000000 --level township"},
      {"division",
       "search",
       "divisions whose name or alias contains a text",
       With({Positional("TEXT", "part of a name, as 山坡"),
             Optional("as-of", "the day it is asked for; default today in China")},
            Limit()),
       SearchDivisions,
       {"cobuild.registry.v1.DivisionService/SearchDivisions"},
       Columns(),
       "division search 山坡"},
      {"division",
       "import",
       "imports an edition: all rows or none",
       With({Positional("FILE",
                        "CSV with code,name,level,parent_code and, if there are any, "
                        "urban_rural_class and aliases (joined by |)"),
             Required("edition", "id of the edition, as nbs-2023"),
             Required("effective-date", "day from which the rows hold, as 2009-01-01")},
            With(EncodingOption(), DryRunAndRequestId())),
       ImportDivisionFile,
       {"cobuild.registry.v1.DivisionService/ImportDivisions"},
       {},
       "division import nbs-2023.csv --edition nbs-2023 --effective-date 2009-01-01 --dry-run"},
  };
}

}  // namespace cobuild::cli
