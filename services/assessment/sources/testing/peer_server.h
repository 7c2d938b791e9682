// A registry, a finance and a projects service on a real server, as the clients meet them. What
// they answer is set by tests.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cobuild/finance/v1/fund.pb.h"
#include "cobuild/finance/v1/income.pb.h"
#include "cobuild/finance/v1/investment.pb.h"
#include "cobuild/finance/v1/ledger.pb.h"
#include "cobuild/finance/v1/policy.pb.h"
#include "cobuild/projects/v1/approval.pb.h"
#include "cobuild/projects/v1/milestone.pb.h"
#include "cobuild/projects/v1/model.pb.h"
#include "cobuild/projects/v1/project.pb.h"
#include "cobuild/registry/v1/division.pb.h"
#include "cobuild/registry/v1/election.pb.h"
#include "cobuild/registry/v1/leading_group.pb.h"
#include "cobuild/registry/v1/perimeter.pb.h"
#include "cobuild/registry/v1/posting.pb.h"
#include "cobuild/registry/v1/service_centre.pb.h"
#include "cobuild/registry/v1/village.pb.h"
#include "common/rpc/call.h"
#include "common/testing/server.h"

namespace cobuild::assessment {

class PeerServer {
 public:
  PeerServer();

  std::shared_ptr<grpc::Channel> Channel() { return server_->ChannelAs("service/assessment"); }

  // An RPC that no test has set answers INTERNAL. Set before the first call.
  std::function<absl::StatusOr<registry::v1::Perimeter>(const registry::v1::GetPerimeterRequest&)>
      get_perimeter;
  std::function<absl::StatusOr<registry::v1::ListPerimeterVillagesResponse>(
      const registry::v1::ListPerimeterVillagesRequest&)>
      list_perimeter_villages;
  std::function<absl::StatusOr<registry::v1::ListCategoryEpisodesResponse>(
      const registry::v1::ListCategoryEpisodesRequest&)>
      list_category_episodes;
  std::function<absl::StatusOr<registry::v1::ListPostingsResponse>(
      const registry::v1::ListPostingsRequest&)>
      list_postings;
  std::function<absl::StatusOr<registry::v1::ListLeadingGroupsResponse>(
      const registry::v1::ListLeadingGroupsRequest&)>
      list_leading_groups;
  std::function<absl::StatusOr<registry::v1::SummarizeElectionsResponse>(
      const registry::v1::SummarizeElectionsRequest&)>
      summarize_elections;
  std::function<absl::StatusOr<registry::v1::SummarizeCentreWorksResponse>(
      const registry::v1::SummarizeCentreWorksRequest&)>
      summarize_centre_works;
  std::function<absl::StatusOr<registry::v1::ListServiceCentresResponse>(
      const registry::v1::ListServiceCentresRequest&)>
      list_service_centres;
  std::function<absl::StatusOr<registry::v1::ListVillageAcceptancesResponse>(
      const registry::v1::ListVillageAcceptancesRequest&)>
      list_village_acceptances;
  std::function<absl::StatusOr<registry::v1::Division>(const registry::v1::GetDivisionRequest&)>
      get_division;
  std::function<absl::StatusOr<registry::v1::ListDivisionsResponse>(
      const registry::v1::ListDivisionsRequest&)>
      list_divisions;
  std::function<absl::StatusOr<finance::v1::SummarizeIncomeResponse>(
      const finance::v1::SummarizeIncomeRequest&)>
      summarize_income;
  std::function<absl::StatusOr<finance::v1::ListIncomeLinesResponse>(
      const finance::v1::ListIncomeLinesRequest&)>
      list_income_lines;
  std::function<absl::StatusOr<finance::v1::ListHouseholdIncomesResponse>(
      const finance::v1::ListHouseholdIncomesRequest&)>
      list_household_incomes;
  std::function<absl::StatusOr<finance::v1::SummarizeInvestmentsResponse>(
      const finance::v1::SummarizeInvestmentsRequest&)>
      summarize_investments;
  std::function<absl::StatusOr<finance::v1::ListInvestmentLinesResponse>(
      const finance::v1::ListInvestmentLinesRequest&)>
      list_investment_lines;
  std::function<absl::StatusOr<finance::v1::Fund>(const finance::v1::GetFundRequest&)> get_fund;
  std::function<absl::StatusOr<finance::v1::ListFundsResponse>(
      const finance::v1::ListFundsRequest&)>
      list_funds;
  std::function<absl::StatusOr<finance::v1::ListFundMovementsResponse>(
      const finance::v1::ListFundMovementsRequest&)>
      list_fund_movements;
  std::function<absl::StatusOr<finance::v1::ListTransfersResponse>(
      const finance::v1::ListTransfersRequest&)>
      list_transfers;
  std::function<absl::StatusOr<finance::v1::ListPoliciesResponse>(
      const finance::v1::ListPoliciesRequest&)>
      list_policies;
  std::function<absl::StatusOr<projects::v1::ListProjectsResponse>(
      const projects::v1::ListProjectsRequest&)>
      list_projects;
  std::function<absl::StatusOr<projects::v1::ListModelsResponse>(
      const projects::v1::ListModelsRequest&)>
      list_models;
  std::function<absl::StatusOr<projects::v1::ListDecisionsResponse>(
      const projects::v1::ListDecisionsRequest&)>
      list_decisions;
  std::function<absl::StatusOr<projects::v1::ListMilestonesResponse>(
      const projects::v1::ListMilestonesRequest&)>
      list_milestones;

  // Of the last call.
  std::chrono::milliseconds remaining() const;
  obs::TraceContext trace() const;
  // All calls so far.
  int calls() const;

 private:
  void Note(const rpc::Call& call);
  void AddRoutes(rpc::Router& router);

  mutable std::mutex mutex_;
  std::chrono::milliseconds remaining_{0};
  obs::TraceContext trace_;
  int calls_ = 0;
  std::unique_ptr<test::TestServer> server_;
};

}  // namespace cobuild::assessment
