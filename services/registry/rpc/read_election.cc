#include "services/registry/rpc/read_election.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "common/rpc/fields.h"

namespace cobuild::registry {
namespace {

constexpr int kMaxMembers = 60;
constexpr int kMinAge = 18;
constexpr int kMaxAge = 120;
constexpr char kPersonPattern[] = "people/{}";

// The domain's numbers are the proto's.
static_assert(static_cast<int>(EducationLevel::kPrimary) == v1::PRIMARY);
static_assert(static_cast<int>(EducationLevel::kSeniorSecondary) == v1::SENIOR_SECONDARY);
static_assert(static_cast<int>(EducationLevel::kPostgraduate) == v1::POSTGRADUATE);
static_assert(static_cast<int>(CommitteeRole::kSecretary) == v1::COMMITTEE_SECRETARY);
static_assert(static_cast<int>(CommitteeRole::kOrdinaryMember) == v1::COMMITTEE_ORDINARY_MEMBER);

using Members = google::protobuf::RepeatedPtrField<v1::ElectionMember>;

ElectionMember ReadMember(error::Violations& violations, const std::string& field,
                          const v1::ElectionMember& proto) {
  ElectionMember member;
  member.age = proto.age();
  if (proto.age() < kMinAge || proto.age() > kMaxAge) {
    violations.Add(field + ".age", "OUT_OF_RANGE",
                   fmt::format("must be from {} to {} years", kMinAge, kMaxAge));
  }
  member.education = static_cast<EducationLevel>(
      rpc::RequiredEnum(violations, field + ".education", proto.education()));
  member.role =
      static_cast<CommitteeRole>(rpc::RequiredEnum(violations, field + ".role", proto.role()));
  member.person = rpc::OptionalName(violations, field + ".person", proto.person(), kPersonPattern);
  member.reelected = proto.reelected();
  return member;
}

// Adds DUPLICATE for a second secretary and for a person who comes twice.
void CheckDistinct(error::Violations& violations, std::string_view field,
                   const std::vector<ElectionMember>& members) {
  std::set<std::string> persons;
  bool has_secretary = false;
  for (size_t i = 0; i < members.size(); ++i) {
    const std::string element = rpc::ElementOf(field, static_cast<int>(i));
    const bool is_secretary = members[i].role == CommitteeRole::kSecretary;
    if (is_secretary && has_secretary) {
      violations.Add(element + ".role", "DUPLICATE", "there is one secretary at most");
    }
    has_secretary = has_secretary || is_secretary;
    if (!members[i].person.empty() && !persons.insert(members[i].person).second) {
      violations.Add(element + ".person", "DUPLICATE", "is a member already");
    }
  }
}

std::vector<ElectionMember> ReadMembers(error::Violations& violations, const std::string& field,
                                        const Members& protos) {
  std::vector<ElectionMember> members;
  rpc::RequireAtMost(violations, field, protos.size(), kMaxMembers);
  if (protos.size() > kMaxMembers) return members;
  for (int i = 0; i < protos.size(); ++i) {
    members.push_back(ReadMember(violations, rpc::ElementOf(field, i), protos[i]));
  }
  CheckDistinct(violations, field, members);
  return members;
}

// Not negative and at most `limit`, when there is one.
void CheckVotes(error::Violations& violations, const std::string& field,
                const std::optional<int>& votes, const std::optional<int>& limit) {
  if (!votes) return;
  if (*votes < 0 || (limit && *votes > *limit)) {
    violations.Add(field, "OUT_OF_RANGE",
                   limit ? fmt::format("must be from 0 to {}", *limit) : "must not be negative");
  }
}

ElectionVotes ReadVotes(error::Violations& violations, const v1::ElectionVotes& proto) {
  ElectionVotes votes;
  if (proto.has_eligible()) votes.eligible = proto.eligible();
  if (proto.has_cast()) votes.cast = proto.cast();
  if (proto.has_in_favour()) votes.in_favour = proto.in_favour();
  CheckVotes(violations, "election.votes.eligible", votes.eligible, std::nullopt);
  CheckVotes(violations, "election.votes.cast", votes.cast, votes.eligible);
  CheckVotes(violations, "election.votes.in_favour", votes.in_favour,
             votes.cast ? votes.cast : votes.eligible);
  return votes;
}

void CheckAgainstPersons(error::Violations& violations, const Election& election) {
  if (SecretaryChangedByPersons(election).value_or(election.secretary_changed) !=
      election.secretary_changed) {
    violations.Add("election.secretary_changed", "CONTRADICTED", "the secretaries tell otherwise");
  }
  for (size_t i = 0; i < election.members_after.size(); ++i) {
    const ElectionMember& member = election.members_after[i];
    if (ReelectedByPersons(election, member).value_or(member.reelected) != member.reelected) {
      violations.Add(rpc::ElementOf("election.members_after", static_cast<int>(i)) + ".reelected",
                     "CONTRADICTED", "the members before tell otherwise");
    }
  }
}

}  // namespace

Election ReadElection(error::Violations& violations, const v1::Election& proto) {
  Election facts;
  const std::string id =
      rpc::RequiredName(violations, "election.name", proto.name(), Election::kNamePattern);
  const size_t slash = std::min(id.find('/'), id.size());
  facts.village_code = id.substr(0, slash);
  facts.round = id.substr(std::min(slash + 1, id.size()));
  facts.election_date =
      rpc::RequiredDate(violations, "election.election_date", proto.election_date());
  facts.members_before = ReadMembers(violations, "election.members_before", proto.members_before());
  for (ElectionMember& member : facts.members_before) member.reelected = false;
  if (proto.members_after().empty()) {
    violations.Add("election.members_after", "REQUIRED", "must be given");
  }
  facts.members_after = ReadMembers(violations, "election.members_after", proto.members_after());
  facts.secretary_changed = proto.secretary_changed();
  facts.votes = ReadVotes(violations, proto.votes());
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "election.data_origin", proto.data_origin()));
  CheckAgainstPersons(violations, facts);
  return facts;
}

}  // namespace cobuild::registry
