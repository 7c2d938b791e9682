// Who sees and changes what: every kind of resource, for callers of every kind.
#include <algorithm>
#include <functional>

#include "services/registry/app/testing/reached_registry.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using scope::Reach;
using test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ReachTest : public ReachedRegistry {
 protected:
  // One resource. `change` withdraws or ends it.
  struct Resource {
    std::string name;
    std::string missing;  // reason
    // For each bound: 'c' sees and changes it, 's' sees it, '-' does not.
    std::string access;
    std::function<std::vector<std::string>(const Reach&)> list;  // names
    std::function<absl::Status(const ChangeRequest&, const std::string& etag)> change;
    std::function<absl::Status(const Reach&)> get = nullptr;  // null: there is no such RPC
  };

  // Names of all pages, of one resource each.
  template <class Query, class Facts>
  auto Listing(absl::StatusOr<records::Page<Facts>> (*list)(const LiveRegistry&, const Query&)) {
    return [this, list](const Reach& reach) {
      return NamesOf<Query, Facts>(reach, [&](const Query& query) { return *list(live_, query); });
    };
  }
  template <class Query, class Facts, class List>
  static std::vector<std::string> NamesOf(const Reach& reach, const List& list) {
    Query query;
    query.list.range.size = 1;
    query.list.reach = reach;
    std::vector<std::string> names;
    for (bool is_last = false; !is_last;) {
      const records::Page<Facts> page = list(query);
      for (const auto& record : page.records) {
        names.push_back(records::NameOf<Facts>(record.id));
        query.list.range.after = record.id;
      }
      is_last = page.is_last;
    }
    return names;
  }
  template <class Facts>
  auto Getting(const std::string& id,
               absl::StatusOr<Record<Facts>> (*get)(const LiveRegistry&,
                                                    const records::GetQuery&)) {
    return [this, id, get](const Reach& reach) { return get(live_, {id, {}, reach}).status(); };
  }
  template <class Facts>
  auto Withdrawing(const std::string& id,
                   absl::StatusOr<Record<Facts>> (*withdraw)(LiveRegistry&, ChangeRequest,
                                                             const records::VoidCommand&)) {
    return [this, id, withdraw](const ChangeRequest& change, const std::string& etag) {
      return withdraw(live_, change, {id, "x", etag}).status();
    };
  }

  Resource PersonRow(const std::string& id, const std::string& access) {
    const auto list = [this](const Reach& reach) {
      return NamesOf<ListPeopleQuery, Person>(
          reach, [&](const ListPeopleQuery& query) { return ListPeople(people_, query)->page; });
    };
    const auto change = [this, id](const ChangeRequest& request, const std::string& etag) {
      const std::string organization = id == "staff" ? "water" : "";
      return UpdatePerson(people_, request, {id, {organization, kOrigin, {}}, std::nullopt, etag})
          .status();
    };
    const auto get = [this, id](const Reach& reach) {
      return GetPerson(people_, {id, {}, reach}).status();
    };
    return {"people/" + id, "PERSON_NOT_FOUND", access, list, change, get};
  }

  // Of each kind at least one.
  std::vector<Resource> Resources() {
    const std::string centre = "serviceCentres/centre";
    const std::string belt = "demonstrations/belt";
    const std::string hill = VillageName(kHill);
    return {
        {"pairings/pair", "PAIRING_NOT_FOUND", "ccc---c-", Listing(ListPairings),
         Withdrawing("pair", VoidPairing), Getting("pair", GetPairing)},
        {"postings/first", "POSTING_NOT_FOUND", "ccc---c-", Listing(ListPostings),
         Withdrawing("first", VoidPosting), Getting("first", GetPosting)},
        {"postings/second", "POSTING_NOT_FOUND", "ccc-----", Listing(ListPostings),
         Withdrawing("second", VoidPosting), Getting("second", GetPosting)},
        {"postings/fourth", "POSTING_NOT_FOUND", "-cc-----", Listing(ListPostings),
         Withdrawing("fourth", VoidPosting), Getting("fourth", GetPosting)},
        PersonRow("posted", "ccc---c-"),
        PersonRow("moved", "ssc-s---"),
        PersonRow("staff", "-cc---c-"),
        PersonRow("nobody", "--------"),
        {"leadingGroups/group", "LEADING_GROUP_NOT_FOUND", "-cc-----", Listing(ListLeadingGroups),
         Withdrawing("group", VoidLeadingGroup), Getting("group", GetLeadingGroup)},
        {hill + "/elections/8", "ELECTION_NOT_FOUND", "ccc-----", Listing(ListElections),
         [this](const ChangeRequest& change, const std::string& etag) {
           return CorrectElection(live_, change, {ElectionAt(kHill), etag}).status();
         },
         Getting(std::string(kHill) + "/8", GetElection)},
        {hill + "/acceptances/a", "ACCEPTANCE_NOT_FOUND", "ccc-----",
         Listing(ListVillageAcceptances),
         Withdrawing(std::string(kHill) + "/a", VoidVillageAcceptance)},
        {"serviceCentres/empty", "SERVICE_CENTRE_NOT_FOUND", "ccc-----",
         Listing(ListServiceCentres), Withdrawing("empty", DeleteServiceCentre),
         Getting("empty", GetServiceCentre)},
        {centre + "/works/w", "CENTRE_WORK_NOT_FOUND", "ccc-----", Listing(ListCentreWorks),
         Withdrawing("centre/w", VoidCentreWork)},
        {"demonstrations/site", "DEMONSTRATION_NOT_FOUND", "ccc-----", Listing(ListDemonstrations),
         Withdrawing("site", DeleteDemonstration), Getting("site", GetDemonstration)},
        {belt, "DEMONSTRATION_NOT_FOUND", "ssc-s---", Listing(ListDemonstrations),
         [this](const ChangeRequest& change, const std::string& etag) {
           const Demonstration facts = DemonstrationOf({kHill, kTeam});
           return UpdateDemonstration(live_, change, {"belt", facts, etag}).status();
         },
         Getting("belt", GetDemonstration)},
        {belt + "/events/e", "DEMONSTRATION_EVENT_NOT_FOUND", "ssc-s---",
         Listing(ListDemonstrationEvents), Withdrawing("belt/e", VoidDemonstrationEvent)},
    };
  }

  void Check(const Resource& resource, char access, const Reach& reach) {
    const absl::Status missing = records::NotFound(resource.missing, resource.name);
    const std::vector<std::string> listed = resource.list(reach);
    EXPECT_EQ(std::count(listed.begin(), listed.end(), resource.name), access == '-' ? 0 : 1);
    if (resource.get != nullptr) {
      EXPECT_EQ(resource.get(reach), access == '-' ? missing : absl::OkStatus());
    }
    ChangeRequest change = Next(reach);
    change.validate_only = true;
    if (access == 'c') {
      EXPECT_OK(resource.change(change, ""));
      EXPECT_STATUS(resource.change(change, "1"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
      return;
    }
    const absl::Status refused = access == 's' ? scope::OutOfScope(resource.name) : missing;
    EXPECT_EQ(resource.change(change, ""), refused);
    EXPECT_EQ(resource.change(change, "1"), refused);
  }
};

TEST_F(ReachTest, EveryKind_IsSeenAndChangedWhereItIs) {
  for (const Resource& resource : Resources()) {
    SCOPED_TRACE(resource.name);
    ASSERT_EQ(resource.access.size(), Bounds().size());
    for (size_t i = 0; i < Bounds().size(); ++i) {
      SCOPED_TRACE(Bounds()[i].first);
      Check(resource, resource.access[i], Within(Bounds()[i].second));
    }
    Check(resource, 'c', Reach::Everything());
    Check(resource, '-', Reach());
  }
}

TEST_F(ReachTest, Organizations_AreSeenByEverybodyAndChangedWhereTheyAre) {
  const std::string access = "-cc---c-";
  for (size_t i = 0; i < Bounds().size(); ++i) {
    SCOPED_TRACE(Bounds()[i].first);
    ChangeRequest change = Next(Within(Bounds()[i].second));
    change.validate_only = true;
    const auto update = [&](const std::string& etag) {
      return UpdateOrganization(live_, change, {"water", OrganizationIn(kJinkou), etag}).status();
    };
    const absl::Status denied = scope::OutOfScope("organizations/water");
    EXPECT_EQ(update(""), access[i] == 'c' ? absl::OkStatus() : denied);
    EXPECT_THAT(update("1"), access[i] == 'c' ? Refuses(StatusCode::kAborted, "ETAG_MISMATCH")
                                              : Refuses(denied.code(), "OUT_OF_SCOPE"));
  }
  const Reach shanpo = Within(scope::Bound::Division(kShanpo));
  // Nobody takes what is not theirs by stating that it is.
  EXPECT_EQ(
      UpdateOrganization(live_, Next(shanpo), {"roads", OrganizationIn(kShanpo), ""}).status(),
      scope::OutOfScope("organizations/roads"));
  EXPECT_EQ(DeleteOrganization(live_, Next(shanpo), {"roads", "x", ""}).status(),
            scope::OutOfScope("organizations/roads"));
}

TEST_F(ReachTest, Villages_AreThoseOfTheSubtree) {
  const Reach shanpo = Within(scope::Bound::Division(kShanpo));
  EXPECT_OK(GetVillage(live_, {kTeam, Latest(), shanpo}));
  EXPECT_EQ(GetVillage(live_, {kHill, Latest(), shanpo}).status(), VillageNotFound(kHill));
  EXPECT_EQ(BatchGetVillages(live_, {{kTeam, kHill, "999999999999"}, Latest(), shanpo}).status(),
            VillageNotFound(kHill));
  const auto list = [&](const std::string& division, const Reach& reach) {
    const auto page = ListVillages(live_, {division, {}, "", Latest(), {1, ""}, reach});
    return std::pair(page->total, page->is_last);
  };
  EXPECT_EQ(list("", Reach::Everything()), std::pair(4, false));
  EXPECT_EQ(list("", shanpo), std::pair(1, true));
  EXPECT_EQ(list(kJinkou, shanpo), std::pair(0, true));
  EXPECT_EQ(list("", Within(scope::Bound::Organization("water"))), std::pair(0, true));
  EXPECT_EQ(list("", Reach()), std::pair(0, true));
  // As those of a perimeter, which everybody knows.
  ASSERT_OK(CreatePerimeter(live_, Next(), {"all", ProgrammePerimeter()}));
  EXPECT_EQ(ListVillages(live_, {"", {}, "all", Latest(), {9, ""}, Reach::Everything()})->total, 2);
  EXPECT_EQ(ListVillages(live_, {"", {}, "all", Latest(), {9, ""}, shanpo})->total, 0);
}

TEST_F(ReachTest, Episodes_AreThoseOfVillagesWithin) {
  const auto count = [&](const Reach& reach) {
    EpisodeFilter filter;
    filter.reach = reach;
    return ListCategoryEpisodes(live_, {filter, {}, {9, ""}})->episodes.size();
  };
  EXPECT_EQ(count(Within(scope::Bound::Division(kJinkou))), 1U);
  EXPECT_EQ(count(Within(scope::Bound::Division(kShanpo))), 0U);
  EXPECT_EQ(count(Reach()), 0U);
  const Reach shanpo = Within(scope::Bound::Division(kShanpo));
  const OpenCategoryCommand open{kHill, Category::kHollowEconomy, kSomeDay, "x", kOrigin};
  EXPECT_EQ(OpenCategory(live_, Next(shanpo), open).status(), VillageNotFound(kHill));
  EXPECT_EQ(GraduateCategory(live_, Next(shanpo), {kHill, {2012, 1, 1}, "x"}).status(),
            VillageNotFound(kHill));
  EXPECT_OK(GraduateCategory(live_, Next(Within(scope::Bound::Division(kHill))),
                             {kHill, {2012, 1, 1}, "x"}));
}

TEST_F(ReachTest, Summaries_CountVillagesWithin) {
  ASSERT_OK(CreatePerimeter(live_, Next(), {"all", [] {
                                              Perimeter all = ProgrammePerimeter();
                                              all.kinds = {};
                                              return all;
                                            }()}));
  const auto over = [](std::vector<std::string> villages, const std::string& perimeter,
                       const Reach& reach) {
    return ScopeQuery{{std::move(villages), perimeter, {2012, 6, 1}}, {}, reach};
  };
  const Reach shanpo = Within(scope::Bound::Division(kShanpo));
  const auto elections = SummarizeElections(live_, {over({}, "all", shanpo), "8"});
  ASSERT_OK(elections);
  EXPECT_THAT(elections->rows, IsEmpty());
  EXPECT_THAT(elections->missing, ElementsAre(kTeam));
  EXPECT_FALSE(elections->data_origin);
  EXPECT_EQ(SummarizeElections(live_, {over({kTeam, kHill}, "", shanpo), "8"}).status(),
            VillageNotFound(kHill));
  const auto centres = SummarizeServiceCentres(live_, {over({}, "all", shanpo), kSomeDay});
  ASSERT_OK(centres);
  EXPECT_EQ(centres->centres, 0);
  EXPECT_THAT(centres->missing, ElementsAre(kTeam));
  const auto works = SummarizeCentreWorks(live_, {over({}, "all", shanpo), {kSomeDay, kSomeDay}});
  ASSERT_OK(works);
  EXPECT_THAT(works->rows, IsEmpty());
  const Reach hill = Within(scope::Bound::Division(kHill));
  EXPECT_EQ(SummarizeElections(live_, {over({}, "all", hill), "8"})->rows.size(), 1U);
  EXPECT_THAT(SummarizeElections(live_, {over({}, "all", hill), "8"})->missing, IsEmpty());
  EXPECT_EQ(SummarizeServiceCentres(live_, {over({}, "all", hill), kSomeDay})->centres, 2);
  EXPECT_EQ(SummarizeCentreWorks(live_, {over({}, "all", hill), {kSomeDay, kSomeDay}})->rows.size(),
            1U);
}

}  // namespace
}  // namespace cobuild::registry
