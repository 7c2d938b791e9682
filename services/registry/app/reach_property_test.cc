// What a bounded caller is answered is what the whole tree is answered, less what lies outside:
// for random trees, transfers and mergers, records, grants and queries.
#include <gmock/gmock.h>

#include <random>

#include "services/registry/app/acceptances.h"
#include "services/registry/app/demonstrations.h"
#include "services/registry/app/elections.h"
#include "services/registry/app/leading_groups.h"
#include "services/registry/app/pairings.h"
#include "services/registry/app/people.h"
#include "services/registry/app/postings.h"
#include "services/registry/app/read_villages.h"
#include "services/registry/app/service_centres.h"
#include "services/registry/app/testing/random_world.h"

namespace cobuild::registry {
namespace {

using Codes = std::vector<std::string>;

constexpr int kWorlds = 25;
constexpr int kCallersOfAWorld = 5;
constexpr base::Date kFirstDay{2009, 1, 1};

// All pages of a list.
template <class Facts, class Query, class List>
std::vector<Record<Facts>> AllOf(const List& list, Query query, const scope::Reach& reach,
                                 int page_size) {
  query.list.reach = reach;
  query.list.range.size = page_size;
  std::vector<Record<Facts>> all;
  for (bool is_last = false; !is_last;) {
    const records::Page<Facts> page = list(query);
    all.insert(all.end(), page.records.begin(), page.records.end());
    if (!all.empty()) query.list.range.after = all.back().id;
    is_last = page.is_last;
  }
  return all;
}

template <class Facts, class Query, class List>
void CheckList(RandomWorld& world, const scope::Reach& reach, const Query& query,
               const List& list) {
  SCOPED_TRACE(Facts::kKind);
  Codes expected;
  for (const auto& record : AllOf<Facts>(list, query, kAll, 1'000)) {
    const bool sees = world.Sees(record.id, record.facts);
    if (sees) expected.push_back(record.id);
    const auto got = records::GetRecord<Facts>(world.live(), {record.id, {}, reach}, "NOT_FOUND");
    EXPECT_EQ(got.ok(), sees) << record.id;
  }
  Codes listed;
  for (const auto& record : AllOf<Facts>(list, query, reach, 1 + static_cast<int>(world.Any(4)))) {
    listed.push_back(record.id);
  }
  EXPECT_EQ(listed, expected);
}

template <class Query, class Facts>
void CheckList(RandomWorld& world, const scope::Reach& reach, const Query& query,
               absl::StatusOr<records::Page<Facts>> (*list)(const LiveRegistry&, const Query&)) {
  CheckList<Facts>(world, reach, query,
                   [&](const Query& asked) { return *list(world.live(), asked); });
}

void CheckRecords(RandomWorld& world, const scope::Reach& reach) {
  ListPairingsQuery pairings;
  if (world.OneIn(2)) pairings.village_code = world.AnyVillage();
  if (world.OneIn(2)) pairings.organization = world.AnyOrganization();
  CheckList(world, reach, pairings, ListPairings);
  ListPostingsQuery postings;
  if (world.OneIn(2)) postings.active_on = base::Date{2011, 1, 1};
  CheckList(world, reach, postings, ListPostings);
  ListPeopleQuery people;
  if (world.OneIn(2)) people.organization = world.AnyOrganization();
  CheckList<Person>(world, reach, people, [&](const ListPeopleQuery& query) {
    return ListPeople(world.people(), query)->page;
  });
  ListServiceCentresQuery centres;
  if (world.OneIn(2)) centres.list.key = VillageName(world.AnyVillage());
  CheckList(world, reach, centres, ListServiceCentres);
  CheckList(world, reach, ListLeadingGroupsQuery{}, ListLeadingGroups);
  CheckList(world, reach, ListElectionsQuery{}, ListElections);
  CheckList(world, reach, ListAcceptancesQuery{}, ListVillageAcceptances);
  CheckList(world, reach, ListCentreWorksQuery{}, ListCentreWorks);
  CheckList(world, reach, ListDemonstrationsQuery{}, ListDemonstrations);
  CheckList(world, reach, ListDemonstrationEventsQuery{}, ListDemonstrationEvents);
}

template <class Item, class CodeOf>
Codes Within(const RandomWorld& world, const std::vector<Item>& all, const CodeOf& code_of) {
  Codes codes;
  for (const Item& item : all) {
    if (world.Sees(code_of(item))) codes.push_back(code_of(item));
  }
  return codes;
}

template <class Item, class CodeOf>
Codes CodesOf(const std::vector<Item>& all, const CodeOf& code_of) {
  Codes codes;
  for (const Item& item : all) codes.push_back(code_of(item));
  return codes;
}

void CheckVillages(RandomWorld& world, const scope::Reach& reach) {
  ListVillagesQuery query;
  if (world.OneIn(2)) query.category = Category::kHollowEconomy;
  if (world.OneIn(2)) query.perimeter_id = "all";
  if (world.OneIn(2)) query.division_code = kPrefecture;
  query.at = Latest();
  query.range.size = 1'000;
  query.reach = kAll;
  const auto code_of = [](const auto& village) { return village.code; };
  const VillagePage full = *ListVillages(world.live(), query);
  const Codes expected = Within(world, full.villages, code_of);
  query.reach = reach;
  const VillagePage page = *ListVillages(world.live(), query);
  EXPECT_EQ(CodesOf(page.villages, code_of), expected);
  EXPECT_EQ(page.total, static_cast<int>(expected.size()));
  for (const Village& village : full.villages) {
    EXPECT_EQ(GetVillage(world.live(), {village.code, Latest(), reach}).ok(),
              world.Sees(village.code));
  }
  const auto village_of = [](const auto& row) { return row.village_code; };
  ListCategoryEpisodesQuery episodes;
  episodes.range.size = 1'000;
  episodes.filter.reach = kAll;
  const EpisodePage all = *ListCategoryEpisodes(world.live(), episodes);
  episodes.filter.reach = reach;
  EXPECT_EQ(CodesOf(ListCategoryEpisodes(world.live(), episodes)->episodes, village_of),
            Within(world, all.episodes, village_of));
}

void CheckSummaries(RandomWorld& world, const scope::Reach& reach) {
  const auto over = [](const scope::Reach& by) {
    return ScopeQuery{{{}, "all", {2012, 6, 1}}, {}, by};
  };
  const auto itself = [](const std::string& code) { return code; };
  const auto village_of = [](const auto& row) { return row.village_code; };
  const ElectionSummary elections = *SummarizeElections(world.live(), {over(kAll), "8"});
  const ElectionSummary some = *SummarizeElections(world.live(), {over(reach), "8"});
  EXPECT_EQ(CodesOf(some.rows, village_of), Within(world, elections.rows, village_of));
  EXPECT_EQ(some.missing, Within(world, elections.missing, itself));
  EXPECT_EQ(some.total.elections, static_cast<int>(some.rows.size()));
  EXPECT_EQ(some.data_origin.has_value(), !some.rows.empty());
  const CentreSummary centres = *SummarizeServiceCentres(world.live(), {over(kAll), {2012, 6, 1}});
  const CentreSummary within = *SummarizeServiceCentres(world.live(), {over(reach), {2012, 6, 1}});
  EXPECT_EQ(CodesOf(within.rows, village_of), Within(world, centres.rows, village_of));
  EXPECT_EQ(within.missing, Within(world, centres.missing, itself));
  const Days days{kFirstDay, kFirstDay};
  EXPECT_EQ(
      CodesOf(SummarizeCentreWorks(world.live(), {over(reach), days})->rows, village_of),
      Within(world, SummarizeCentreWorks(world.live(), {over(kAll), days})->rows, village_of));
}

TEST(Reach, RandomWorlds_ResultsAreTheFullOnesFilteredByTheSubtree) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int i = 0; i < kWorlds && !::testing::Test::HasFailure(); ++i) {
    RandomWorld world(random);
    for (int caller = 0; caller < kCallersOfAWorld; ++caller) {
      const scope::Reach reach = world.Grant(world.AnyBounds());
      CheckRecords(world, reach);
      CheckVillages(world, reach);
      CheckSummaries(world, reach);
    }
  }
}

}  // namespace
}  // namespace cobuild::registry
