#include "deploy/examples/jiangxia/registry_requests.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>

#include "common/rpc/fields.h"
#include "deploy/examples/jiangxia/request_id.h"

namespace cobuild::jiangxia {
namespace {

constexpr char kRound[] = "8";
constexpr char kEnvironment[] = "village-environment";  // what the acceptances are of

// The facts' enums are listed apart from the contract's, so that they stay plain values.
registry::v1::OrganizationKind KindOf(OrganizationKind kind) {
  switch (kind) {
    case OrganizationKind::kMunicipalUnit:
      return registry::v1::MUNICIPAL_UNIT;
    case OrganizationKind::kDistrictUnit:
      return registry::v1::DISTRICT_UNIT;
    case OrganizationKind::kEnterprise:
      return registry::v1::ENTERPRISE;
  }
  return registry::v1::ORGANIZATION_KIND_UNSPECIFIED;
}

registry::v1::PostingRole RoleOf(PostingRole role) {
  switch (role) {
    case PostingRole::kFirstSecretary:
      return registry::v1::FIRST_SECRETARY;
    case PostingRole::kResidentTeamMember:
      return registry::v1::RESIDENT_TEAM_MEMBER;
    case PostingRole::kLiaisonOfficer:
      return registry::v1::LIAISON_OFFICER;
    case PostingRole::kContactLeader:
      return registry::v1::CONTACT_LEADER;
    case PostingRole::kCapablePerson:
      return registry::v1::CAPABLE_PERSON;
    case PostingRole::kBranchSecretary:
      return registry::v1::BRANCH_SECRETARY;
  }
  return registry::v1::POSTING_ROLE_UNSPECIFIED;
}

registry::v1::EducationLevel LevelOf(Education education) {
  switch (education) {
    case Education::kPrimary:
      return registry::v1::PRIMARY;
    case Education::kJuniorSecondary:
      return registry::v1::JUNIOR_SECONDARY;
    case Education::kSeniorSecondary:
      return registry::v1::SENIOR_SECONDARY;
    case Education::kCollege:
      return registry::v1::JUNIOR_COLLEGE;
  }
  return registry::v1::EDUCATION_LEVEL_UNSPECIFIED;
}

registry::v1::CentreWorkKind KindOf(WorkKind kind) {
  switch (kind) {
    case WorkKind::kNew:
      return registry::v1::CENTRE_WORK_NEW;
    case WorkKind::kReconstructionExtension:
      return registry::v1::CENTRE_WORK_RECONSTRUCTION_EXTENSION;
    case WorkKind::kRepair:
      return registry::v1::CENTRE_WORK_REPAIR;
  }
  return registry::v1::CENTRE_WORK_KIND_UNSPECIFIED;
}

std::string VillageName(const std::string& code) { return "villages/" + code; }
std::string DivisionName(const std::string& code) { return "divisions/" + code; }
std::string OrganizationName(const std::string& id) { return "organizations/" + id; }
std::string PersonName(const std::string& id) { return "people/" + id; }

// Completed years of life on a day.
int AgeOn(const base::Date& birth, const base::Date& day) {
  const bool before_birthday =
      day.month < birth.month || (day.month == birth.month && day.day < birth.day);
  return day.year - birth.year - (before_birthday ? 1 : 0);
}

// Makes requests of one seed, with the request ids that follow from it.
class RegistryMaker {
 public:
  explicit RegistryMaker(uint64_t seed) : seed_(seed) {}

