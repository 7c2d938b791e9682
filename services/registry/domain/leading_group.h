// Leading groups (领导小组): who leads the programme in a district or a township, with their office
// and task teams.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

// 领导小组办公室.
struct GroupOffice {
  std::string display_name;
  base::Date established_date;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("display_name", self.display_name);
    visit("established_date", self.established_date);
  }
  bool operator==(const GroupOffice&) const = default;
};

struct GroupMember {
  std::string person;  // id
  std::string duty;    // as 组长

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("person", self.person);
    visit("duty", self.duty);
  }
  bool operator==(const GroupMember&) const = default;
};

// 工作专班.
struct TaskTeam {
  std::string purpose;
  base::Date start_date;
  std::optional<base::Date> end_date;  // first day no longer at work; nullopt while it lasts
  std::vector<std::string> members;    // ids

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("purpose", self.purpose);
    visit("start_date", self.start_date);
    visit("end_date", self.end_date);
    visit("members", self.members);
  }
  bool operator==(const TaskTeam&) const = default;
};

struct LeadingGroup {
  static constexpr std::string_view kKind = "leading_group";
  static constexpr std::string_view kNamePattern = "leadingGroups/{}";

  std::string division_code;
  std::string display_name;
  base::Date established_date;
  std::optional<base::Date> dissolved_date;  // first day no longer; nullopt while it stands
  std::optional<GroupOffice> office;
  std::vector<GroupMember> members;
  std::vector<TaskTeam> task_teams;
  DataOrigin data_origin = DataOrigin::kRecorded;

  bool StandsOn(const base::Date& day) const {
    return established_date <= day && (!dissolved_date || day < *dissolved_date);
  }
  // The ids of its members and of its teams'; one can be there several times.
  std::vector<std::string> People() const;
  // It is looked up by its division and by whoever sits in it.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("division", self.division_code);
    visit("display_name", self.display_name);
    visit("established_date", self.established_date);
    visit("dissolved_date", self.dissolved_date);
    visit("office", self.office);
    visit("members", self.members);
    visit("task_teams", self.task_teams);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const LeadingGroup&) const = default;
};

}  // namespace cobuild::registry
