// Whatever the tree, the projects, the grants and the question: the answer is the full answer
// without the rows that lie outside, also after divisions were merged, split and moved.
//
// What is expected is worked out by climbing from parent to parent, and not by the tree's ranges.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "common/testing/status_matchers.h"
#include "services/projects/app/approvals.h"
#include "services/projects/app/evidence.h"
#include "services/projects/app/milestones.h"
#include "services/projects/app/projects.h"
#include "services/projects/domain/names.h"
#include "services/projects/store/memory/memory_store.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using scope::Bound;

constexpr int kDivisions = 40;
constexpr int kOrganizations = 6;
constexpr int kProjects = 60;
constexpr int kRounds = 40;

class Chance {
 public:
  explicit Chance(uint64_t seed) : random_(seed) {}

  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  bool OneIn(int n) { return Below(n) == 0; }
  template <class Container>
  const auto& Pick(const Container& container) {
    return *std::next(container.begin(), Below(static_cast<int>(container.size())));
  }

 private:
  std::mt19937_64 random_;
};

// Divisions as they are told to people: each with its parent, and what became of those that are
// gone.
class Divisions {
 public:
  explicit Divisions(Chance& chance) : chance_(chance) {
    for (int i = 0; i < kDivisions; ++i) {
      const std::string code = std::to_string(420'000'000'000 + i);
      codes_.push_back(code);
      parents_[code] = i == 0 ? "" : codes_[static_cast<size_t>(chance_.Below(i))];
    }
  }

  // All that there ever were.
  const std::vector<std::string>& codes() const { return codes_; }

  void MergeSplitOrMove() {
    if (parents_.size() < 5) return;
    const std::string code = chance_.Pick(parents_).first;
    const std::string other = chance_.Pick(parents_).first;
    if (parents_[code].empty() || IsBelow(other, code)) return;
    if (chance_.OneIn(3)) {
      parents_[code] = other;
      return;
    }
    for (auto& [child, parent] : parents_) {
      if (parent == code) parent = other;
    }
    parents_.erase(code);
    successors_[code] = {other};
    if (chance_.OneIn(2)) successors_[code].push_back(chance_.Pick(parents_).first);
  }

  bool IsWithin(const std::string& code, const Bound& bound) const {
    switch (bound.kind) {
      case Bound::Kind::kWholeTree:
        return true;
      case Bound::Kind::kOrganization:
        return false;
      case Bound::Kind::kDivision:
        break;
    }
    if (parents_.contains(code)) return IsBelow(code, bound.id);
    const auto became = successors_.find(code);
    return became != successors_.end() &&
           std::any_of(became->second.begin(), became->second.end(),
                       [&](const std::string& one) { return IsWithin(one, bound); });
  }

  std::shared_ptr<const scope::Tree> Tree() const {
    std::vector<scope::Node> nodes;
    for (const auto& [code, parent] : parents_) nodes.push_back({code, parent});
    std::vector<scope::Succession> successions;
    for (const auto& [code, became] : successors_) successions.push_back({code, became});
    return std::make_shared<const scope::Tree>(nodes, successions);
  }

 private:
  // Itself included.
  bool IsBelow(std::string code, const std::string& above) const {
    while (!code.empty() && code != above) code = parents_.at(code);
    return !code.empty();
  }

  Chance& chance_;
  std::vector<std::string> codes_;
  std::map<std::string, std::string> parents_;
  std::map<std::string, std::vector<std::string>> successors_;
};

std::string OrganizationId(int number) { return "o" + std::to_string(number); }
std::string ProjectId(int number) { return "p" + std::to_string(number); }

class ReachProperty : public ::testing::Test {
 protected:
  ReachProperty() {
    Rows rows;
    for (int i = 0; i < kProjects; ++i) AddProject(ProjectId(i), rows);
    // Some go elsewhere, with all that belongs to them.
    for (int i = 0; i < kProjects / 5; ++i) {
      rows.records.push_back({ProjectId(chance_.Below(kProjects)), AnyProject()});
    }
    ChangeRequest change;
    change.request = {"machine/test", "Fill", "fill", {}};
    change.now = {1'330'000'000'000'000};
    change.reach = scope::Reach::Everything();
    EXPECT_OK(records::RecordChange(live_, change,
                                    [&](const Projects&) { return absl::StatusOr<Rows>(rows); }));
  }

  Statement AnyStatement() {
    Statement stated = chance_.OneIn(2) ? TourismStatement() : RoadStatement();
    stated.villages.clear();
    const int villages = 1 + chance_.Below(3);
    for (int i = 0; i < villages; ++i) {
      const int64_t share = i == 0 ? kWholeShare - villages + 1 : 1;
      stated.villages.push_back({chance_.Pick(divisions_.codes()), share});
    }
    stated.sponsor = OrganizationId(chance_.Below(kOrganizations));
    return stated;
  }
  Project AnyProject() {
    Project project{AnyStatement(), {}};
    if (chance_.OneIn(3)) project.steps = {{ProjectAction::kSubmit, {2010, 1, 5}, ""}};
    if (chance_.OneIn(3)) project.steps = StartedOn({2010, 1, 5}, {2010, 2, 1}, {2010, 3, 1});
    return project;
  }
  void AddProject(const std::string& id, Rows& rows) {
    rows.records.push_back({id, AnyProject()});
    for (int i = chance_.Below(3); i > 0; --i) {
      const std::string number = std::to_string(i);
      Milestone milestone;
      milestone.project = id;
      rows.records.push_back({id + "/m" + number, milestone});
      Evidence evidence;
      evidence.project = id;
      rows.records.push_back({id + "/e" + number, evidence});
      Release release;
      release.project = id;
      rows.records.push_back({id + "-r" + number, release});
      Decision decision;
      decision.project = id;
      rows.records.push_back({id + "/000" + number, decision});
    }
  }

  std::vector<Bound> AnyBounds() {
    std::vector<Bound> bounds;
    for (int i = chance_.Below(4); i > 0; --i) {
      bounds.push_back(chance_.OneIn(4)
                           ? Bound::Organization(OrganizationId(chance_.Below(kOrganizations)))
                           : Bound::Division(chance_.Pick(divisions_.codes())));
    }
    if (chance_.OneIn(20)) bounds.push_back(Bound::WholeTree());
    return bounds;
  }

  bool IsSeen(const Project& project, const std::vector<Bound>& bounds) const {
    return std::any_of(bounds.begin(), bounds.end(), [&](const Bound& bound) {
      const Statement& stated = project.stated;
      if (bound == Bound::Organization(stated.sponsor)) return true;
      return std::any_of(stated.villages.begin(), stated.villages.end(),
                         [&](const VillageShare& village) {
                           return divisions_.IsWithin(village.village_code, bound);
                         });
    });
  }
  // By where its project is now.
  bool IsSeen(const std::string& project, const std::vector<Bound>& bounds) const {
    const auto found = GetProject(live_, {project, {}, scope::Reach::Everything()});
    EXPECT_OK(found);
    return IsSeen(found->facts, bounds);
  }
  template <class Facts>
  bool IsSeen(const Facts& facts, const std::vector<Bound>& bounds) const {
    return IsSeen(facts.project, bounds);
  }

  records::ListQuery AnyQuery(const std::string& key) {
    records::ListQuery query;
    query.key = key;
    query.range.size = 1 + chance_.Below(7);
    if (chance_.OneIn(4)) {
      query.known_at.position = chance_.Below(static_cast<int>(store_.ReadHead()->position));
    }
    return query;
  }
  ProjectFilter AnyFilter() {
    ProjectFilter filter;
    if (chance_.OneIn(4)) filter.village_code = chance_.Pick(divisions_.codes());
    if (chance_.OneIn(4)) filter.sponsor = OrganizationId(chance_.Below(kOrganizations));
    if (chance_.OneIn(4)) filter.category = ProjectCategory::kInfrastructure;
    if (chance_.OneIn(4)) filter.state = ProjectState::kRunning;
    return filter;
  }

  template <class Facts>
  using List = std::function<absl::StatusOr<records::Page<Facts>>(const records::ListQuery&)>;

  // All pages of a list together.
  template <class Facts>
  static std::vector<Record<Facts>> All(const List<Facts>& list, records::ListQuery query,
                                        const scope::Reach& reach) {
    query.reach = reach;
    std::vector<Record<Facts>> all;
    while (true) {
      const auto page = list(query);
      EXPECT_OK(page);
      EXPECT_LE(page->records.size(), static_cast<size_t>(query.range.size));
      all.insert(all.end(), page->records.begin(), page->records.end());
      if (page->is_last) return all;
      query.range.after = all.back().id;
    }
  }

  template <class Facts>
  void CheckList(const std::string& key, const scope::Reach& reach,
                 const std::vector<Bound>& bounds, const List<Facts>& list) {
    const records::ListQuery query = AnyQuery(key);
    std::vector<Record<Facts>> full = All<Facts>(list, query, scope::Reach::Everything());
    std::erase_if(full, [&](const auto& record) { return !IsSeen(record.facts, bounds); });
    EXPECT_EQ(All<Facts>(list, query, reach), full) << Facts::kKind << " of " << key;
  }

  void CheckSummary(const scope::Reach& reach, const std::vector<Bound>& bounds) {
    SummarizeQuery query;
    query.filter = AnyFilter();
    query.group_by = static_cast<Grouping>(chance_.Below(static_cast<int>(Grouping::kSource) + 1));
    query.at.as_of = records::kLastDay;
    query.page_size = 1'000;
    query.reach = reach;
    const auto summary = SummarizeProjects(live_, query);
    ASSERT_OK(summary);
    // As if there were no others.
    Projects seen;
    live_.Read([&](const Projects& projects) {
      projects.Of<Project>().VisitAfter("", projects.position(), [&](const auto& project) {
        if (IsSeen(project.facts, bounds)) Put(seen, Record<Project>{project.id, project.facts});
        return true;
      });
    });
    query.reach = scope::Reach::Everything();
    const auto expected = Summarize(seen, query);
    ASSERT_OK(expected);
    EXPECT_EQ(summary->groups, expected->groups);
    EXPECT_EQ(summary->total, expected->total);
  }

  void CheckPending(const scope::Reach& reach, const std::vector<Bound>& bounds) {
    const auto pending = [&](const scope::Reach& within) {
      PendingQuery query{{records::kLastDay, {}}, "", "", {1'000, ""}, within};
      const auto page = ListPendingSteps(live_, query);
      EXPECT_OK(page);
      std::vector<std::string> waiting;
      for (const PendingStep& step : page->steps) waiting.push_back(step.project);
      return waiting;
    };
    std::vector<std::string> full = pending(scope::Reach::Everything());
    std::erase_if(full, [&](const std::string& project) { return !IsSeen(project, bounds); });
    EXPECT_EQ(pending(reach), full);
  }

  const uint64_t seed_ = std::random_device{}();
  Chance chance_{seed_};
  Divisions divisions_{chance_};
  MemoryStore store_;
  LiveProjects live_{store_};
};

TEST_F(ReachProperty, AnswersAreTheFullOnesWithoutWhatLiesOutside) {
  SCOPED_TRACE(::testing::Message() << "seed " << seed_);
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    divisions_.MergeSplitOrMove();
    const std::vector<Bound> bounds = AnyBounds();
    const scope::Reach reach = scope::Reach::Of(divisions_.Tree(), bounds);
    const ProjectFilter filter = AnyFilter();
    CheckList<Project>(KeyOf(filter), reach, bounds, [&](const auto& query) {
      return ListProjects(live_, {query, filter, records::kLastDay});
    });
    const std::string key =
        chance_.OneIn(2) ? "" : ProjectName(ProjectId(chance_.Below(kProjects)));
    CheckList<Milestone>(key, reach, bounds,
                         [&](const auto& query) { return ListMilestones(live_, query); });
    CheckList<Evidence>(key, reach, bounds,
                        [&](const auto& query) { return ListEvidence(live_, query); });
    CheckList<Decision>(key, reach, bounds,
                        [&](const auto& query) { return ListDecisions(live_, query); });
    CheckList<Release>(key, reach, bounds, [&](const auto& query) {
      return ListReleases(live_, {query, {}});
    });
    CheckSummary(reach, bounds);
    CheckPending(reach, bounds);
  }
}

}  // namespace
}  // namespace cobuild::projects
