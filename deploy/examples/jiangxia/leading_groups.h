// Who leads the programme: leading groups with their offices, and their task teams.
#pragma once

#include <string>
#include <vector>

#include "common/base/time.h"
#include "deploy/examples/jiangxia/cohorts.h"

namespace cobuild::jiangxia {

struct LeadingGroup {
  std::string id;
  std::string division;  // code of the district or the township
  std::string display_name;
  std::string office_name;
  base::Date established;

  bool operator==(const LeadingGroup&) const = default;
};

struct TaskTeam {
  std::string id;
  std::string leading_group;
  std::string display_name;
  std::string purpose;
  base::Date start;
  base::Date end;  // first day after its term

  bool operator==(const TaskTeam&) const = default;
};

struct LeadingGroupFacts {
  std::vector<LeadingGroup> groups;  // the district's, then each township's in order of code
  std::vector<TaskTeam> teams;       // one of each group, and three more of the district's
};

// The same for every seed.
LeadingGroupFacts MakeLeadingGroups(const Cohorts& cohorts);

}  // namespace cobuild::jiangxia
