#include "services/registry/rpc/convert_leading_group.h"

#include <set>
#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

constexpr int kMaxMembers = 100;
constexpr int kMaxTaskTeams = 50;
constexpr size_t kMaxDutyCharacters = 50;
constexpr size_t kMaxPurposeCharacters = 200;

// "people/{id}" that was not there before.
std::string MemberOf(error::Violations& violations, const std::string& field,
                     const std::string& name, std::set<std::string>& before) {
  std::string id = rpc::RequiredName(violations, field, name, Person::kNamePattern);
  if (!id.empty() && !before.insert(id).second)
    violations.Add(field, "DUPLICATE", "each person once");
  return id;
}

GroupOffice OfficeOf(error::Violations& violations, const v1::GroupOffice& proto) {
  return {rpc::RequiredText(violations, "leading_group.office.display_name", proto.display_name(),
                            rpc::kMaxNameCharacters),
          rpc::RequiredDate(violations, "leading_group.office.established_date",
                            proto.established_date())};
}

std::vector<GroupMember> MembersOf(error::Violations& violations, const v1::LeadingGroup& proto) {
  constexpr std::string_view kField = "leading_group.members";
  rpc::RequireAtMost(violations, kField, proto.members_size(), kMaxMembers);
  std::vector<GroupMember> members;
  std::set<std::string> before;
  for (int i = 0; i < proto.members_size() && i < kMaxMembers; ++i) {
    const std::string field = rpc::ElementOf(kField, i);
    const v1::GroupMember& member = proto.members(i);
    members.push_back(
        {MemberOf(violations, field + ".person", member.person(), before),
         rpc::RequiredText(violations, field + ".duty", member.duty(), kMaxDutyCharacters)});
  }
  return members;
}

TaskTeam TaskTeamOf(error::Violations& violations, const std::string& field,
                    const v1::TaskTeam& proto) {
  TaskTeam team;
  team.purpose =
      rpc::RequiredText(violations, field + ".purpose", proto.purpose(), kMaxPurposeCharacters);
  team.start_date = rpc::RequiredDate(violations, field + ".start_date", proto.start_date());
  team.end_date = rpc::OptionalDate(violations, field + ".end_date", proto.end_date());
  if (team.end_date && *team.end_date <= team.start_date) {
    violations.Add(field + ".end_date", "ENDED_BEFORE_STARTED", "after start_date");
  }
  rpc::RequireAtMost(violations, field + ".members", proto.members_size(), kMaxMembers);
  std::set<std::string> before;
  for (int i = 0; i < proto.members_size() && i < kMaxMembers; ++i) {
    team.members.push_back(
        MemberOf(violations, rpc::ElementOf(field + ".members", i), proto.members(i), before));
  }
  return team;
}

std::vector<TaskTeam> TaskTeamsOf(error::Violations& violations, const v1::LeadingGroup& proto) {
  constexpr std::string_view kField = "leading_group.task_teams";
  rpc::RequireAtMost(violations, kField, proto.task_teams_size(), kMaxTaskTeams);
  std::vector<TaskTeam> teams;
  for (int i = 0; i < proto.task_teams_size() && i < kMaxTaskTeams; ++i) {
    teams.push_back(TaskTeamOf(violations, rpc::ElementOf(kField, i), proto.task_teams(i)));
  }
  return teams;
}

// All that may be stated anew.
LeadingGroup FactsOf(error::Violations& violations, const v1::LeadingGroup& proto) {
  LeadingGroup facts;
  facts.display_name = rpc::RequiredText(violations, "leading_group.display_name",
                                         proto.display_name(), rpc::kMaxNameCharacters);
  if (proto.has_office()) facts.office = OfficeOf(violations, proto.office());
  facts.members = MembersOf(violations, proto);
  facts.task_teams = TaskTeamsOf(violations, proto);
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "leading_group.data_origin", proto.data_origin()));
  return facts;
}

v1::TaskTeam ToProto(const TaskTeam& team) {
  v1::TaskTeam proto;
  proto.set_purpose(team.purpose);
  *proto.mutable_start_date() = rpc::ToProto(team.start_date);
  if (team.end_date) *proto.mutable_end_date() = rpc::ToProto(*team.end_date);
  for (const std::string& member : team.members) {
    proto.add_members(records::NameOf<Person>(member));
  }
  return proto;
}

}  // namespace

absl::StatusOr<CreateLeadingGroupCommand> FromProto(const v1::CreateLeadingGroupRequest& request) {
  error::Violations violations;
  CreateLeadingGroupCommand command;
  const v1::LeadingGroup& proto = request.leading_group();
  command.id = rpc::OptionalId(violations, "leading_group_id", request.leading_group_id());
  command.facts = FactsOf(violations, proto);
  command.facts.division_code =
      rpc::RequiredCodeName(violations, "leading_group.division", proto.division(), "divisions");
  command.facts.established_date =
      rpc::RequiredDate(violations, "leading_group.established_date", proto.established_date());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListLeadingGroupsQuery> FromProto(const v1::ListLeadingGroupsRequest& request,
                                                 const rpc::Call& call) {
  error::Violations violations;
  ListLeadingGroupsQuery query;
  query.list = rpc::ListQueryOf(violations, call, request);
  query.list.key = request.division();
  query.division_code =
      rpc::OptionalCodeName(violations, "division", request.division(), "divisions");
  query.active_on = rpc::OptionalDate(violations, "active_on", request.active_on());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<UpdateLeadingGroupCommand> FromProto(const v1::UpdateLeadingGroupRequest& request) {
  error::Violations violations;
  UpdateLeadingGroupCommand command;
  command.id = rpc::RequiredName(violations, "leading_group.name", request.leading_group().name(),
                                 LeadingGroup::kNamePattern);
  command.facts = FactsOf(violations, request.leading_group());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<EndLeadingGroupCommand> FromProto(const v1::EndLeadingGroupRequest& request) {
  error::Violations violations;
  EndLeadingGroupCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), LeadingGroup::kNamePattern);
  command.dissolved_date =
      rpc::RequiredDate(violations, "dissolved_date", request.dissolved_date());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

v1::LeadingGroup ToProto(const Record<LeadingGroup>& group) {
  v1::LeadingGroup proto;
  rpc::SetRecorded(group, proto);
  const LeadingGroup& facts = group.facts;
  proto.set_division(DivisionName(facts.division_code));
  proto.set_display_name(facts.display_name);
  *proto.mutable_established_date() = rpc::ToProto(facts.established_date);
  if (facts.dissolved_date) *proto.mutable_dissolved_date() = rpc::ToProto(*facts.dissolved_date);
  if (facts.office) {
    proto.mutable_office()->set_display_name(facts.office->display_name);
    *proto.mutable_office()->mutable_established_date() =
        rpc::ToProto(facts.office->established_date);
  }
  for (const GroupMember& member : facts.members) {
    v1::GroupMember* added = proto.add_members();
    added->set_person(records::NameOf<Person>(member.person));
    added->set_duty(member.duty);
  }
  for (const TaskTeam& team : facts.task_teams) *proto.add_task_teams() = ToProto(team);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListLeadingGroupsResponse ToProto(const records::Page<LeadingGroup>& page,
                                      const v1::ListLeadingGroupsRequest& request) {
  v1::ListLeadingGroupsResponse response;
  for (const auto& group : page.records) *response.add_leading_groups() = ToProto(group);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::registry
