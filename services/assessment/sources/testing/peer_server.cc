#include "services/assessment/sources/testing/peer_server.h"

#include "common/rpc/router.h"

namespace cobuild::assessment {
namespace {

constexpr rpc::Method Read(std::string_view name) {
  return {.name = name,
          .permission = "peer.facts.read",
          .scope = rpc::Scope::kWhole,
          .lane = rpc::Lane::kRead,
          .budget = std::chrono::seconds(60),
          .repeat = rpc::Repeat::kRead};
}

constexpr rpc::Method kGetPerimeter = Read("cobuild.registry.v1.PerimeterService/GetPerimeter");
constexpr rpc::Method kListPerimeterVillages =
    Read("cobuild.registry.v1.PerimeterService/ListPerimeterVillages");
constexpr rpc::Method kListCategoryEpisodes =
    Read("cobuild.registry.v1.VillageService/ListCategoryEpisodes");
constexpr rpc::Method kListPostings = Read("cobuild.registry.v1.PostingService/ListPostings");
constexpr rpc::Method kListLeadingGroups =
    Read("cobuild.registry.v1.LeadingGroupService/ListLeadingGroups");
constexpr rpc::Method kSummarizeElections =
    Read("cobuild.registry.v1.CommitteeService/SummarizeElections");
constexpr rpc::Method kSummarizeCentreWorks =
    Read("cobuild.registry.v1.ServiceCentreService/SummarizeCentreWorks");
constexpr rpc::Method kListServiceCentres =
    Read("cobuild.registry.v1.ServiceCentreService/ListServiceCentres");
constexpr rpc::Method kListVillageAcceptances =
    Read("cobuild.registry.v1.VillageService/ListVillageAcceptances");
constexpr rpc::Method kGetDivision = Read("cobuild.registry.v1.DivisionService/GetDivision");
constexpr rpc::Method kListDivisions = Read("cobuild.registry.v1.DivisionService/ListDivisions");
constexpr rpc::Method kSummarizeIncome = Read("cobuild.finance.v1.IncomeService/SummarizeIncome");
constexpr rpc::Method kListIncomeLines = Read("cobuild.finance.v1.IncomeService/ListIncomeLines");
constexpr rpc::Method kListHouseholdIncomes =
    Read("cobuild.finance.v1.IncomeService/ListHouseholdIncomes");
constexpr rpc::Method kSummarizeInvestments =
    Read("cobuild.finance.v1.InvestmentService/SummarizeInvestments");
constexpr rpc::Method kListInvestmentLines =
    Read("cobuild.finance.v1.InvestmentService/ListInvestmentLines");
constexpr rpc::Method kGetFund = Read("cobuild.finance.v1.FundService/GetFund");
constexpr rpc::Method kListFunds = Read("cobuild.finance.v1.FundService/ListFunds");
constexpr rpc::Method kListFundMovements = Read("cobuild.finance.v1.FundService/ListFundMovements");
constexpr rpc::Method kListTransfers = Read("cobuild.finance.v1.LedgerService/ListTransfers");
constexpr rpc::Method kListPolicies = Read("cobuild.finance.v1.PolicyService/ListPolicies");
constexpr rpc::Method kListProjects = Read("cobuild.projects.v1.ProjectService/ListProjects");
constexpr rpc::Method kListModels = Read("cobuild.projects.v1.ModelService/ListModels");
constexpr rpc::Method kListDecisions = Read("cobuild.projects.v1.ApprovalService/ListDecisions");
constexpr rpc::Method kListMilestones = Read("cobuild.projects.v1.MilestoneService/ListMilestones");

constexpr char kGrants[] =
    R"({"principals": [{"name": "service/assessment", "roles": ["SERVICE"]}]})";

}  // namespace

PeerServer::PeerServer() {
  test::TestServerOptions options;
  options.grants_json = kGrants;
  server_ = std::make_unique<test::TestServer>([this](rpc::Router& router) { AddRoutes(router); },
                                               options);
}

void PeerServer::Note(const rpc::Call& call) {
  const std::lock_guard lock(mutex_);
  remaining_ = call.remaining();
  trace_ = call.trace();
  ++calls_;
}

std::chrono::milliseconds PeerServer::remaining() const {
  const std::lock_guard lock(mutex_);
  return remaining_;
}

obs::TraceContext PeerServer::trace() const {
  const std::lock_guard lock(mutex_);
  return trace_;
}

int PeerServer::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

void PeerServer::AddRoutes(rpc::Router& router) {
  // Looked up at each call, since tests set the answer after the routes are there.
  const auto add = [this, &router]<class Req, class Resp>(
                       const rpc::Method& method,
                       std::function<absl::StatusOr<Resp>(const Req&)>& answer) {
    router.Unary<Req, Resp>(
        method, [this, &answer](rpc::Call& call, const Req& request) -> absl::StatusOr<Resp> {
          Note(call);
          if (!answer) return absl::InternalError("not expected");
          return answer(request);
        });
  };
  add(kGetPerimeter, get_perimeter);
  add(kListPerimeterVillages, list_perimeter_villages);
  add(kListCategoryEpisodes, list_category_episodes);
  add(kListPostings, list_postings);
  add(kListLeadingGroups, list_leading_groups);
  add(kSummarizeElections, summarize_elections);
  add(kSummarizeCentreWorks, summarize_centre_works);
  add(kListServiceCentres, list_service_centres);
  add(kListVillageAcceptances, list_village_acceptances);
  add(kGetDivision, get_division);
  add(kListDivisions, list_divisions);
  add(kSummarizeIncome, summarize_income);
  add(kListIncomeLines, list_income_lines);
  add(kListHouseholdIncomes, list_household_incomes);
  add(kSummarizeInvestments, summarize_investments);
  add(kListInvestmentLines, list_investment_lines);
  add(kGetFund, get_fund);
  add(kListFunds, list_funds);
  add(kListFundMovements, list_fund_movements);
  add(kListTransfers, list_transfers);
  add(kListPolicies, list_policies);
  add(kListProjects, list_projects);
  add(kListModels, list_models);
  add(kListDecisions, list_decisions);
  add(kListMilestones, list_milestones);
}

}  // namespace cobuild::assessment