  registry::v1::CreateOrganizationRequest operator()(const Organization& facts) const {
    registry::v1::CreateOrganizationRequest request;
    request.set_request_id(RequestId(seed_, facts.id));
    request.set_organization_id(facts.id);
    registry::v1::Organization& organization = *request.mutable_organization();
    organization.set_display_name(facts.display_name);
    organization.set_kind(KindOf(facts.kind));
    organization.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::CreatePairingRequest operator()(const Pairing& facts) const {
    registry::v1::CreatePairingRequest request;
    request.set_request_id(IdFor("pairing", facts.id));
    request.set_pairing_id(facts.id);
    registry::v1::Pairing& pairing = *request.mutable_pairing();
    pairing.set_village(VillageName(facts.village));
    pairing.set_organization(OrganizationName(facts.organization));
    *pairing.mutable_start_date() = rpc::ToProto(facts.start);
    pairing.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::CreatePersonRequest operator()(const Person& facts) const {
    registry::v1::CreatePersonRequest request;
    request.set_request_id(RequestId(seed_, facts.id));
    request.set_person_id(facts.id);
    request.mutable_person()->set_data_origin(type::v1::EXAMPLE);
    registry::v1::PersonalData& data = *request.mutable_person()->mutable_personal_data();
    data.set_display_name(facts.display_name);
    *data.mutable_birth_date() = rpc::ToProto(facts.birth_date);
    data.set_phone(facts.phone);
    return request;
  }

  registry::v1::AssignPostingRequest operator()(const Posting& facts) const {
    registry::v1::AssignPostingRequest request;
    request.set_request_id(IdFor("posting", facts.id));
    request.set_posting_id(facts.id);
    registry::v1::Posting& posting = *request.mutable_posting();
    posting.set_person(PersonName(facts.person));
    posting.set_role(RoleOf(facts.role));
    posting.set_village(VillageName(facts.village));
    if (!facts.organization.empty()) posting.set_organization(OrganizationName(facts.organization));
    *posting.mutable_start_date() = rpc::ToProto(facts.start);
    posting.mutable_support()->set_lodging(facts.lodging ? registry::v1::LODGING_GIVEN
                                                         : registry::v1::NO_LODGING);
    if (facts.lodging) posting.mutable_support()->set_lodging_description("专门宿舍 / own room");
    posting.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::EndPostingRequest EndOf(const Posting& facts) const {
    registry::v1::EndPostingRequest request;
    request.set_request_id(IdFor("posting", facts.id));
    request.set_name("postings/" + facts.id);
    *request.mutable_end_date() = rpc::ToProto(*facts.end);
    return request;
  }

  registry::v1::CreateLeadingGroupRequest operator()(const LeadingGroup& facts) const {
    registry::v1::CreateLeadingGroupRequest request;
    request.set_request_id(IdFor("group", facts.id));
    request.set_leading_group_id(facts.id);
    registry::v1::LeadingGroup& group = *request.mutable_leading_group();
    group.set_division(DivisionName(facts.division));
    group.set_display_name(facts.display_name);
    *group.mutable_established_date() = rpc::ToProto(facts.established);
    group.mutable_office()->set_display_name(facts.office_name);
    *group.mutable_office()->mutable_established_date() = rpc::ToProto(facts.established);
    group.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::RecordElectionRequest operator()(const Election& facts) const {
    registry::v1::RecordElectionRequest request;
    request.set_request_id(IdFor("election", facts.village));
    registry::v1::Election& election = *request.mutable_election();
    election.set_name(fmt::format("villages/{}/elections/{}", facts.village, kRound));
    *election.mutable_election_date() = rpc::ToProto(facts.date);
    for (const Member& member : facts.before) AddMember(member, {}, *election.add_members_before());
    for (const Member& member : facts.after) {
      AddMember(member, facts.before, *election.add_members_after());
    }
    election.set_secretary_changed(facts.secretary_changed);
    election.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::CreateServiceCentreRequest operator()(const ServiceCentre& facts) const {
    registry::v1::CreateServiceCentreRequest request;
    request.set_request_id(IdFor("centre", facts.id));
    request.set_service_centre_id(facts.id);
    registry::v1::ServiceCentre& centre = *request.mutable_service_centre();
    centre.set_village(VillageName(facts.village));
    centre.set_display_name(facts.display_name);
    *centre.mutable_in_use_since() = rpc::ToProto(facts.in_use_from);
    for (int function = registry::v1::PARTY_AFFAIRS; function <= registry::v1::GENERAL_AFFAIRS;
         ++function) {
      centre.add_functions(static_cast<registry::v1::CentreFunction>(function));
    }
    centre.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::RecordCentreWorkRequest operator()(const CentreWork& facts) const {
    registry::v1::RecordCentreWorkRequest request;
    request.set_request_id(IdFor("work", facts.id));
    request.set_centre_work_id(facts.id);
    registry::v1::CentreWork& work = *request.mutable_centre_work();
    work.set_service_centre("serviceCentres/" + facts.centre);
    work.set_kind(KindOf(facts.kind));
    *work.mutable_start_date() = rpc::ToProto(facts.started);
    *work.mutable_completion_date() = rpc::ToProto(facts.completed);
    work.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::RecordVillageAcceptanceRequest operator()(const VillageAcceptance& facts) const {
    registry::v1::RecordVillageAcceptanceRequest request;
    request.set_request_id(IdFor("acceptance", facts.id));
    request.set_acceptance_id(facts.id);
    registry::v1::VillageAcceptance& acceptance = *request.mutable_acceptance();
    acceptance.set_village(VillageName(facts.village));
    acceptance.set_subject(kEnvironment);
    acceptance.set_level(registry::v1::ACCEPTANCE_LEVEL_MUNICIPAL);
    acceptance.set_result(facts.passed ? registry::v1::ACCEPTANCE_PASSED
                                       : registry::v1::ACCEPTANCE_FAILED);
    *acceptance.mutable_acceptance_date() = rpc::ToProto(facts.date);
    acceptance.set_evidence(
        fmt::format("{}: 示例数据 / example data, seed {}", facts.subject, seed_));
    acceptance.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::CreateDemonstrationRequest operator()(const Demonstration& facts) const {
    registry::v1::CreateDemonstrationRequest request;
    request.set_request_id(IdFor("demonstration", facts.id));
    request.set_demonstration_id(facts.id);
    registry::v1::Demonstration& demonstration = *request.mutable_demonstration();
    demonstration.set_display_name(facts.display_name);
    demonstration.set_kind(facts.kind == DemonstrationKind::kBelt
                               ? registry::v1::DEMONSTRATION_BELT
                               : registry::v1::DEMONSTRATION_SITE);
    for (const auto& village : facts.villages) demonstration.add_villages(VillageName(village));
    for (const auto& village : facts.leading_villages) {
      demonstration.add_leading_villages(VillageName(village));
    }
    *demonstration.mutable_start_date() = rpc::ToProto(facts.established);
    demonstration.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  registry::v1::CreateCampaignRequest operator()(const Campaign& facts) const {
    registry::v1::CreateCampaignRequest request;
    request.set_request_id(IdFor("campaign", facts.id));
    request.set_campaign_id(facts.id);
    registry::v1::Campaign& campaign = *request.mutable_campaign();
    campaign.set_display_name(facts.display_name);
    campaign.set_purpose(facts.purpose);
    *campaign.mutable_start_date() = rpc::ToProto(facts.start);
    *campaign.mutable_end_date() = rpc::ToProto(facts.end);
    campaign.set_data_origin(type::v1::EXAMPLE);
    return request;
  }

  // One request for each of `facts`.
  template <class Facts, class Request>
  void MakeAll(const std::vector<Facts>& facts, std::vector<Request>& requests) const {
    requests.reserve(facts.size());
    for (const Facts& each : facts) requests.push_back((*this)(each));
  }

 private:
  // The longest seed leaves 34 characters, so a kind that the fact's id begins with is not said
  // twice.
  std::string IdFor(std::string_view kind, const std::string& id) const {
    return RequestId(seed_, id.starts_with(kind) ? id : fmt::format("{}-{}", kind, id));
  }

  // The committees' members are not among the people whom the registry keeps: an election counts
  // them and does not name them.
  static void AddMember(const Member& facts, const std::vector<Member>& before,
                        registry::v1::ElectionMember& member) {
    member.set_age(AgeOn(facts.birth_date, kElectionDay));
    member.set_education(LevelOf(facts.education));
    member.set_role(facts.secretary ? registry::v1::COMMITTEE_SECRETARY
                                    : registry::v1::COMMITTEE_ORDINARY_MEMBER);
    for (const Member& earlier : before) {
      if (earlier.person == facts.person) member.set_reelected(true);
    }
  }

  const uint64_t seed_;
};

// The leading group of each id, to which its task teams are added.
void AddTaskTeams(const std::vector<TaskTeam>& teams,
                  std::vector<registry::v1::CreateLeadingGroupRequest>& groups) {
  std::map<std::string, registry::v1::LeadingGroup*> by_id;
  for (auto& request : groups) {
    by_id[request.leading_group_id()] = request.mutable_leading_group();
  }
  for (const TaskTeam& facts : teams) {
    registry::v1::TaskTeam& team = *by_id.at(facts.leading_group)->add_task_teams();
    team.set_purpose(facts.display_name + ": " + facts.purpose);
    *team.mutable_start_date() = rpc::ToProto(facts.start);
    *team.mutable_end_date() = rpc::ToProto(facts.end);
  }
}

}  // namespace

RegistryRequests MakeRegistryRequests(uint64_t seed, const FurtherFacts& facts) {
  const RegistryMaker maker(seed);
  RegistryRequests requests;
  maker.MakeAll(facts.organizations, requests.organizations);
  maker.MakeAll(facts.pairings, requests.pairings);
  maker.MakeAll(facts.people, requests.people);
  maker.MakeAll(facts.postings, requests.postings);
  for (const Posting& posting : facts.postings) {
    if (posting.end) requests.ended_postings.push_back(maker.EndOf(posting));
  }
  maker.MakeAll(facts.leading_groups, requests.leading_groups);
  AddTaskTeams(facts.task_teams, requests.leading_groups);
  maker.MakeAll(facts.elections, requests.elections);
  maker.MakeAll(facts.centres, requests.centres);
  maker.MakeAll(facts.works, requests.works);
  maker.MakeAll(facts.acceptances, requests.acceptances);
  maker.MakeAll(facts.demonstrations, requests.demonstrations);
  maker.MakeAll(facts.campaigns, requests.campaigns);
  return requests;
}

}  // namespace cobuild::jiangxia
