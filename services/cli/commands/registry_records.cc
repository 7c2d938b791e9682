// The registry's records: a row a command, and nothing else.
#include <utility>

#include "cobuild/registry/v1/campaign.pb.h"
#include "cobuild/registry/v1/demonstration.pb.h"
#include "cobuild/registry/v1/election.pb.h"
#include "cobuild/registry/v1/leading_group.pb.h"
#include "cobuild/registry/v1/organization.pb.h"
#include "cobuild/registry/v1/pairing.pb.h"
#include "cobuild/registry/v1/person.pb.h"
#include "cobuild/registry/v1/posting.pb.h"
#include "cobuild/registry/v1/principal.pb.h"
#include "cobuild/registry/v1/service_centre.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/rpc_command.h"

namespace cobuild::cli {

namespace {

void AddPeople(std::vector<RpcCommand>& rows) {
  RowsOfNoun("person", "people", Service::kRegistry, registry::v1::Person::descriptor()->file(),
             rows)
      .Verb("create", "a person; personal data are kept encrypted", "PersonService/CreatePerson",
            {"person-id"})
      .Verb("get", "one person; personal data masked unless permitted", "PersonService/GetPerson")
      .List("people in order of id", "PersonService/ListPeople",
            {{"name", "PERSON"}, {"organization", "ORGANIZATION"}, {"data_origin", "ORIGIN"}})
      .Verb("update", "states the person anew", "PersonService/UpdatePerson")
      .Verb("delete", "withdraws one, and erases the personal data", "PersonService/DeletePerson");
  RowsOfNoun("posting", "postings", Service::kRegistry, registry::v1::Posting::descriptor()->file(),
             rows)
      .Verb("assign", "gives a person a role at a village or a division",
            "PostingService/AssignPosting", {"posting-id"})
      .Verb("end", "ends a posting", "PostingService/EndPosting")
      .Verb("get", "one posting", "PostingService/GetPosting")
      .List("postings in order of id", "PostingService/ListPostings",
            {{"name", "POSTING"},
             {"person", "PERSON"},
             {"role", "ROLE"},
             {"village", "VILLAGE"},
             {"division", "DIVISION"},
             {"start_date", "FROM"},
             {"end_date", "TO"}})
      .Verb("void", "withdraws one that was entered by mistake", "PostingService/VoidPosting");
}

void AddLeadingGroups(std::vector<RpcCommand>& rows) {
  RowsOfNoun("group", "leadingGroups", Service::kRegistry,
             registry::v1::LeadingGroup::descriptor()->file(), rows)
      .Verb("create", "a leading group with its office and task teams",
            "LeadingGroupService/CreateLeadingGroup", {"leading-group-id"})
      .Verb("get", "one leading group", "LeadingGroupService/GetLeadingGroup")
      .List("leading groups in order of id", "LeadingGroupService/ListLeadingGroups",
            {{"name", "GROUP"},
             {"division", "DIVISION"},
             {"display_name", "NAME"},
             {"established_date", "FROM"},
             {"dissolved_date", "TO"}})
      .Verb("update", "states it anew, all of it", "LeadingGroupService/UpdateLeadingGroup")
      .Verb("end", "dissolves it", "LeadingGroupService/EndLeadingGroup")
      .Verb("void", "withdraws one that was entered by mistake",
            "LeadingGroupService/VoidLeadingGroup");
}

void AddVillages(std::vector<RpcCommand>& rows) {
  RowsOfNoun("village", "villages", Service::kRegistry, registry::v1::Village::descriptor()->file(),
             rows)
      .Verb("batch-get", "several villages, in the order asked for",
            "VillageService/BatchGetVillages", {})
      .Rows(VillageColumns());
}

void AddCommittees(std::vector<RpcCommand>& rows) {
  RowsOfNoun("election", "", Service::kRegistry, registry::v1::Election::descriptor()->file(), rows)
      .Verb("record", "the committees of a village before and after an election",
            "CommitteeService/RecordElection")
      .Verb("correct", "states it anew, with the reason", "CommitteeService/CorrectElection")
      .Verb("get", "one election", "CommitteeService/GetElection")
      .List("elections in order of village and round", "CommitteeService/ListElections",
            {{"name", "ELECTION"},
             {"election_date", "DAY"},
             {"secretary_changed", "SECRETARY CHANGED"},
             {"data_origin", "ORIGIN"}})
      .Verb("summarize", "a round over villages or a perimeter",
            "CommitteeService/SummarizeElections", {"round"});
  RowsOfNoun("acceptance", "", Service::kRegistry, registry::v1::Village::descriptor()->file(),
             rows)
      .Verb("record", "what a village passed or failed", "VillageService/RecordVillageAcceptance",
            {"acceptance-id"})
      .Verb("void", "withdraws one that was entered by mistake",
            "VillageService/VoidVillageAcceptance")
      .List("acceptances in order of village and id", "VillageService/ListVillageAcceptances",
            {{"name", "ACCEPTANCE"},
             {"subject", "SUBJECT"},
             {"level", "LEVEL"},
             {"result", "RESULT"},
             {"acceptance_date", "DAY"}});
}

void AddServiceCentres(std::vector<RpcCommand>& rows) {
  const auto* contract = registry::v1::ServiceCentre::descriptor()->file();
  RowsOfNoun("centre", "serviceCentres", Service::kRegistry, contract, rows)
      .Verb("create", "a service centre of a village", "ServiceCentreService/CreateServiceCentre",
            {"service-centre-id"})
      .Verb("get", "one service centre", "ServiceCentreService/GetServiceCentre")
      .List("service centres in order of id", "ServiceCentreService/ListServiceCentres",
            {{"name", "CENTRE"},
             {"village", "VILLAGE"},
             {"display_name", "NAME"},
             {"in_use_since", "SINCE"},
             {"in_use_until", "UNTIL"}})
      .Verb("update", "states it anew, all of it", "ServiceCentreService/UpdateServiceCentre")
      .Verb("delete", "withdraws one that was entered by mistake",
            "ServiceCentreService/DeleteServiceCentre")
      .Verb("summarize", "which villages have one in use",
            "ServiceCentreService/SummarizeServiceCentres", {});
  RowsOfNoun("centre-work", "", Service::kRegistry, contract, rows)
      .Verb("record", "a work on a service centre", "ServiceCentreService/RecordCentreWork",
            {"centre-work-id"})
      .Verb("correct", "states it anew, with the reason", "ServiceCentreService/CorrectCentreWork")
      .Verb("void", "withdraws one that was entered by mistake",
            "ServiceCentreService/VoidCentreWork")
      .List("works in order of centre and id", "ServiceCentreService/ListCentreWorks",
            {{"name", "WORK"},
             {"kind", "KIND"},
             {"start_date", "STARTED"},
             {"completion_date", "COMPLETED"},
             {"cost", "COST"}})
      .Verb("summarize", "centres with a work of each kind completed within days",
            "ServiceCentreService/SummarizeCentreWorks", {});
}

void AddShows(std::vector<RpcCommand>& rows) {
  const auto* contract = registry::v1::Demonstration::descriptor()->file();
  RowsOfNoun("demonstration", "demonstrations", Service::kRegistry, contract, rows)
      .Verb("create", "a belt or a site with its villages",
            "DemonstrationService/CreateDemonstration", {"demonstration-id"})
      .Verb("get", "one belt or site", "DemonstrationService/GetDemonstration")
      .List("belts and sites in order of id", "DemonstrationService/ListDemonstrations",
            {{"name", "DEMONSTRATION"},
             {"kind", "KIND"},
             {"display_name", "NAME"},
             {"start_date", "FROM"},
             {"end_date", "TO"}})
      .Verb("update", "states it anew, all of it", "DemonstrationService/UpdateDemonstration")
      .Verb("delete", "withdraws one that was entered by mistake",
            "DemonstrationService/DeleteDemonstration")
      .Verb("visit", "records a visit or an on-site meeting",
            "DemonstrationService/RecordDemonstrationEvent", {"event-id"})
      .Verb("void-visit", "withdraws one that was entered by mistake",
            "DemonstrationService/VoidDemonstrationEvent");
  RowsOfNoun("visit", "", Service::kRegistry, contract, rows)
      .List("visits and on-site meetings", "DemonstrationService/ListDemonstrationEvents",
            {{"name", "EVENT"},
             {"kind", "KIND"},
             {"event_date", "DAY"},
             {"visitor", "VISITOR"},
             {"participants", "PARTICIPANTS"}});
  RowsOfNoun("campaign", "campaigns", Service::kRegistry,
             registry::v1::Campaign::descriptor()->file(), rows)
      .Verb("create", "a named drive", "CampaignService/CreateCampaign", {"campaign-id"})
      .Verb("get", "one campaign", "CampaignService/GetCampaign")
      .List("campaigns in order of id", "CampaignService/ListCampaigns",
            {{"name", "CAMPAIGN"},
             {"display_name", "NAME"},
             {"start_date", "FROM"},
             {"end_date", "TO"}})
      .Verb("update", "states it anew, all of it", "CampaignService/UpdateCampaign")
      .Verb("delete", "withdraws one that was entered by mistake",
            "CampaignService/DeleteCampaign");
}

void AddPrincipals(std::vector<RpcCommand>& rows) {
  const auto* contract = registry::v1::Principal::descriptor()->file();
  RowsOfNoun("principal", "principals", Service::kRegistry, contract, rows)
      .Verb("create", "a name that a certificate or a token proves, as person/li.si",
            "PrincipalService/CreatePrincipal", {"principal-id"})
      .Verb("get", "one principal", "PrincipalService/GetPrincipal")
      .List("principals in order of id", "PrincipalService/ListPrincipals",
            {{"name", "PRINCIPAL"}, {"display_name", "NAME"}});
  RowsOfNoun("grant", "grants", Service::kRegistry, contract, rows)
      .Verb("create", "grants a role for a part of the tree and a term",
            "PrincipalService/GrantRole", {"grant-id"})
      .Verb("revoke", "ends a grant at once", "PrincipalService/RevokeRole")
      .Verb("hand-over", "hands a principal's grants to another from a day on",
            "PrincipalService/HandOver", {"from", "to"})
      .List("grants in order of id, ended ones included", "PrincipalService/ListGrants",
            {{"name", "GRANT"},
             {"principal", "PRINCIPAL"},
             {"role", "ROLE GRANTED"},
             {"scope.whole_tree", "WHOLE TREE"},
             {"scope.division", "DIVISION"},
             {"scope.organization", "ORGANIZATION"},
             {"start_date", "FROM"},
             {"end_date", "TO"}});
}

}  // namespace

std::vector<RpcCommand> RegistryRecordCommands() {
  std::vector<RpcCommand> rows;
  RowsOfNoun("organization", "organizations", Service::kRegistry,
             registry::v1::Organization::descriptor()->file(), rows)
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
  RowsOfNoun("pairing", "pairings", Service::kRegistry, registry::v1::Pairing::descriptor()->file(),
             rows)
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
  AddVillages(rows);
  AddPeople(rows);
  AddLeadingGroups(rows);
  AddCommittees(rows);
  AddServiceCentres(rows);
  AddShows(rows);
  AddPrincipals(rows);
  return rows;
}

}  // namespace cobuild::cli
