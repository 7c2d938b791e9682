#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {

Statement TourismStatement() {
  Statement stated;
  stated.display_name = "荷塘观光";
  stated.villages = {{kRiver, 7'000}, {kHill, 3'000}};
  stated.category = ProjectCategory::kEconomicDevelopment;
  stated.model = DevelopmentModel::kRuralTourism;
  stated.sponsor = "water";
  stated.budget = {{"district", {60'001}}, {"city", {40'000}}};
  stated.declared_funds = {{FundKind::kCashThroughLedger, "district", {60'001}},
                           {FundKind::kInKind, "partner", {5}}};
  stated.campaign = "ponds";
  stated.planned_start_date = {2010, 3, 1};
  stated.planned_end_date = {2010, 12, 31};
  stated.strategy = "一村一策";
  stated.data_origin = DataOrigin::kExample;
  return stated;
}

Statement RoadStatement() {
  Statement stated;
  stated.display_name = "通村公路";
  stated.villages = {{kSandbar, kWholeShare}};
  stated.category = ProjectCategory::kInfrastructure;
  stated.sponsor = "roads";
  stated.budget = {{"district", {50'000}}};
  stated.planned_start_date = {2011, 3, 1};
  stated.planned_end_date = {2011, 12, 31};
  stated.data_origin = DataOrigin::kRecorded;
  return stated;
}

std::vector<Step> StartedOn(const base::Date& submitted, const base::Date& approved,
                            const base::Date& started) {
  return {{ProjectAction::kSubmit, submitted, ""},
          {ProjectAction::kApprove, approved, ""},
          {ProjectAction::kStart, started, ""}};
}

}  // namespace cobuild::projects
