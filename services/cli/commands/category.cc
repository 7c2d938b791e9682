#include "cobuild/registry/v1/village.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

absl::Status Open(Arguments& arguments, Session& session) {
  registry::v1::OpenCategoryRequest request;
  request.set_village(arguments.Name("VILLAGE", "villages"));
  request.set_category(arguments.Enum<registry::v1::VillageCategory>("CATEGORY"));
  *request.mutable_entered_date() = arguments.Date("entered");
  request.set_basis(arguments.Text("basis"));
  request.set_data_origin(DataOriginOf(arguments));
  request.set_request_id(session.RequestId(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kRegistry,
                              &registry::v1::VillageService::Stub::OpenCategory, request);
}

absl::Status Graduate(Arguments& arguments, Session& session) {
  registry::v1::GraduateCategoryRequest request;
  request.set_village(arguments.Name("VILLAGE", "villages"));
  *request.mutable_graduated_date() = arguments.Date("graduated");
  request.set_evidence(arguments.Text("evidence"));
  request.set_request_id(session.RequestId(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kRegistry,
                              &registry::v1::VillageService::Stub::GraduateCategory, request);
}

absl::Status ListEpisodes(Arguments& arguments, Session& session) {
  registry::v1::ListCategoryEpisodesRequest request;
  request.set_village(arguments.Name("village", "villages"));
  request.set_category(arguments.Enum<registry::v1::VillageCategory>("category"));
  if (arguments.Has("open-on")) *request.mutable_open_on() = arguments.Date("open-on");
  SetKnownAt(arguments, request);
  return ListRows(session, arguments, Service::kRegistry,
                  &registry::v1::VillageService::Stub::ListCategoryEpisodes, request,
                  &registry::v1::ListCategoryEpisodesResponse::episodes);
}

}  // namespace

std::vector<Command> CategoryCommands() {
  return {
      {"category",
       "open",
       "a village enters a category",
       With({Positional("VILLAGE", "code"),
             OneOf(registry::v1::VillageCategory_descriptor(),
                   Positional("CATEGORY",
                              "WEAK_ORGANISATION, POOR_ENVIRONMENT, OLD_REVOLUTIONARY_BASE "
                              "or HOLLOW_ECONOMY")),
             Required("entered", "first day in it"), Required("basis", "decision or document")},
            With(DataOrigin(), DryRunAndRequestId())),
       Open,
       {"cobuild.registry.v1.VillageService/OpenCategory"},
       {},
       "category open 420115010201 hollow-economy --entered 2010-01-01 --basis 鄂组发〔2010〕1号"},
      {"category",
       "graduate",
       "a village leaves its category",
       With({Positional("VILLAGE", "code"), Required("graduated", "first day no longer in it"),
             Required("evidence", "what shows it")},
            DryRunAndRequestId()),
       Graduate,
       {"cobuild.registry.v1.VillageService/GraduateCategory"},
       {},
       "category graduate 420115010201 --graduated 2012-01-01 --evidence report-2011"},
      {"category",
       "list",
       "episodes in order of village and entry",
       With({Optional("village", "only this village"),
             OneOf(registry::v1::VillageCategory_descriptor(),
                   Optional("category", "only this category")),
             Optional("open-on", "only episodes open on this day")},
            With(KnownAtOnly(), Limit())),
       ListEpisodes,
       {"cobuild.registry.v1.VillageService/ListCategoryEpisodes"},
       {{"village", "VILLAGE"},
        {"category", "CATEGORY"},
        {"entered_date", "ENTERED"},
        {"graduated_date", "GRADUATED"},
        {"basis", "BASIS"},
        {"evidence", "EVIDENCE"},
        {"data_origin", "ORIGIN"}},
       "category list --category hollow-economy --open-on 2010-01-01"},
  };
}

}  // namespace cobuild::cli
