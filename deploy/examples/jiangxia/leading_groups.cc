#include "deploy/examples/jiangxia/leading_groups.h"

#include <fmt/format.h>

namespace cobuild::jiangxia {
namespace {

constexpr base::Date kDistrictEstablished{2010, 1, 4};
constexpr base::Date kTownshipsEstablished{2010, 1, 20};
constexpr base::Date kTermEnds{2012, 4, 1};

LeadingGroup GroupOf(const std::string& division, const base::Date& established) {
  return {"leading-group-" + division, division,
          fmt::format("示例结对共建领导小组（{}）", division),
          fmt::format("示例结对共建领导小组办公室（{}）", division), established};
}

TaskTeam TeamOf(const LeadingGroup& group, int number, const char* name, const char* purpose) {
  return {fmt::format("task-team-{}-{}", group.division, number),
          group.id,
          fmt::format("示例{}工作专班（{}）", name, group.division),
          purpose,
          group.established,
          kTermEnds};
}

}  // namespace

LeadingGroupFacts MakeLeadingGroups(const Cohorts& cohorts) {
  LeadingGroupFacts facts;
  facts.groups.push_back(GroupOf(kDistrict, kDistrictEstablished));
  for (const std::string& township : TownshipsOf(cohorts)) {
    facts.groups.push_back(GroupOf(township, kTownshipsEstablished));
  }
  for (const LeadingGroup& group : facts.groups) {
    facts.teams.push_back(TeamOf(group, 1, "结对共建", "日常协调与督办"));
  }
  const LeadingGroup& district = facts.groups.front();
  facts.teams.push_back(TeamOf(district, 2, "空壳村整治", "空壳村整治与转化"));
  facts.teams.push_back(TeamOf(district, 3, "项目建设", "共建项目的督办与落实"));
  facts.teams.push_back(TeamOf(district, 4, "环境整治", "村塆环境综合治理"));
  return facts;
}

}  // namespace cobuild::jiangxia
