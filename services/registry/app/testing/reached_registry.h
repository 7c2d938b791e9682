// A registry for tests of who reaches what: of every kind something at Hill, in Jinkou, or
// belonging to "water".
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "services/registry/app/acceptances.h"
#include "services/registry/app/demonstrations.h"
#include "services/registry/app/elections.h"
#include "services/registry/app/graduate_category.h"
#include "services/registry/app/leading_groups.h"
#include "services/registry/app/open_category.h"
#include "services/registry/app/organizations.h"
#include "services/registry/app/pairings.h"
#include "services/registry/app/people.h"
#include "services/registry/app/perimeters.h"
#include "services/registry/app/postings.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/app/service_centres.h"
#include "services/registry/app/testing/requests.h"
#include "services/registry/domain/errors.h"
#include "services/registry/domain/names.h"
#include "services/registry/store/memory/memory_store.h"
#include "services/registry/testing/reach.h"
#include "services/registry/testing/sealer.h"

namespace cobuild::registry {

inline constexpr char kOtherCounty[] = "420106000000";
inline constexpr base::Date kSomeDay{2010, 1, 1};
inline constexpr DataOrigin kOrigin = DataOrigin::kExample;

inline std::vector<DivisionFacts> TwoCounties() {
  std::vector<DivisionFacts> tree = SmallTree();
  tree.push_back({kOtherCounty, "武昌区", Level::kCounty, kPrefecture, "", {}});
  return tree;
}

// Callers by where their grant is, in the order in which tables list them.
inline const std::vector<std::pair<std::string, scope::Bound>>& Bounds() {
  static const std::vector<std::pair<std::string, scope::Bound>> bounds = {
      {"village", scope::Bound::Division(kHill)},
      {"township", scope::Bound::Division(kJinkou)},
      {"county", scope::Bound::Division(kCounty)},
      {"sibling village", scope::Bound::Division(kSandbar)},
      {"sibling township", scope::Bound::Division(kShanpo)},
      {"other county", scope::Bound::Division(kOtherCounty)},
      {"organization", scope::Bound::Organization("water")},
      {"other organization", scope::Bound::Organization("roads")}};
  return bounds;
}

inline Organization OrganizationIn(const std::string& division_code) {
  return {"x", OrganizationKind::kOther, division_code, kOrigin};
}

inline Posting PostingAt(const std::string& person, const std::string& village,
                         const std::string& division = "", const std::string& organization = "") {
  return {person,       PostingRole::kFirstSecretary,
          village,      division,
          organization, kSomeDay,
          std::nullopt, std::nullopt,
          kOrigin};
}

inline LeadingGroup GroupOf(const std::string& division,
                            const std::vector<GroupMember>& members = {}) {
  return {division, "x", kSomeDay, std::nullopt, std::nullopt, members, {}, kOrigin};
}

inline Election ElectionAt(const std::string& village) {
  return {village, "8", kSomeDay, {}, {}, false, {}, kOrigin, ""};
}

inline VillageAcceptance AcceptanceAt(const std::string& village) {
  return {village, "x",    AcceptanceLevel::kVillage, AcceptanceResult::kPassed, kSomeDay,
          "x",     kOrigin};
}

inline ServiceCentre CentreAt(const std::string& village) {
  return {village, "x", kSomeDay, std::nullopt, {}, 0, kOrigin};
}

inline CentreWork WorkOn(const std::string& centre) {
  return {centre, CentreWorkKind::kNew, kSomeDay, kSomeDay, std::nullopt, "", kOrigin, ""};
}

inline Demonstration DemonstrationOf(const std::vector<std::string>& villages) {
  return {"x", DemonstrationKind::kBelt, villages, {}, kSomeDay, std::nullopt, kOrigin};
}

inline DemonstrationEvent EventOf(const std::string& demonstration) {
  return {demonstration, DemonstrationEventKind::kVisit, kSomeDay, "x", 0, kOrigin};
}

class ReachedRegistry : public ::testing::Test {
 protected:
  ReachedRegistry() {
    EXPECT_OK(Import(live_, "tree", TwoCounties()));
    EXPECT_OK(CreateOrganization(live_, Next(), {"water", OrganizationIn(kJinkou)}));
    EXPECT_OK(CreateOrganization(live_, Next(), {"roads", OrganizationIn("")}));
    CreatePersonOf("posted", "");
    CreatePersonOf("moved", "");
    CreatePersonOf("staff", "water");
    CreatePersonOf("nobody", "");
    EXPECT_OK(AssignPosting(live_, Next(), {"first", PostingAt("posted", kHill, "", "water")}));
    EXPECT_OK(AssignPosting(live_, Next(), {"second", PostingAt("moved", kHill)}));
    EXPECT_OK(AssignPosting(live_, Next(), {"third", PostingAt("moved", kTeam)}));
    EXPECT_OK(AssignPosting(live_, Next(), {"fourth", PostingAt("moved", "", kJinkou)}));
    EXPECT_OK(CreateLeadingGroup(live_, Next(), {"group", GroupOf(kJinkou)}));
    EXPECT_OK(
        CreatePairing(live_, Next(), {"pair", {kHill, "water", kSomeDay, std::nullopt, kOrigin}}));
    EXPECT_OK(RecordElection(live_, Next(), ElectionAt(kHill)));
    EXPECT_OK(RecordVillageAcceptance(live_, Next(), {"a", AcceptanceAt(kHill)}));
    EXPECT_OK(CreateServiceCentre(live_, Next(), {"centre", CentreAt(kHill)}));
    EXPECT_OK(RecordCentreWork(live_, Next(), {"w", WorkOn("centre")}));
    EXPECT_OK(CreateServiceCentre(live_, Next(), {"empty", CentreAt(kHill)}));
    EXPECT_OK(CreateDemonstration(live_, Next(), {"belt", DemonstrationOf({kHill, kTeam})}));
    EXPECT_OK(RecordDemonstrationEvent(live_, Next(), {"e", EventOf("belt")}));
    EXPECT_OK(CreateDemonstration(live_, Next(), {"site", DemonstrationOf({kHill})}));
    EXPECT_OK(
        OpenCategory(live_, Next(), {kHill, Category::kHollowEconomy, kSomeDay, "x", kOrigin}));
  }

  void CreatePersonOf(const std::string& id, const std::string& organization) {
    const Person facts{organization, kOrigin, {{"payroll", id}}};
    EXPECT_OK(CreatePerson(people_, Next(), {id, facts, PersonalData{}}));
  }

  // A change with an id of its own.
  ChangeRequest Next(const scope::Reach& reach = kAll) {
    ChangeRequest change = RequestOf("Change", "r" + std::to_string(++requests_));
    change.reach = reach;
    return change;
  }
  static scope::Reach Within(const scope::Bound& bound) { return ReachIn(TwoCounties(), {bound}); }

  MemoryStore store_;
  LiveRegistry live_{store_};
  PersonalDataSealer sealer_ = TestSealer();
  People people_{live_, store_, sealer_};
  int requests_ = 0;
};

}  // namespace cobuild::registry
