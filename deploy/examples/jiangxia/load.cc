#include "deploy/examples/jiangxia/load.h"

#include <algorithm>
#include <array>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "deploy/examples/jiangxia/loader.h"
#include "deploy/examples/jiangxia/project_chain.h"

namespace cobuild::jiangxia {
namespace {

using cli::Service;

// In an order in which whatever names another comes after it.
absl::Status LoadRegistry(const RegistryRequests& requests, Loader& loader) {
  const auto send = [&](const char* what, const char* method, const auto& each) {
    return loader.CallForEach(what, Service::kRegistry, method, each);
  };
  COBUILD_RETURN_IF_ERROR(
      send("organizations", "OrganizationService/CreateOrganization", requests.organizations));
  COBUILD_RETURN_IF_ERROR(send("pairings", "PairingService/CreatePairing", requests.pairings));
  COBUILD_RETURN_IF_ERROR(send("people", "PersonService/CreatePerson", requests.people));
  COBUILD_RETURN_IF_ERROR(send("postings", "PostingService/AssignPosting", requests.postings));
  COBUILD_RETURN_IF_ERROR(
      send("postings ended", "PostingService/EndPosting", requests.ended_postings));
  COBUILD_RETURN_IF_ERROR(
      send("leading groups", "LeadingGroupService/CreateLeadingGroup", requests.leading_groups));
  COBUILD_RETURN_IF_ERROR(send("elections", "CommitteeService/RecordElection", requests.elections));
  COBUILD_RETURN_IF_ERROR(
      send("service centres", "ServiceCentreService/CreateServiceCentre", requests.centres));
  COBUILD_RETURN_IF_ERROR(
      send("centre works", "ServiceCentreService/RecordCentreWork", requests.works));
  COBUILD_RETURN_IF_ERROR(
      send("acceptances", "VillageService/RecordVillageAcceptance", requests.acceptances));
  COBUILD_RETURN_IF_ERROR(
      send("demonstrations", "DemonstrationService/CreateDemonstration", requests.demonstrations));
  return send("campaigns", "CampaignService/CreateCampaign", requests.campaigns);
}

absl::Status LoadFunds(const FinanceRequests& requests, Loader& loader) {
  const auto send = [&](const char* what, const char* method, const auto& each) {
    return loader.CallForEach(what, Service::kFinance, method, each);
  };
  COBUILD_RETURN_IF_ERROR(send("funds", "FundService/CreateFund", requests.funds));
  COBUILD_RETURN_IF_ERROR(
      send("appropriations", "FundService/Appropriate", requests.appropriations));
  return send("plans", "FundService/Plan", requests.plans);
}

absl::Status LoadPolicies(const FinanceRequests& requests, Loader& loader) {
  COBUILD_RETURN_IF_ERROR(loader.CallForEach("policies", Service::kFinance,
                                             "PolicyService/CreatePolicy", requests.policies));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach("policies adopted", Service::kFinance,
                                             "PolicyService/AdoptPolicy", requests.adoptions));
  return loader.CallForEach("household incomes", Service::kFinance,
                            "IncomeService/RecordHouseholdIncome", requests.household_incomes);
}

// Each project goes its own way: none waits for another.
absl::Status LoadProjects(const Requests& requests, Loader& loader) {
  std::vector<Chain> chains;
  for (size_t i = 0; i < requests.projects.size(); ++i) {
    chains.push_back(MakeProjectChain(requests.projects[i], requests.finance.projects[i]));
  }
  return loader.RunAllChains("project calls", chains);
}

}  // namespace

std::vector<cli::ConnectionSettings> SettingsOfCallers(const cli::ConnectionSettings& office,
                                                       const std::string& principals) {
  std::vector<cli::ConnectionSettings> settings(kCallers.size(), office);
  for (size_t i = 0; i < settings.size(); ++i) {
    if (kCallers[i] == Caller::kOffice) continue;
    const std::string folder = principals + "/" + std::string(PrincipalOf(kCallers[i]));
    settings[i].tls.certificate = folder + "/certificate.pem";
    settings[i].tls.key = folder + "/key.pem";
  }
  return settings;
}

absl::StatusOr<std::vector<Loaded>> Load(const Requests& requests, const LoadOptions& options,
                                         const std::vector<cli::ConnectionSettings>& callers,
                                         Progress& progress) {
  Loader loader(options, progress);
  COBUILD_RETURN_IF_ERROR(loader.Connect(callers));
  COBUILD_RETURN_IF_ERROR(loader.ImportDivisions(requests.import_header, requests.divisions));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach(
      "perimeters", Service::kRegistry, "PerimeterService/CreatePerimeter", requests.perimeters));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach("ledgers", Service::kFinance,
                                             "LedgerService/CreateLedger", requests.ledgers));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach("categories", Service::kRegistry,
                                             "VillageService/OpenCategory", requests.categories));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach(
      "incomes", Service::kFinance, "IncomeService/RecordVillageIncome", requests.incomes));
  COBUILD_RETURN_IF_ERROR(LoadRegistry(requests.registry, loader));
  COBUILD_RETURN_IF_ERROR(LoadFunds(requests.finance, loader));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach("models", Service::kProjects,
                                             "ModelService/PromoteModel", requests.models));
  COBUILD_RETURN_IF_ERROR(LoadProjects(requests, loader));
  COBUILD_RETURN_IF_ERROR(LoadPolicies(requests.finance, loader));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach("metrics", Service::kAssessment,
                                             "MetricService/CreateMetric", requests.metrics));
  return loader.TakeLoaded();
}

bool IsOtherData(const absl::Status& failure) {
  constexpr std::array kReasons = {"PERIMETER_EXISTS",        "CATEGORY_ALREADY_OPEN",
                                   "INCOME_ALREADY_RECORDED", "LEDGER_ID_REUSED",
                                   "REQUEST_ID_REUSED",       "VERSION_NOT_NEXT"};
  return std::ranges::find(kReasons, error::ReasonOf(failure)) != kReasons.end();
}

}  // namespace cobuild::jiangxia
