#include "cobuild/registry/v1/perimeter.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

registry::v1::Perimeter PerimeterFrom(Arguments& arguments) {
  registry::v1::Perimeter perimeter;
  perimeter.set_display_name(arguments.Text("name"));
  for (const auto& prefix : arguments.Texts("include")) perimeter.add_include_prefixes(prefix);
  for (const auto& prefix : arguments.Texts("exclude")) perimeter.add_exclude_prefixes(prefix);
  for (const auto kind : arguments.Enums<registry::v1::DivisionKind>("kind"))
    perimeter.add_kinds(kind);
  for (const auto& village : arguments.Names("include-village", "villages")) {
    perimeter.add_include_villages(village);
  }
  for (const auto& village : arguments.Names("exclude-village", "villages")) {
    perimeter.add_exclude_villages(village);
  }
  perimeter.set_basis(arguments.Text("basis"));
  perimeter.set_data_origin(DataOriginOf(arguments));
  return perimeter;
}

absl::Status CreatePerimeter(Arguments& arguments, Session& session) {
  registry::v1::CreatePerimeterRequest request;
  request.set_perimeter_id(arguments.Text("ID"));
  *request.mutable_perimeter() = PerimeterFrom(arguments);
  request.set_request_id(session.RequestId(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kRegistry,
                              &registry::v1::PerimeterService::Stub::CreatePerimeter, request);
}

absl::Status UpdatePerimeter(Arguments& arguments, Session& session) {
  registry::v1::UpdatePerimeterRequest request;
  *request.mutable_perimeter() = PerimeterFrom(arguments);
  request.mutable_perimeter()->set_name(arguments.Name("ID", "perimeters"));
  request.set_etag(arguments.Text("etag"));
  request.set_request_id(session.RequestId(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kRegistry,
                              &registry::v1::PerimeterService::Stub::UpdatePerimeter, request);
}

absl::Status GetPerimeter(Arguments& arguments, Session& session) {
  registry::v1::GetPerimeterRequest request;
  request.set_name(arguments.Name("ID", "perimeters"));
  SetKnownAt(arguments, request);
  return session.CallAndPrint(arguments, Service::kRegistry,
                              &registry::v1::PerimeterService::Stub::GetPerimeter, request);
}

absl::Status ListPerimeters(Arguments& arguments, Session& session) {
  registry::v1::ListPerimetersRequest request;
  SetKnownAt(arguments, request);
  return ListRows(session, arguments, Service::kRegistry,
                  &registry::v1::PerimeterService::Stub::ListPerimeters, request,
                  &registry::v1::ListPerimetersResponse::perimeters);
}

absl::Status ListVillagesOfPerimeter(Arguments& arguments, Session& session) {
  registry::v1::ListPerimeterVillagesRequest request;
  request.set_name(arguments.Name("ID", "perimeters"));
  SetAsOfAndKnownAt(arguments, request);
  return ListRows(session, arguments, Service::kRegistry,
                  &registry::v1::PerimeterService::Stub::ListPerimeterVillages, request,
                  &registry::v1::ListPerimeterVillagesResponse::villages);
}

}  // namespace

std::vector<Command> PerimeterCommands() {
  const std::vector<Argument> rule =
      With({Positional("ID", "as jiangxia-programme"), Required("name", "name for people"),
            List("include", "prefix of codes, 2 to 12 digits; at least one"),
            List("exclude", "prefix of codes that do not belong to it"),
            OneOf(registry::v1::DivisionKind_descriptor(),
                  List("kind", "kind of villages, as VILLAGERS_COMMITTEE; default all")),
            List("include-village", "code that belongs to it all the same"),
            List("exclude-village", "code that does not"),
            Required("basis", "where the rule comes from and what of it is assumed")},
           With(DataOrigin(), DryRunAndRequestId()));
  return {
      {"perimeter",
       "create",
       "a named set of villages, by rule",
       rule,
       CreatePerimeter,
       {"cobuild.registry.v1.PerimeterService/CreatePerimeter"},
       {},
       "perimeter create jinkou --name 金口街道 --include 420115002 --basis 街道名录"},
      {"perimeter",
       "update",
       "states the rule anew, all of it",
       With({Optional("etag", "of the state that was read; default whatever stands")}, rule),
       UpdatePerimeter,
       {"cobuild.registry.v1.PerimeterService/UpdatePerimeter"},
       {},
       "perimeter update jinkou --name 金口街道 --include 420115002 --basis 街道名录"},
      {"perimeter",
       "get",
       "one perimeter with its rule",
       With({Positional("ID", "its id")}, KnownAtOnly()),
       GetPerimeter,
       {"cobuild.registry.v1.PerimeterService/GetPerimeter"},
       {},
       "perimeter get jiangxia-programme"},
      {"perimeter",
       "list",
       "perimeters in order of id",
       With(KnownAtOnly(), Limit()),
       ListPerimeters,
       {"cobuild.registry.v1.PerimeterService/ListPerimeters"},
       {{"name", "PERIMETER"},
        {"display_name", "NAME"},
        {"include_prefixes", "INCLUDE"},
        {"exclude_prefixes", "EXCLUDE"},
        {"kinds", "KINDS"},
        {"data_origin", "ORIGIN"},
        {"basis", "BASIS"}},
       "perimeter list"},
      {"perimeter",
       "villages",
       "its villages as of a day",
       With({Positional("ID", "its id")}, With(AsOfAndKnownAt(), Limit())),
       ListVillagesOfPerimeter,
       {"cobuild.registry.v1.PerimeterService/ListPerimeterVillages"},
       VillageColumns(),
       "perimeter villages jiangxia-programme --as-of 2011-12-31"},
  };
}

}  // namespace cobuild::cli
