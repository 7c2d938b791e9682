// Elections of the two committees of a village (村两委换届), one a village and round. They hold
// ages and no names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

// Highest education completed, in ascending order.
enum class EducationLevel {
  kPrimary = 1,
  kJuniorSecondary,
  kSeniorSecondary,
  kJuniorCollege,
  kUndergraduate,
  kPostgraduate,
};

enum class CommitteeRole {
  kSecretary = 1,
  kDeputy,
  kOrdinaryMember,
};

struct ElectionMember {
  int age = 0;  // whole years on the election date
  EducationLevel education = EducationLevel::kPrimary;
  CommitteeRole role = CommitteeRole::kOrdinaryMember;
  std::string person;      // id; "" when not stated
  bool reelected = false;  // of members after: belonged to the committees before

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("age", self.age);
    visit("education", self.education);
    visit("role", self.role);
    visit("person", self.person);
    visit("reelected", self.reelected);
  }
  bool operator==(const ElectionMember&) const = default;
};

struct ElectionVotes {
  std::optional<int> eligible;
  std::optional<int> cast;
  std::optional<int> in_favour;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("eligible", self.eligible);
    visit("cast", self.cast);
    visit("in_favour", self.in_favour);
  }
  bool operator==(const ElectionVotes&) const = default;
};

struct Election {
  static constexpr std::string_view kKind = "election";
  static constexpr std::string_view kNamePattern = "villages/{}/elections/{}";

  std::string village_code;
  std::string round;  // an id, as "8"
  base::Date election_date;
  std::vector<ElectionMember> members_before;  // each person once
  std::vector<ElectionMember> members_after;
  bool secretary_changed = false;
  ElectionVotes votes;
  DataOrigin data_origin = DataOrigin::kRecorded;
  std::string correction_reason;  // "" for the first state

  // It is looked up by its village and by its round.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("village", self.village_code);
    visit("round", self.round);
    visit("election_date", self.election_date);
    visit("members_before", self.members_before);
    visit("members_after", self.members_after);
    visit("secretary_changed", self.secretary_changed);
    visit("votes", self.votes);
    visit("data_origin", self.data_origin);
    visit("correction_reason", self.correction_reason);
  }
  bool operator==(const Election&) const = default;
};

std::string ElectionId(std::string_view village_code, std::string_view round);
std::string RoundKey(std::string_view round);

// Whether the secretaries before and after are two persons; nullopt unless both name one.
std::optional<bool> SecretaryChangedByPersons(const Election& election);

// Whether a member after was among the members before; nullopt unless the persons tell.
std::optional<bool> ReelectedByPersons(const Election& election, const ElectionMember& after);

}  // namespace cobuild::registry
