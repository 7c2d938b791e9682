// What a caller whose grants are bounded reads: the table of who reaches what against every read.
#include <functional>
#include <set>

#include "services/projects/app/approvals.h"
#include "services/projects/app/evidence.h"
#include "services/projects/app/milestones.h"
#include "services/projects/app/projects.h"
#include "services/projects/app/testing/reach_test.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using scope::Bound;
using scope::Reach;
using test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST_F(ReachTest, Gets_AreOfWhatIsPartlyWithin) {
  using Get = std::function<absl::Status(Serving&, const Reach&, const std::string& place)>;
  const std::vector<Get> gets = {
      [](Serving& serving, const Reach& reach, const std::string& place) {
        return GetProject(serving.live, {place + "-draft", {}, reach}).status();
      },
      [](Serving& serving, const Reach& reach, const std::string& place) {
        return GetApproval(serving.live, {place + "-submitted", {}, reach}).status();
      },
      [](Serving& serving, const Reach& reach, const std::string& place) {
        return GetMilestone(serving.live, {place + "-running/m", {}, reach}).status();
      },
      [](Serving& serving, const Reach& reach, const std::string& place) {
        return GetEvidence(serving.live, {place + "-running/e", {}, reach}).status();
      }};
  Serving empty;
  for (const Caller& caller : Callers()) {
    const Reach reach = ReachWithin(caller.bound);
    for (size_t i = 0; i < gets.size(); ++i) {
      for (const std::string place : {"lotus", "road"}) {
        SCOPED_TRACE(caller.name + ": get " + std::to_string(i) + " of " + place);
        const Held held = place == "lotus" ? caller.lotus : caller.road;
        const absl::Status got = gets[i](serving_, reach, place);
        if (held == Held::kNothing) {
          EXPECT_EQ(got, gets[i](empty, Reach::Everything(), place));
          EXPECT_EQ(got.code(), StatusCode::kNotFound);
        } else {
          EXPECT_OK(got);
        }
      }
    }
  }
}

// Every page of a list, of one row each.
template <class Facts>
std::vector<std::string> IdsOf(
    const std::function<absl::StatusOr<records::Page<Facts>>(const records::ListQuery&)>& list,
    const Reach& reach) {
  std::vector<std::string> ids;
  records::ListQuery query;
  query.range.size = 1;
  query.reach = reach;
  while (true) {
    const auto page = list(query);
    EXPECT_OK(page);
    if (page->records.empty()) return ids;
    ids.push_back(page->records.back().id);
    if (page->is_last) return ids;
    query.range.after = ids.back();
  }
}

TEST_F(ReachTest, Lists_HaveTheRowsThatAreSeenAndCountNoOthers) {
  const LiveProjects& live = serving_.live;
  for (const Caller& caller : Callers()) {
    SCOPED_TRACE(caller.name);
    const Reach reach = ReachWithin(caller.bound);
    std::vector<std::string> seen;
    if (caller.lotus != Held::kNothing) seen.emplace_back("lotus");
    if (caller.road != Held::kNothing) seen.emplace_back("road");
    const auto each = [&](std::initializer_list<const char*> rows) {
      std::vector<std::string> ids;
      for (const std::string& place : seen) {
        for (const char* row : rows) ids.push_back(place + row);
      }
      return ids;
    };
    EXPECT_EQ(IdsOf<Project>(
                  [&](const auto& query) {
                    return ListProjects(live, {query, {}, records::kLastDay});
                  },
                  reach),
              each({"-draft", "-running", "-submitted"}));
    EXPECT_EQ(
        IdsOf<Milestone>([&](const auto& query) { return ListMilestones(live, query); }, reach),
        each({"-running/m"}));
    EXPECT_EQ(IdsOf<Evidence>([&](const auto& query) { return ListEvidence(live, query); }, reach),
              each({"-running/e"}));
    EXPECT_EQ(IdsOf<Decision>([&](const auto& query) { return ListDecisions(live, query); }, reach),
              each({"-running/0001"}));
    EXPECT_EQ(IdsOf<Release>(
                  [&](const auto& query) {
                    return ListReleases(live, {query, {}});
                  },
                  reach),
              each({"-running-r"}));
    const auto pending =
        ListPendingSteps(live, {{records::kLastDay, {}}, "", "", {100, ""}, reach});
    ASSERT_OK(pending);
    std::vector<std::string> waiting;
    for (const PendingStep& step : pending->steps) waiting.push_back(step.project);
    EXPECT_EQ(waiting, each({"-submitted"}));
    EXPECT_TRUE(pending->is_last);
  }
}

TEST_F(ReachTest, Summaries_AreOfTheProjectsThatAreSeen) {
  for (const Caller& caller : Callers()) {
    SCOPED_TRACE(caller.name);
    SummarizeQuery query;
    query.group_by = Grouping::kSponsor;
    query.at.as_of = records::kLastDay;
    query.page_size = 100;
    query.reach = ReachWithin(caller.bound);
    const auto page = SummarizeProjects(serving_.live, query);
    ASSERT_OK(page);
    std::set<std::string> groups;
    for (const Summary& group : page->groups) {
      EXPECT_EQ(group.project_count, 3);
      groups.insert(group.key);
    }
    std::set<std::string> seen;
    if (caller.lotus != Held::kNothing) seen.insert("organizations/water");
    if (caller.road != Held::kNothing) seen.insert("organizations/roads");
    EXPECT_EQ(groups, seen);
    EXPECT_EQ(page->total.project_count, static_cast<int64_t>(3 * seen.size()));
  }
}

TEST_F(ReachTest, WhatBelongsToAProject_GoesWithItWhereThatGoes) {
  const Reach river = ReachWithin(Bound::Division(kRiver));
  const Reach sandbar = ReachWithin(Bound::Division(kSandbar));
  const auto milestones = [&](const Reach& reach) {
    return IdsOf<Milestone>([&](const auto& query) { return ListMilestones(serving_.live, query); },
                            reach);
  };
  EXPECT_THAT(milestones(river), ElementsAre("lotus-running/m"));
  Project moved{RoadStatement(), {}};
  Keep("lotus-running", moved);
  EXPECT_THAT(milestones(river), IsEmpty());
  EXPECT_THAT(milestones(sandbar), UnorderedElementsAre("lotus-running/m", "road-running/m"));
  // An earlier state of the project itself is where it says.
  const base::KnownAt before{{}, 3};
  EXPECT_OK(GetProject(serving_.live, {"lotus-running", before, river}));
  EXPECT_STATUS(GetProject(serving_.live, {"lotus-running", before, sandbar}),
                Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
}

}  // namespace
}  // namespace cobuild::projects
