#include "deploy/examples/jiangxia/demonstrations.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {
namespace {

constexpr base::Date kEstablished{2010, 4, 1};
constexpr char kDazengbu[] = "420115002241";
constexpr size_t kBeltVillages = 12;
constexpr size_t kLeadingVillages = 2;

// 郑店, 乌龙泉 and 安山, through which the highway runs.
constexpr std::array<std::string_view, 3> kHighwayTownships = {"420115005000", "420115003000",
                                                               "420115009000"};

}  // namespace

std::vector<Demonstration> MakeDemonstrations(uint64_t seed, const Cohorts& cohorts) {
  Random random(seed, Topic::kDemonstrations);
  std::vector<std::string> along;
  for (const Place& village : cohorts.villages) {
    if (std::ranges::find(kHighwayTownships, village.township) != kHighwayTownships.end()) {
      along.push_back(village.code);
    }
  }
  random.Shuffle(along);
  along.resize(kBeltVillages);
  std::ranges::sort(along);
  const std::vector<std::string> leading(along.begin(), along.begin() + kLeadingVillages);
  return {{"highway-107", "107国道江夏段", DemonstrationKind::kBelt, kEstablished, along, leading},
          {"dazengbu",
           "金口街大罾埠",
           DemonstrationKind::kSite,
           kEstablished,
           {kDazengbu},
           {kDazengbu}}};
}

std::vector<Campaign> MakeCampaigns() {
  return {
      {kGreenHomes, "绿色家园", "生态工程建设", {2010, 1, 1}, {2012, 1, 1}},
      {"ten-thousand-ponds", "万名干部进万村挖万塘", "小型水利建设", {2011, 11, 1}, {2012, 7, 1}}};
}

}  // namespace cobuild::jiangxia
