#include "deploy/examples/jiangxia/project_days.h"

#include "deploy/examples/jiangxia/days.h"
#include "deploy/examples/jiangxia/projects_fixture.h"

namespace cobuild::jiangxia {
namespace {

// All days of a project in the order in which they have to be.
std::vector<base::Date> DaysOf(const Project& project) {
  std::vector<base::Date> days = {project.submitted};
  days.insert(days.end(), project.decided.begin(), project.decided.end());
  days.push_back(project.started);
  for (const Milestone& milestone : project.milestones) {
    if (!milestone.settlement) continue;
    if (milestone.kind == MilestoneKind::kAcceptance) days.push_back(*project.completed);
    days.push_back(milestone.settlement->accepted);
    days.push_back(milestone.settlement->claimed);
    days.push_back(milestone.settlement->paid);
  }
  return days;
}

TEST_F(ProjectsTest, AnySeed_DaysFollowEachOtherWithinTheYear) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    for (const Project& project : projects) {
      ASSERT_EQ(project.completed.has_value(), project.milestones.back().settlement.has_value());
      const std::vector<base::Date> days = DaysOf(project);
      for (size_t i = 0; i < days.size(); ++i) {
        EXPECT_TRUE(base::IsValid(days[i]));
        EXPECT_EQ(days[i].year, project.year) << project.id;
        if (i > 0) {
          EXPECT_LT(days[i - 1], days[i]) << project.id << " day " << i;
        }
      }
    }
  });
}

TEST_F(ProjectsTest, AnySeed_ApprovalLeavesTimeForAWeeksNotice) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    for (const Project& project : projects) {
      base::Date before = project.submitted;
      for (const base::Date& day : project.decided) {
        EXPECT_GE(DaysBetween(before, day), 10) << project.id;
        before = day;
      }
    }
  });
}

TEST_F(ProjectsTest, AnySeed_OnlyTheLastMilestoneIsOpenAndThenDueIn2012) {
  ForEveryProject([](const Cohorts&, const std::vector<Project>& projects) {
    for (const Project& project : projects) {
      for (const Milestone& milestone : project.milestones) {
        if (milestone.settlement) continue;
        EXPECT_EQ(milestone.kind, MilestoneKind::kAcceptance) << project.id;
        EXPECT_EQ(milestone.due.year, 2012) << project.id;
      }
      EXPECT_LT(project.started, project.milestones[0].due) << project.id;
      EXPECT_LT(project.milestones[0].due, project.milestones[1].due) << project.id;
      EXPECT_LT(project.milestones[1].due, project.milestones[2].due) << project.id;
    }
  });
}

}  // namespace
}  // namespace cobuild::jiangxia
