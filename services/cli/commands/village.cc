#include "cobuild/registry/v1/village.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

absl::Status GetVillage(Arguments& arguments, Session& session) {
  registry::v1::GetVillageRequest request;
  request.set_name(arguments.Name("CODE", "villages"));
  SetAsOfAndKnownAt(arguments, request);
  return session.CallAndPrint(arguments, Service::kRegistry,
                              &registry::v1::VillageService::Stub::GetVillage, request);
}

absl::Status ListVillages(Arguments& arguments, Session& session) {
  registry::v1::ListVillagesRequest request;
  request.set_division(arguments.Name("division", "divisions"));
  request.set_category(arguments.Enum<registry::v1::VillageCategory>("category"));
  request.set_perimeter(arguments.Name("perimeter", "perimeters"));
  SetAsOfAndKnownAt(arguments, request);
  return ListRows(session, arguments, Service::kRegistry,
                  &registry::v1::VillageService::Stub::ListVillages, request,
                  &registry::v1::ListVillagesResponse::villages);
}

}  // namespace

std::vector<Column> VillageColumns() {
  return {{"name", "VILLAGE"},
          {"display_name", "NAME"},
          {"kind", "KIND"},
          {"township_display_name", "TOWNSHIP"},
          {"category", "CATEGORY"}};
}

std::vector<Command> VillageCommands() {
  return {
      {"village",
       "get",
       "one village",
       With({Positional("CODE", "12 digits")}, AsOfAndKnownAt()),
       GetVillage,
       {"cobuild.registry.v1.VillageService/GetVillage"},
       {},
       "village get 420115010201"},
      {"village",
       "list",
       "villages in order of code that meet every condition given",
       With({Optional("division", "only villages anywhere below this code"),
             OneOf(registry::v1::VillageCategory_descriptor(),
                   Optional("category", "only villages with this category open on the day")),
             Optional("perimeter", "only villages of this perimeter")},
            With(AsOfAndKnownAt(), Limit())),
       ListVillages,
       {"cobuild.registry.v1.VillageService/ListVillages"},
       VillageColumns(),
       "village list --category hollow-economy --as-of 2010-01-01"},
  };
}

}  // namespace cobuild::cli
