#include "deploy/examples/jiangxia/requests.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "common/base/time.h"
#include "common/rpc/fields.h"
#include "deploy/examples/jiangxia/funds.h"
#include "deploy/examples/jiangxia/generator.h"
#include "deploy/examples/jiangxia/request_id.h"

namespace cobuild::jiangxia {
namespace {

constexpr char kEdition[] = "nbs-2023";
constexpr base::Date kBaseline{2009, 1, 1};
constexpr base::Date kCategoriesEntered{2010, 1, 1};

registry::v1::CreatePerimeterRequest PerimeterRequest(uint64_t seed, const std::string& id) {
  registry::v1::CreatePerimeterRequest request;
  request.set_request_id(RequestId(seed, "perimeter-" + id));
  request.set_perimeter_id(id);
  request.mutable_perimeter()->add_kinds(registry::v1::VILLAGERS_COMMITTEE);
  request.mutable_perimeter()->set_data_origin(type::v1::EXAMPLE);
  return request;
}

registry::v1::CreatePerimeterRequest ProgrammePerimeter(uint64_t seed) {
  auto request = PerimeterRequest(seed, "jiangxia-programme");
  registry::v1::Perimeter& perimeter = *request.mutable_perimeter();
  perimeter.set_display_name("江夏区结对共建277村");
  perimeter.add_include_prefixes(kDistrictPrefix);
  for (const char* street : kExcludedStreets) perimeter.add_exclude_prefixes(street);
  perimeter.set_basis(
      "A reconstruction: the report of 2012 counts 277 villages and does not list them. The "
      "district's 338 villagers' committees of the 2023 edition less those of the streets 086 to "
      "089 are 277; that another authority ran these streets in 2011 is inferred.");
  return request;
}

registry::v1::CreatePerimeterRequest JinkouPerimeter(uint64_t seed) {
  auto request = PerimeterRequest(seed, "jinkou");
  registry::v1::Perimeter& perimeter = *request.mutable_perimeter();
  perimeter.set_display_name("金口街50村");
  for (const char* prefix : kJinkouPrefixes) perimeter.add_include_prefixes(prefix);
  perimeter.set_basis(
      "A reconstruction: the report of 2012 counts 50 villages in 金口街. The villagers' "
      "committees "
      "of the street (42) and of the Jingang zone (8) in the 2023 edition are 50.");
  return request;
}

registry::v1::CreatePerimeterRequest ShanpoPerimeter(uint64_t seed) {
  auto request = PerimeterRequest(seed, "shanpo");
  registry::v1::Perimeter& perimeter = *request.mutable_perimeter();
  perimeter.set_display_name("山坡乡42村");
  perimeter.add_include_prefixes(kShanpoPrefix);
  perimeter.set_basis(
      "The villagers' committees of street 420115010, once 山坡乡, in the 2023 edition: 42. The "
      "report of 2012 speaks of every village there and does not count them.");
  return request;
}

finance::v1::CreateLedgerRequest LedgerRequest(const registry::v1::ImportRow& village) {
  finance::v1::CreateLedgerRequest request;
  request.set_ledger_id(village.code());
  request.mutable_ledger()->set_display_name(village.display_name());
  request.mutable_ledger()->set_owner("villages/" + village.code());
  request.mutable_ledger()->set_chart("CK2004-12");
  return request;
}

registry::v1::OpenCategoryRequest CategoryRequest(uint64_t seed, const Episode& episode) {
  registry::v1::OpenCategoryRequest request;
  request.set_request_id(RequestId(seed, "category-" + episode.village_code));
  request.set_village("villages/" + episode.village_code);
  request.set_category(episode.category);
  *request.mutable_entered_date() = rpc::ToProto(kCategoriesEntered);
  request.set_basis(
      fmt::format("示例数据 / example data, seed {}: which villages were in a "
                  "category is synthesised",
                  seed));
  request.set_data_origin(type::v1::EXAMPLE);
  return request;
}

finance::v1::RecordVillageIncomeRequest IncomeRequest(uint64_t seed, const Income& income) {
  finance::v1::RecordVillageIncomeRequest request;
  request.set_request_id(
      RequestId(seed, fmt::format("income-{}-{}-{}", income.village_code, income.year,
                                  static_cast<int>(income.category))));
  request.set_village("villages/" + income.village_code);
  request.set_year(income.year);
  request.set_category(income.category);
  *request.mutable_amount() = rpc::ToProto(income.amount);
  request.set_source(fmt::format("示例数据 / example data, seed {}", seed));
  request.set_data_origin(type::v1::EXAMPLE);
  return request;
}

assessment::v1::CreateMetricRequest MetricRequest(uint64_t seed, const std::string& id,
                                                  assessment::v1::Fact fact) {
  assessment::v1::CreateMetricRequest request;
  request.set_request_id(RequestId(seed, "metric-" + id));
  request.mutable_metric()->set_metric_id(id);
  request.mutable_metric()->set_version(1);
  request.mutable_metric()->set_fact(fact);
  return request;
}

// The metrics that claims name, beside the income of villages.
struct MetricRow {
  const char* id;
  assessment::v1::Fact fact;
  const char* qualifier;
  const char* description;
};
constexpr MetricRow kMetrics[] = {
    {"villages", assessment::v1::VILLAGE, "", "村数 / villages"},
    {"secretaries_changed", assessment::v1::SECRETARY_CHANGE, "8",
     "换届中调整支部书记的村 / villages whose branch secretary changed"},
    {"young_members", assessment::v1::YOUNG_MEMBERS, "8",
     "两委班子35岁以下成员 / committee members aged 35 or under"},
    {"educated_members", assessment::v1::EDUCATED_MEMBERS, "8",
     "两委班子高中以上成员 / committee members with senior secondary education or above"},
    {"new_centres", assessment::v1::CENTRE_WORK, "NEW", "新建服务中心 / service centres built"},
    {"extended_centres", assessment::v1::CENTRE_WORK, "RECONSTRUCTION_EXTENSION",
     "改扩建服务中心 / service centres reconstructed or extended"},
    {"repaired_centres", assessment::v1::CENTRE_WORK, "REPAIR",
     "维修服务中心 / service centres repaired"},
    {"centres_in_use", assessment::v1::CENTRE_IN_USE, "", "在用服务中心 / service centres in use"},
    {"municipal_acceptances", assessment::v1::VILLAGE_ACCEPTANCE, "MUNICIPAL",
     "市级验收达标 / municipal acceptances passed"},
    {"liaison_officers", assessment::v1::POSTING, "LIAISON_OFFICER",
     "共建联络员 / liaison officers"},
    {"first_secretaries", assessment::v1::POSTING, "FIRST_SECRETARY",
     "第一书记 / first secretaries"},
    {"resident_lodgings", assessment::v1::POSTING_LODGING, "RESIDENT_TEAM_MEMBER",
     "驻村干部宿舍 / lodging of resident team members"},
    {"leading_groups", assessment::v1::LEADING_GROUP, "",
     "领导小组及办公室 / leading groups with an office"},
    {"projects", assessment::v1::PROJECT, "", "兴办项目 / projects"},
    {"economic_projects", assessment::v1::PROJECT, "ECONOMIC_DEVELOPMENT",
     "经济发展类项目 / projects of economic development"},
    {"infrastructure_projects", assessment::v1::PROJECT, "INFRASTRUCTURE",
     "基础设施类项目 / projects of infrastructure"},
    {"project_investment", assessment::v1::INVESTMENT, "",
     "项目投入资金 / funds invested in projects"},
    {"economic_investment", assessment::v1::INVESTMENT, "ECONOMIC_DEVELOPMENT",
     "经济发展类投入资金 / funds invested in projects of economic development"},
    {"infrastructure_investment", assessment::v1::INVESTMENT, "INFRASTRUCTURE",
     "基础设施类投入资金 / funds invested in projects of infrastructure"},
    {"promoted_models", assessment::v1::PROMOTED_MODEL, "",
     "总结推广的发展模式 / development models promoted"},
    {"three_ones", assessment::v1::THREE_ONES, "",
     "三个一 / a project, a capable person and a contact leader"},
    {"household_income", assessment::v1::HOUSEHOLD_INCOME, "",
     "农民人均纯收入 / per-capita net income of farmers"},
    {"support_policies", assessment::v1::SUPPORT_POLICY, "",
     "扶持、惠农政策 / support policies adopted"},
    {"agricultural_fund", assessment::v1::FUND_YEAR, kAgriculturalFund,
     "农业产业发展基金列支 / agricultural fund appropriated and paid"},
    {"irrigation_plan", assessment::v1::PLANNED_APPROPRIATION, kIrrigationFund,
     "小型水利计划资金 / planned for small irrigation works"},
};

assessment::v1::CreateMetricRequest CollectiveIncomeMetric(uint64_t seed) {
  auto request = MetricRequest(seed, "collective_income", assessment::v1::VILLAGE_INCOME);
  request.mutable_metric()->set_description("村级集体收入 / collective income of a village");
  request.mutable_metric()->set_income_definition("collective_income_gross@1");
  return request;
}

std::vector<assessment::v1::CreateMetricRequest> MetricRequests(uint64_t seed) {
  std::vector<assessment::v1::CreateMetricRequest> requests = {CollectiveIncomeMetric(seed)};
  for (const MetricRow& row : kMetrics) {
    auto request = MetricRequest(seed, row.id, row.fact);
    request.mutable_metric()->set_description(row.description);
    request.mutable_metric()->set_qualifier(row.qualifier);
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace

Requests MakeRequests(uint64_t seed, const Programme& programme) {
  const Facts facts = Generate(seed, CodesOf(programme.villages));
  Requests requests;
  requests.import_header.set_request_id(RequestId(seed, "divisions"));
  requests.import_header.set_edition(kEdition);
  *requests.import_header.mutable_effective_date() = rpc::ToProto(kBaseline);
  requests.divisions = programme.divisions;
  requests.perimeters = {ProgrammePerimeter(seed), JinkouPerimeter(seed), ShanpoPerimeter(seed)};
  for (const auto& village : programme.villages) {
    requests.ledgers.push_back(LedgerRequest(village));
  }
  for (const Episode& episode : facts.episodes) {
    requests.categories.push_back(CategoryRequest(seed, episode));
  }
  for (const Income& income : facts.incomes) {
    requests.incomes.push_back(IncomeRequest(seed, income));
  }
  const FurtherFacts further = GenerateFurther(seed, CohortsOf(programme, facts));
  requests.registry = MakeRegistryRequests(seed, further);
  requests.finance = MakeFinanceRequests(seed, further);
  requests.models = MakeModelRequests(seed);
  requests.projects = MakeProjectRequests(seed, further.projects);
  requests.metrics = MetricRequests(seed);
  return requests;
}

}  // namespace cobuild::jiangxia
