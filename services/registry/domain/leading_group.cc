#include "services/registry/domain/leading_group.h"

#include "common/records/record.h"
#include "services/registry/domain/names.h"
#include "services/registry/domain/person.h"

namespace cobuild::registry {

std::vector<std::string> LeadingGroup::People() const {
  std::vector<std::string> people;
  for (const GroupMember& member : members) people.push_back(member.person);
  for (const TaskTeam& team : task_teams) {
    people.insert(people.end(), team.members.begin(), team.members.end());
  }
  return people;
}

std::vector<std::string> LeadingGroup::Keys() const {
  std::vector<std::string> keys = {DivisionName(division_code)};
  for (const std::string& person : People()) keys.push_back(records::NameOf<Person>(person));
  return keys;
}

}  // namespace cobuild::registry
