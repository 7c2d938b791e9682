#include "deploy/examples/jiangxia/policies.h"

#include <fmt/format.h>

#include <array>

namespace cobuild::jiangxia {
namespace {

struct Title {
  PolicyGroup group;
  const char* text;
  base::Date adopted;
};

constexpr std::array<Title, 12> kTitles = {{
    {PolicyGroup::kCrops, "优质水稻种植扶持办法", {2010, 3, 10}},
    {PolicyGroup::kCrops, "蔬菜基地建设补助办法", {2010, 3, 10}},
    {PolicyGroup::kCrops, "油菜连片种植补助办法", {2010, 9, 15}},
    {PolicyGroup::kCrops, "农机购置补贴办法", {2011, 3, 8}},
    {PolicyGroup::kForestryAndFruit, "茶园建设扶持办法", {2010, 4, 20}},
    {PolicyGroup::kForestryAndFruit, "柑橘改良补助办法", {2010, 10, 12}},
    {PolicyGroup::kForestryAndFruit, "苗木花卉扶持办法", {2011, 2, 22}},
    {PolicyGroup::kForestryAndFruit, "油茶种植补助办法", {2011, 9, 6}},
    {PolicyGroup::kAquaculture, "河蟹养殖扶持办法", {2010, 5, 18}},
    {PolicyGroup::kAquaculture, "精养鱼池改造补助办法", {2010, 11, 9}},
    {PolicyGroup::kAquaculture, "水产良种补贴办法", {2011, 4, 12}},
    {PolicyGroup::kAquaculture, "小龙虾稻田养殖补助办法", {2011, 6, 14}},
}};

}  // namespace

std::vector<SupportPolicy> MakePolicies() {
  std::vector<SupportPolicy> policies;
  for (const Title& title : kTitles) {
    policies.push_back({fmt::format("policy-{:02}", policies.size() + 1),
                        std::string("示例：") + title.text, title.group, title.adopted});
  }
  return policies;
}

}  // namespace cobuild::jiangxia
