// Postings: who holds which role at which village or division, from when to when, and what was
// provided for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/registry/domain/village.h"

namespace cobuild::registry {

enum class PostingRole {
  kFirstSecretary = 1,  // 第一书记
  kResidentTeamMember,  // 驻村工作队员
  kLiaisonOfficer,      // 共建联络员
  kContactLeader,       // 领导联系点
  kCapablePerson,       // 能人
  kResponsibleLeader,   // 分片包干
  kBranchSecretary,     // 村党支部书记
  kCommitteeMember,     // 村两委委员
};

enum class Lodging { kNotStated, kNone, kGiven };

// 驻村保障.
struct PostingSupport {
  Lodging lodging = Lodging::kNotStated;
  std::string lodging_description;  // "" unless it is given
  std::string equipment;            // or ""
  bool reception_service = false;
  bool coordination_service = false;
  bool living_service = false;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("lodging", self.lodging);
    visit("lodging_description", self.lodging_description);
    visit("equipment", self.equipment);
    visit("reception_service", self.reception_service);
    visit("coordination_service", self.coordination_service);
    visit("living_service", self.living_service);
  }
  bool operator==(const PostingSupport&) const = default;
};

struct Posting {
  static constexpr std::string_view kKind = "posting";
  static constexpr std::string_view kNamePattern = "postings/{}";

  std::string person;  // id
  PostingRole role = PostingRole::kFirstSecretary;
  std::string village_code;   // or "", and then the division's is given
  std::string division_code;  // or ""
  std::string organization;   // id of who sent the person; "" for nobody
  base::Date start_date;
  std::optional<base::Date> end_date;  // first day no longer posted; nullopt while it lasts
  std::optional<PostingSupport> support;
  DataOrigin data_origin = DataOrigin::kRecorded;

  bool LastsOn(const base::Date& day) const {
    return start_date <= day && (!end_date || day < *end_date);
  }
  // It is looked up by its place, its person, its role, and the organization.
  std::vector<std::string> Keys() const;

  template <class Self, class Visit>
  static void VisitFields(Self& self, Visit& visit) {
    visit("person", self.person);
    visit("role", self.role);
    visit("village", self.village_code);
    visit("division", self.division_code);
    visit("organization", self.organization);
    visit("start_date", self.start_date);
    visit("end_date", self.end_date);
    visit("support", self.support);
    visit("data_origin", self.data_origin);
  }
  bool operator==(const Posting&) const = default;
};

// By which the postings of a role are looked up.
std::string KeyOf(PostingRole role);

}  // namespace cobuild::registry
