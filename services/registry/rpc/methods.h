// The registry's RPCs, in proto order. FeedService's rows are in common/feed/methods.h.
//
// Reads that cost what their page costs run on the inline lane: they are answered from memory.
// Those that may have to look at every division of a country to fill or count a page run on the
// read lane.
#pragma once

#include <array>
#include <chrono>
#include <string_view>

#include "common/rpc/method.h"

namespace cobuild::registry {

inline constexpr rpc::Method kGetDivision =
    rpc::MemoryRead("cobuild.registry.v1.DivisionService/GetDivision", "registry.divisions.read",
                    rpc::Scope::kOpen);
inline constexpr rpc::Method kListDivisions =
    rpc::MemoryRead("cobuild.registry.v1.DivisionService/ListDivisions", "registry.divisions.read",
                    rpc::Scope::kOpen);
inline constexpr rpc::Method kSearchDivisions =
    rpc::MemoryScan("cobuild.registry.v1.DivisionService/SearchDivisions",
                    "registry.divisions.read", rpc::Scope::kOpen);
inline constexpr rpc::Method kImportDivisions = {
    .name = "cobuild.registry.v1.DivisionService/ImportDivisions",
    .permission = "registry.divisions.import",
    .scope = rpc::Scope::kWhole,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::minutes(10),
    .repeat = rpc::Repeat::kRequestId};

inline constexpr rpc::Method kGetVillage = rpc::MemoryRead(
    "cobuild.registry.v1.VillageService/GetVillage", "registry.villages.read", rpc::Scope::kRows);
inline constexpr rpc::Method kBatchGetVillages =
    rpc::MemoryRead("cobuild.registry.v1.VillageService/BatchGetVillages", "registry.villages.read",
                    rpc::Scope::kRows);
inline constexpr rpc::Method kListVillages = rpc::MemoryScan(
    "cobuild.registry.v1.VillageService/ListVillages", "registry.villages.read", rpc::Scope::kRows);
inline constexpr rpc::Method kOpenCategory =
    rpc::RecordChange("cobuild.registry.v1.VillageService/OpenCategory",
                      "registry.villages.categorise", rpc::Scope::kRows);
inline constexpr rpc::Method kGraduateCategory =
    rpc::RecordChange("cobuild.registry.v1.VillageService/GraduateCategory",
                      "registry.villages.categorise", rpc::Scope::kRows);
inline constexpr rpc::Method kListCategoryEpisodes =
    rpc::MemoryRead("cobuild.registry.v1.VillageService/ListCategoryEpisodes",
                    "registry.villages.read", rpc::Scope::kRows);

inline constexpr rpc::Method kRecordVillageAcceptance =
    rpc::RecordChange("cobuild.registry.v1.VillageService/RecordVillageAcceptance",
                      "registry.villages.accept", rpc::Scope::kRows);
inline constexpr rpc::Method kVoidVillageAcceptance =
    rpc::RecordChange("cobuild.registry.v1.VillageService/VoidVillageAcceptance",
                      "registry.villages.accept", rpc::Scope::kRows);
inline constexpr rpc::Method kListVillageAcceptances =
    rpc::MemoryScan("cobuild.registry.v1.VillageService/ListVillageAcceptances",
                    "registry.villages.read", rpc::Scope::kRows);

inline constexpr rpc::Method kCreatePerimeter =
    rpc::RecordChange("cobuild.registry.v1.PerimeterService/CreatePerimeter",
                      "registry.perimeters.create", rpc::Scope::kWhole);
inline constexpr rpc::Method kGetPerimeter =
    rpc::MemoryRead("cobuild.registry.v1.PerimeterService/GetPerimeter", "registry.perimeters.read",
                    rpc::Scope::kOpen);
inline constexpr rpc::Method kListPerimeters =
    rpc::MemoryRead("cobuild.registry.v1.PerimeterService/ListPerimeters",
                    "registry.perimeters.read", rpc::Scope::kOpen);
inline constexpr rpc::Method kUpdatePerimeter =
    rpc::RecordChange("cobuild.registry.v1.PerimeterService/UpdatePerimeter",
                      "registry.perimeters.update", rpc::Scope::kWhole);
inline constexpr rpc::Method kListPerimeterVillages =
    rpc::MemoryScan("cobuild.registry.v1.PerimeterService/ListPerimeterVillages",
                    "registry.perimeters.read", rpc::Scope::kRows);

inline constexpr rpc::Method kCreateOrganization =
    rpc::RecordChange("cobuild.registry.v1.OrganizationService/CreateOrganization",
                      "registry.organizations.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetOrganization =
    rpc::MemoryRead("cobuild.registry.v1.OrganizationService/GetOrganization",
                    "registry.organizations.read", rpc::Scope::kOpen);
inline constexpr rpc::Method kListOrganizations =
    rpc::MemoryScan("cobuild.registry.v1.OrganizationService/ListOrganizations",
                    "registry.organizations.read", rpc::Scope::kOpen);
inline constexpr rpc::Method kUpdateOrganization =
    rpc::RecordChange("cobuild.registry.v1.OrganizationService/UpdateOrganization",
                      "registry.organizations.update", rpc::Scope::kRows);
inline constexpr rpc::Method kDeleteOrganization =
    rpc::RecordChange("cobuild.registry.v1.OrganizationService/DeleteOrganization",
                      "registry.organizations.delete", rpc::Scope::kRows);

inline constexpr rpc::Method kCreatePairing =
    rpc::RecordChange("cobuild.registry.v1.PairingService/CreatePairing",
                      "registry.pairings.create", rpc::Scope::kRows);
inline constexpr rpc::Method kEndPairing = rpc::RecordChange(
    "cobuild.registry.v1.PairingService/EndPairing", "registry.pairings.end", rpc::Scope::kRows);
inline constexpr rpc::Method kGetPairing = rpc::MemoryRead(
    "cobuild.registry.v1.PairingService/GetPairing", "registry.pairings.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListPairings = rpc::MemoryScan(
    "cobuild.registry.v1.PairingService/ListPairings", "registry.pairings.read", rpc::Scope::kRows);
inline constexpr rpc::Method kVoidPairing = rpc::RecordChange(
    "cobuild.registry.v1.PairingService/VoidPairing", "registry.pairings.void", rpc::Scope::kRows);

inline constexpr rpc::Method kRecordElection =
    rpc::RecordChange("cobuild.registry.v1.CommitteeService/RecordElection",
                      "registry.elections.record", rpc::Scope::kRows);
inline constexpr rpc::Method kCorrectElection =
    rpc::RecordChange("cobuild.registry.v1.CommitteeService/CorrectElection",
                      "registry.elections.correct", rpc::Scope::kRows);
inline constexpr rpc::Method kGetElection =
    rpc::MemoryRead("cobuild.registry.v1.CommitteeService/GetElection", "registry.elections.read",
                    rpc::Scope::kRows);
inline constexpr rpc::Method kListElections =
    rpc::MemoryScan("cobuild.registry.v1.CommitteeService/ListElections", "registry.elections.read",
                    rpc::Scope::kRows);
inline constexpr rpc::Method kSummarizeElections =
    rpc::MemoryScan("cobuild.registry.v1.CommitteeService/SummarizeElections",
                    "registry.elections.read", rpc::Scope::kRows);

inline constexpr rpc::Method kCreateServiceCentre =
    rpc::RecordChange("cobuild.registry.v1.ServiceCentreService/CreateServiceCentre",
                      "registry.service_centres.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetServiceCentre =
    rpc::MemoryRead("cobuild.registry.v1.ServiceCentreService/GetServiceCentre",
                    "registry.service_centres.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListServiceCentres =
    rpc::MemoryScan("cobuild.registry.v1.ServiceCentreService/ListServiceCentres",
                    "registry.service_centres.read", rpc::Scope::kRows);
inline constexpr rpc::Method kUpdateServiceCentre =
    rpc::RecordChange("cobuild.registry.v1.ServiceCentreService/UpdateServiceCentre",
                      "registry.service_centres.update", rpc::Scope::kRows);
inline constexpr rpc::Method kDeleteServiceCentre =
    rpc::RecordChange("cobuild.registry.v1.ServiceCentreService/DeleteServiceCentre",
                      "registry.service_centres.delete", rpc::Scope::kRows);
inline constexpr rpc::Method kSummarizeServiceCentres =
    rpc::MemoryScan("cobuild.registry.v1.ServiceCentreService/SummarizeServiceCentres",
                    "registry.service_centres.read", rpc::Scope::kRows);
inline constexpr rpc::Method kRecordCentreWork =
    rpc::RecordChange("cobuild.registry.v1.ServiceCentreService/RecordCentreWork",
                      "registry.service_centres.record_work", rpc::Scope::kRows);
inline constexpr rpc::Method kCorrectCentreWork =
    rpc::RecordChange("cobuild.registry.v1.ServiceCentreService/CorrectCentreWork",
                      "registry.service_centres.correct_work", rpc::Scope::kRows);
inline constexpr rpc::Method kVoidCentreWork =
    rpc::RecordChange("cobuild.registry.v1.ServiceCentreService/VoidCentreWork",
                      "registry.service_centres.void_work", rpc::Scope::kRows);
inline constexpr rpc::Method kListCentreWorks =
    rpc::MemoryScan("cobuild.registry.v1.ServiceCentreService/ListCentreWorks",
                    "registry.service_centres.read", rpc::Scope::kRows);
inline constexpr rpc::Method kSummarizeCentreWorks =
    rpc::MemoryScan("cobuild.registry.v1.ServiceCentreService/SummarizeCentreWorks",
                    "registry.service_centres.read", rpc::Scope::kRows);

inline constexpr rpc::Method kCreateDemonstration =
    rpc::RecordChange("cobuild.registry.v1.DemonstrationService/CreateDemonstration",
                      "registry.demonstrations.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetDemonstration =
    rpc::MemoryRead("cobuild.registry.v1.DemonstrationService/GetDemonstration",
                    "registry.demonstrations.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListDemonstrations =
    rpc::MemoryScan("cobuild.registry.v1.DemonstrationService/ListDemonstrations",
                    "registry.demonstrations.read", rpc::Scope::kRows);
inline constexpr rpc::Method kUpdateDemonstration =
    rpc::RecordChange("cobuild.registry.v1.DemonstrationService/UpdateDemonstration",
                      "registry.demonstrations.update", rpc::Scope::kRows);
inline constexpr rpc::Method kDeleteDemonstration =
    rpc::RecordChange("cobuild.registry.v1.DemonstrationService/DeleteDemonstration",
                      "registry.demonstrations.delete", rpc::Scope::kRows);
inline constexpr rpc::Method kRecordDemonstrationEvent =
    rpc::RecordChange("cobuild.registry.v1.DemonstrationService/RecordDemonstrationEvent",
                      "registry.demonstrations.record_event", rpc::Scope::kRows);
inline constexpr rpc::Method kVoidDemonstrationEvent =
    rpc::RecordChange("cobuild.registry.v1.DemonstrationService/VoidDemonstrationEvent",
                      "registry.demonstrations.void_event", rpc::Scope::kRows);
inline constexpr rpc::Method kListDemonstrationEvents =
    rpc::MemoryScan("cobuild.registry.v1.DemonstrationService/ListDemonstrationEvents",
                    "registry.demonstrations.read", rpc::Scope::kRows);

inline constexpr rpc::Method kCreateCampaign =
    rpc::RecordChange("cobuild.registry.v1.CampaignService/CreateCampaign",
                      "registry.campaigns.create", rpc::Scope::kWhole);
inline constexpr rpc::Method kGetCampaign =
    rpc::MemoryRead("cobuild.registry.v1.CampaignService/GetCampaign", "registry.campaigns.read",
                    rpc::Scope::kOpen);
inline constexpr rpc::Method kListCampaigns =
    rpc::MemoryScan("cobuild.registry.v1.CampaignService/ListCampaigns", "registry.campaigns.read",
                    rpc::Scope::kOpen);
inline constexpr rpc::Method kUpdateCampaign =
    rpc::RecordChange("cobuild.registry.v1.CampaignService/UpdateCampaign",
                      "registry.campaigns.update", rpc::Scope::kWhole);
inline constexpr rpc::Method kDeleteCampaign =
    rpc::RecordChange("cobuild.registry.v1.CampaignService/DeleteCampaign",
                      "registry.campaigns.delete", rpc::Scope::kWhole);

// Personal data are in the database alone, so that also the read of one person may block.
inline constexpr rpc::Method kCreatePerson = rpc::RecordChange(
    "cobuild.registry.v1.PersonService/CreatePerson", "registry.people.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetPerson = rpc::MemoryScan(
    "cobuild.registry.v1.PersonService/GetPerson", "registry.people.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListPeople = rpc::MemoryScan(
    "cobuild.registry.v1.PersonService/ListPeople", "registry.people.read", rpc::Scope::kRows);
inline constexpr rpc::Method kUpdatePerson = rpc::RecordChange(
    "cobuild.registry.v1.PersonService/UpdatePerson", "registry.people.update", rpc::Scope::kRows);
inline constexpr rpc::Method kDeletePerson = rpc::RecordChange(
    "cobuild.registry.v1.PersonService/DeletePerson", "registry.people.delete", rpc::Scope::kRows);

inline constexpr rpc::Method kAssignPosting =
    rpc::RecordChange("cobuild.registry.v1.PostingService/AssignPosting",
                      "registry.postings.assign", rpc::Scope::kRows);
inline constexpr rpc::Method kEndPosting = rpc::RecordChange(
    "cobuild.registry.v1.PostingService/EndPosting", "registry.postings.end", rpc::Scope::kRows);
inline constexpr rpc::Method kGetPosting = rpc::MemoryRead(
    "cobuild.registry.v1.PostingService/GetPosting", "registry.postings.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListPostings = rpc::MemoryScan(
    "cobuild.registry.v1.PostingService/ListPostings", "registry.postings.read", rpc::Scope::kRows);
inline constexpr rpc::Method kVoidPosting = rpc::RecordChange(
    "cobuild.registry.v1.PostingService/VoidPosting", "registry.postings.void", rpc::Scope::kRows);

inline constexpr rpc::Method kCreateLeadingGroup =
    rpc::RecordChange("cobuild.registry.v1.LeadingGroupService/CreateLeadingGroup",
                      "registry.leading_groups.create", rpc::Scope::kRows);
inline constexpr rpc::Method kGetLeadingGroup =
    rpc::MemoryRead("cobuild.registry.v1.LeadingGroupService/GetLeadingGroup",
                    "registry.leading_groups.read", rpc::Scope::kRows);
inline constexpr rpc::Method kListLeadingGroups =
    rpc::MemoryScan("cobuild.registry.v1.LeadingGroupService/ListLeadingGroups",
                    "registry.leading_groups.read", rpc::Scope::kRows);
inline constexpr rpc::Method kUpdateLeadingGroup =
    rpc::RecordChange("cobuild.registry.v1.LeadingGroupService/UpdateLeadingGroup",
                      "registry.leading_groups.update", rpc::Scope::kRows);
inline constexpr rpc::Method kEndLeadingGroup =
    rpc::RecordChange("cobuild.registry.v1.LeadingGroupService/EndLeadingGroup",
                      "registry.leading_groups.end", rpc::Scope::kRows);
inline constexpr rpc::Method kVoidLeadingGroup =
    rpc::RecordChange("cobuild.registry.v1.LeadingGroupService/VoidLeadingGroup",
                      "registry.leading_groups.void", rpc::Scope::kRows);

inline constexpr rpc::Method kCreatePrincipal =
    rpc::RecordChange("cobuild.registry.v1.PrincipalService/CreatePrincipal",
                      "registry.principals.create", rpc::Scope::kWhole);
inline constexpr rpc::Method kGetPrincipal = rpc::MemoryRead(
    "cobuild.registry.v1.PrincipalService/GetPrincipal", "registry.principals.read");
inline constexpr rpc::Method kListPrincipals = rpc::MemoryRead(
    "cobuild.registry.v1.PrincipalService/ListPrincipals", "registry.principals.read");
inline constexpr rpc::Method kGrantRole =
    rpc::RecordChange("cobuild.registry.v1.PrincipalService/GrantRole", "registry.principals.grant",
                      rpc::Scope::kRows);
inline constexpr rpc::Method kRevokeRole =
    rpc::RecordChange("cobuild.registry.v1.PrincipalService/RevokeRole",
                      "registry.principals.revoke", rpc::Scope::kRows);
inline constexpr rpc::Method kHandOver =
    rpc::RecordChange("cobuild.registry.v1.PrincipalService/HandOver",
                      "registry.principals.hand_over", rpc::Scope::kRows);
inline constexpr rpc::Method kListGrants =
    rpc::MemoryScan("cobuild.registry.v1.PrincipalService/ListGrants", "registry.principals.read",
                    rpc::Scope::kRows);
inline constexpr rpc::Method kGetSelf = {.name = "cobuild.registry.v1.PrincipalService/GetSelf",
                                         .permission = rpc::kNoPermission,
                                         .scope = rpc::Scope::kOpen,
                                         .lane = rpc::Lane::kInline,
                                         .budget = std::chrono::seconds(2),
                                         .repeat = rpc::Repeat::kRead};

// Who has it beside a method's permission sees personal data in clear, others masked.
inline constexpr std::string_view kRevealPersonalData = "registry.people.reveal";

inline constexpr std::array kMethods = {
    kGetDivision,
    kListDivisions,
    kSearchDivisions,
    kImportDivisions,
    kGetVillage,
    kBatchGetVillages,
    kListVillages,
    kOpenCategory,
    kGraduateCategory,
    kListCategoryEpisodes,
    kRecordVillageAcceptance,
    kVoidVillageAcceptance,
    kListVillageAcceptances,
    kCreatePerimeter,
    kGetPerimeter,
    kListPerimeters,
    kUpdatePerimeter,
    kListPerimeterVillages,
    kCreateOrganization,
    kGetOrganization,
    kListOrganizations,
    kUpdateOrganization,
    kDeleteOrganization,
    kCreatePairing,
    kEndPairing,
    kGetPairing,
    kListPairings,
    kVoidPairing,
    kRecordElection,
    kCorrectElection,
    kGetElection,
    kListElections,
    kSummarizeElections,
    kCreateServiceCentre,
    kGetServiceCentre,
    kListServiceCentres,
    kUpdateServiceCentre,
    kDeleteServiceCentre,
    kSummarizeServiceCentres,
    kRecordCentreWork,
    kCorrectCentreWork,
    kVoidCentreWork,
    kListCentreWorks,
    kSummarizeCentreWorks,
    kCreateDemonstration,
    kGetDemonstration,
    kListDemonstrations,
    kUpdateDemonstration,
    kDeleteDemonstration,
    kRecordDemonstrationEvent,
    kVoidDemonstrationEvent,
    kListDemonstrationEvents,
    kCreateCampaign,
    kGetCampaign,
    kListCampaigns,
    kUpdateCampaign,
    kDeleteCampaign,
    kCreatePerson,
    kGetPerson,
    kListPeople,
    kUpdatePerson,
    kDeletePerson,
    kAssignPosting,
    kEndPosting,
    kGetPosting,
    kListPostings,
    kVoidPosting,
    kCreateLeadingGroup,
    kGetLeadingGroup,
    kListLeadingGroups,
    kUpdateLeadingGroup,
    kEndLeadingGroup,
    kVoidLeadingGroup,
    kCreatePrincipal,
    kGetPrincipal,
    kListPrincipals,
    kGrantRole,
    kRevokeRole,
    kHandOver,
    kListGrants,
    kGetSelf,
};

}  // namespace cobuild::registry
