// The registry's records: a row a command, and nothing else.
#include <utility>

#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/rpc_command.h"

namespace cobuild::cli {
namespace v1 = registry::v1;

std::vector<RpcCommand> RegistryRecordCommands() {
  std::vector<RpcCommand> rows;
  RowsOfNoun("organization", "organizations", Service::kRegistry,
             v1::Organization::descriptor()->file(), rows)
      .Verb("create", "a unit that may be paired with villages",
            "OrganizationService/CreateOrganization", {"organization-id"})
      .Verb("get", "one organization", "OrganizationService/GetOrganization")
      .List("organizations in order of id", "OrganizationService/ListOrganizations",
            {{"name", "ORGANIZATION"},
             {"display_name", "NAME"},
             {"kind", "KIND"},
             {"division", "DIVISION"},
             {"data_origin", "ORIGIN"}})
      .Verb("update", "states it anew, all of it", "OrganizationService/UpdateOrganization")
      .Verb("delete", "withdraws one that was entered by mistake",
            "OrganizationService/DeleteOrganization");
  RowsOfNoun("pairing", "pairings", Service::kRegistry, v1::Pairing::descriptor()->file(), rows)
      .Verb("create", "pairs an organization with a village", "PairingService/CreatePairing",
            {"pairing-id"})
      .Verb("end", "ends a pairing", "PairingService/EndPairing")
      .Verb("get", "one pairing", "PairingService/GetPairing")
      .List("pairings in order of id", "PairingService/ListPairings",
            {{"name", "PAIRING"},
             {"village", "VILLAGE"},
             {"organization", "ORGANIZATION"},
             {"start_date", "FROM"},
             {"end_date", "TO"},
             {"data_origin", "ORIGIN"}})
      .Verb("void", "withdraws one that was entered by mistake", "PairingService/VoidPairing");
  return rows;
}

}  // namespace cobuild::cli
