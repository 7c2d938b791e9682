#include "deploy/examples/jiangxia/projects.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "deploy/examples/jiangxia/demonstrations.h"
#include "deploy/examples/jiangxia/project_days.h"
#include "deploy/examples/jiangxia/project_money.h"
#include "deploy/examples/jiangxia/random.h"
#include "deploy/examples/jiangxia/split.h"

namespace cobuild::jiangxia {
namespace {

constexpr size_t kProjects = 482;
constexpr size_t kEconomic = 322;
constexpr size_t kOldBaseProjects = 30;
constexpr size_t kHollowProjects = 89;

constexpr int kJointPercent = 20;  // of the projects whose lead village has neighbours
constexpr int kAllBasisPoints = 10'000;
constexpr int kSmallestShare = 500;

constexpr std::array<const char*, kModels> kEconomicNames = {
    "蔬菜基地",     "精养鱼池", "农家乐",     "厂房出租",
    "招商引资园区", "村办企业", "农机服务队", "土地流转"};
constexpr std::array<const char*, 5> kInfrastructureNames = {"通湾公路", "塘堰整修", "安全饮水",
                                                             "绿色家园绿化", "电网改造"};
constexpr size_t kGreening = 3;  // of the names above

using Neighbours = std::map<std::string, const Cluster*>;  // by village

Neighbours IndexClusters(const std::vector<Cluster>& clusters) {
  Neighbours neighbours;
  for (const Cluster& cluster : clusters) {
    for (const Place& village : cluster.villages) neighbours[village.code] = &cluster;
  }
  return neighbours;
}

// Makes the projects of one group of villages, every village at least one, `economic` of them
// economic, the first of every village among these if they suffice.
class GroupDraft {
 public:
  GroupDraft(Random& random, const Neighbours& neighbours, std::vector<Project>& projects)
      : random_(random), neighbours_(neighbours), projects_(projects) {}

  void Add(const std::vector<Place>& villages, size_t count, size_t economic) {
    for (size_t i = 0; i < count; ++i) {
      const Place& lead = i < villages.size() ? villages[i] : random_.Pick(villages);
      Project project;
      project.shares = DrawShares(lead);
      project.sponsor = neighbours_.at(lead.code)->organization;
      if (i < economic) {
        MakeEconomic(project, lead);
      } else {
        MakeInfrastructure(project, lead);
      }
      projects_.push_back(std::move(project));
    }
  }

 private:
  // Partners come from the lead's own cluster, so from its own group and with its own sponsor.
  std::vector<VillageShare> DrawShares(const Place& lead) {
    std::vector<std::string> others;
    for (const Place& place : neighbours_.at(lead.code)->villages) {
      if (place.code != lead.code) others.push_back(place.code);
    }
    if (others.empty() || !random_.Chance(kJointPercent)) return {{lead.code, kAllBasisPoints}};
    random_.Shuffle(others);
    others.resize(static_cast<size_t>(random_.Between(1, static_cast<int64_t>(others.size()))));
    const std::vector<int64_t> floors(others.size() + 1, kSmallestShare);
    const auto parts = SplitAbove(kAllBasisPoints, floors, DrawWeights(random_, floors.size()));
    std::vector<VillageShare> shares = {{lead.code, static_cast<int>(parts[0])}};
    for (size_t i = 0; i < others.size(); ++i) {
      shares.push_back({others[i], static_cast<int>(parts[i + 1])});
    }
    return shares;
  }

  // One model after the other, so that all of them occur.
  void MakeEconomic(Project& project, const Place& lead) {
    const size_t model = next_model_++ % kModels;
    project.category = ProjectCategory::kEconomicDevelopment;
    project.model = static_cast<DevelopmentModel>(model);
    project.display_name = fmt::format("示例：{}{}", lead.name, kEconomicNames[model]);
  }

  void MakeInfrastructure(Project& project, const Place& lead) {
    const auto name = static_cast<size_t>(random_.Between(0, kInfrastructureNames.size() - 1));
    project.category = ProjectCategory::kInfrastructure;
    if (name == kGreening) project.campaign = kGreenHomes;
    project.display_name = fmt::format("示例：{}{}", lead.name, kInfrastructureNames[name]);
  }

  Random& random_;
  const Neighbours& neighbours_;
  std::vector<Project>& projects_;
  size_t next_model_ = 0;
};

}  // namespace

std::vector<Project> MakeProjects(uint64_t seed, const Cohorts& cohorts,
                                  const std::vector<Cluster>& clusters) {
  Random random(seed, Topic::kProjects);
  std::vector<Place> others = cohorts.ordinary;
  others.insert(others.end(), cohorts.weak_organisation.begin(), cohorts.weak_organisation.end());
  others.insert(others.end(), cohorts.poor_environment.begin(), cohorts.poor_environment.end());
  const auto old_base = static_cast<size_t>(random.Between(18, 24));
  const auto hollow = static_cast<size_t>(random.Between(58, 70));

  std::vector<Project> projects;
  const Neighbours neighbours = IndexClusters(clusters);
  GroupDraft draft(random, neighbours, projects);
  draft.Add(cohorts.old_base, kOldBaseProjects, old_base);
  draft.Add(cohorts.hollow, kHollowProjects, hollow);
  draft.Add(others, kProjects - kOldBaseProjects - kHollowProjects, kEconomic - old_base - hollow);

  FillMoney(seed, kOldBaseProjects, kHollowProjects, projects);
  FillDays(seed, projects);
  random.Shuffle(projects);
  for (size_t i = 0; i < projects.size(); ++i) {
    projects[i].id = fmt::format("project-{:03}", i + 1);
  }
  return projects;
}

}  // namespace cobuild::jiangxia
