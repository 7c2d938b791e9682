#include "deploy/examples/jiangxia/funds.h"

#include <algorithm>
#include <map>
#include <utility>

namespace cobuild::jiangxia {
namespace {

constexpr money::Fen kIrrigationPlan{30'000'000'00};
constexpr base::Date kReportDay{2012, 3, 14};
constexpr int64_t kAppropriationStep = 100'000'00;  // fen

}  // namespace

std::vector<Fund> MakeFunds() {
  return {{kAgriculturalFund, "农业产业发展基金", "district-budget"},
          {kMunicipalFund, "示例：市级结对共建资金", "municipal-budget"},
          {kInfrastructureFund, "示例：村级基础设施资金", "district-budget"},
          {kIrrigationFund, "小型水利建设资金", "district-budget"}};
}

std::string SourceOf(const std::string& fund) {
  const std::vector<Fund> funds = MakeFunds();
  return std::ranges::find(funds, fund, &Fund::id)->source;
}

std::vector<Appropriation> MakeAppropriations(const std::vector<Project>& projects) {
  std::map<std::pair<std::string, int>, int64_t> contracts;  // fen by fund and year
  for (const Project& project : projects) {
    contracts[{project.fund, project.year}] += project.contract.value;
  }
  std::vector<Appropriation> appropriations;
  for (const auto& [key, fen] : contracts) {
    const auto& [fund, year] = key;
    const int64_t step = fund == kAgriculturalFund ? 1 : kAppropriationStep;
    appropriations.push_back({fund,
                              year,
                              AppropriationState::kAppropriated,
                              money::Fen{(fen + step - 1) / step * step},
                              {year, 1, 15}});
  }
  appropriations.push_back(
      {kIrrigationFund, 2012, AppropriationState::kPlanned, kIrrigationPlan, kReportDay});
  return appropriations;
}

}  // namespace cobuild::jiangxia
