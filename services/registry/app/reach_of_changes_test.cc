// What a change names, refers to and records, where the caller does not reach all of it.
#include "services/registry/app/testing/reached_registry.h"

namespace cobuild::registry {
namespace {

using scope::Reach;

class ReachOfChanges : public ReachedRegistry {};

TEST_F(ReachOfChanges, WhatAChangeNames_OutOfReachIsMissingBeforeAnythingElse) {
  const Reach shanpo = Within(scope::Bound::Division(kShanpo));
  const auto next = [&] { return Next(shanpo); };
  EXPECT_EQ(CreatePairing(live_, next(), {"q", {kHill, "water", kSomeDay, {}, kOrigin}}).status(),
            VillageNotFound(kHill));
  EXPECT_EQ(RecordElection(live_, next(), ElectionAt(kHill)).status(), VillageNotFound(kHill));
  EXPECT_EQ(RecordVillageAcceptance(live_, next(), {"a", AcceptanceAt(kHill)}).status(),
            VillageNotFound(kHill));
  EXPECT_EQ(CreateServiceCentre(live_, next(), {"c", CentreAt(kHill)}).status(),
            VillageNotFound(kHill));
  EXPECT_EQ(RecordCentreWork(live_, next(), {"w", WorkOn("centre")}).status(),
            ServiceCentreNotFound("centre"));
  EXPECT_EQ(CreateDemonstration(live_, next(), {"d", DemonstrationOf({kTeam, kHill})}).status(),
            VillageNotFound(kHill));
  EXPECT_EQ(RecordDemonstrationEvent(live_, next(), {"e", EventOf("site")}).status(),
            DemonstrationNotFound("site"));
  EXPECT_EQ(AssignPosting(live_, next(), {"p", PostingAt("posted", kTeam)}).status(),
            PersonNotFound("posted"));
  EXPECT_EQ(AssignPosting(live_, next(), {"p", PostingAt("moved", kHill)}).status(),
            VillageNotFound(kHill));
  EXPECT_EQ(CreateLeadingGroup(live_, next(), {"g", GroupOf(kShanpo, {{"posted", "x"}})}).status(),
            PersonNotFound("posted"));
}

TEST_F(ReachOfChanges, WhatAChangeRecords_MustBeWithin) {
  const Reach shanpo = Within(scope::Bound::Division(kShanpo));
  const auto next = [&] { return Next(shanpo); };
  // Divisions are known to everybody; what stands there is not.
  EXPECT_EQ(AssignPosting(live_, next(), {"p", PostingAt("moved", "", kJinkou)}).status(),
            scope::OutOfScope("postings/p"));
  EXPECT_EQ(CreateLeadingGroup(live_, next(), {"g", GroupOf(kJinkou)}).status(),
            scope::OutOfScope("leadingGroups/g"));
  for (const char* division : {"", kCounty, kJinkou}) {
    EXPECT_EQ(CreateOrganization(live_, next(), {"o", OrganizationIn(division)}).status(),
              scope::OutOfScope("organizations/o"));
  }
  ASSERT_OK(CreateOrganization(live_, next(), {"o", OrganizationIn(kShanpo)}));
  EXPECT_EQ(UpdateOrganization(live_, next(), {"o", OrganizationIn(kCounty), ""}).status(),
            scope::OutOfScope("organizations/o"));
  // Whether a key of another system is taken is told to those alone who may record the person, and
  // by whom to those who see that one.
  const auto create = [&](const std::string& organization) {
    const Person facts{organization, kOrigin, {{"payroll", "posted"}}};
    return CreatePerson(people_, next(), {"new", facts, PersonalData{}}).status();
  };
  EXPECT_EQ(create(""), scope::OutOfScope("people/new"));
  EXPECT_EQ(create("water"), scope::OutOfScope("people/new"));
  EXPECT_EQ(create("o"), ExternalRefTaken("", "payroll"));
  EXPECT_OK(CreatePerson(people_, next(), {"new", {"o", kOrigin, {}}, PersonalData{}}));
  EXPECT_OK(AssignPosting(live_, next(), {"p", PostingAt("new", kTeam)}));
  ASSERT_OK(CreateServiceCentre(live_, next(), {"c", CentreAt(kTeam)}));
  EXPECT_EQ(UpdateServiceCentre(live_, next(), {"c", CentreAt(kHill), ""}).status(),
            VillageNotFound(kHill));
}

TEST_F(ReachOfChanges, MembersOfAGroup_MayStayUnseenAndBeNamedWhenSeen) {
  const Reach jinkou = Within(scope::Bound::Division(kJinkou));
  const auto update = [&](const Reach& reach, const std::string& person) {
    const LeadingGroup facts = GroupOf("", {{person, "x"}});
    return UpdateLeadingGroup(live_, Next(reach), {"group", facts, ""}).status();
  };
  EXPECT_EQ(update(jinkou, "nobody"), PersonNotFound("nobody"));
  EXPECT_OK(update(Reach::Everything(), "nobody"));
  EXPECT_OK(update(jinkou, "nobody"));
  EXPECT_OK(update(jinkou, "posted"));
  EXPECT_EQ(update(jinkou, "nobody"), PersonNotFound("nobody"));
}

TEST_F(ReachOfChanges, ARetry_OfWhatIsNoLongerWithin_IsRefused) {
  const Reach jinkou = Within(scope::Bound::Division(kJinkou));
  ChangeRequest change = Next(jinkou);
  ASSERT_OK(CreateServiceCentre(live_, change, {"c", CentreAt(kPort)}));
  EXPECT_OK(CreateServiceCentre(live_, change, {"c", CentreAt(kPort)}));
  change.reach = Within(scope::Bound::Division(kShanpo));
  EXPECT_EQ(CreateServiceCentre(live_, change, {"c", CentreAt(kPort)}).status(),
            scope::OutOfScope("serviceCentres/c"));
  const OpenCategoryCommand open{kPort, Category::kHollowEconomy, kSomeDay, "x", kOrigin};
  ChangeRequest opening = Next(jinkou);
  ASSERT_OK(OpenCategory(live_, opening, open));
  opening.reach = Within(scope::Bound::Division(kShanpo));
  EXPECT_EQ(OpenCategory(live_, opening, open).status(),
            scope::OutOfScope(EpisodeName(kPort, kSomeDay)));
}

}  // namespace
}  // namespace cobuild::registry
