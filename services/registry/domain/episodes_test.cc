#include "services/registry/domain/list_episodes.h"

#include <gtest/gtest.h>

#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

constexpr int64_t kLastPosition = 1'000;

Episode State(const char* village, base::Date entered, Category category,
              std::optional<base::Date> graduated, int64_t position) {
  Episode episode;
  episode.village_code = village;
  episode.entered_date = entered;
  episode.category = category;
  episode.graduated_date = graduated;
  episode.position = position;
  return episode;
}

// Sandbar was hollow from 2010 to 2012 and is weak since 2013; Hill is hollow since 2011.
Episodes Example() {
  Episodes episodes;
  episodes.Add(State(kSandbar, {2010, 1, 1}, Category::kHollowEconomy, std::nullopt, 1));
  episodes.Add(State(kHill, {2011, 1, 1}, Category::kHollowEconomy, std::nullopt, 2));
  episodes.Add(State(kSandbar, {2010, 1, 1}, Category::kHollowEconomy, base::Date{2012, 1, 1}, 3));
  episodes.Add(State(kSandbar, {2013, 1, 1}, Category::kWeakOrganisation, std::nullopt, 4));
  return episodes;
}

std::vector<std::string> Keys(const EpisodePage& page) {
  std::vector<std::string> keys;
  for (const Episode& episode : page.episodes) {
    keys.push_back(EpisodeKey(episode.village_code, episode.entered_date));
  }
  return keys;
}

EpisodeFilter Meeting(const std::string& village_code = "", std::optional<Category> category = {},
                      std::optional<base::Date> open_on = {}) {
  return {village_code, category, open_on, scope::Reach::Everything()};
}

using List = std::vector<std::string>;
const std::string kFirst = "420115002201/2010-01-01";
const std::string kSecond = "420115002201/2013-01-01";
const std::string kThird = "420115002202/2011-01-01";

TEST(Episode, IsOpenFromEntryUntilTheDayBeforeGraduation) {
  const Episode episode =
      State(kSandbar, {2010, 1, 1}, Category::kHollowEconomy, base::Date{2012, 1, 1}, 1);
  EXPECT_FALSE(episode.IsOpenOn({2009, 12, 31}));
  EXPECT_TRUE(episode.IsOpenOn({2010, 1, 1}));
  EXPECT_TRUE(episode.IsOpenOn({2011, 12, 31}));
  EXPECT_FALSE(episode.IsOpenOn({2012, 1, 1}));
}

TEST(Episodes, OpenAt_FollowsBothTimes) {
  const Episodes episodes = Example();
  EXPECT_EQ(episodes.OpenAt(kSandbar, {{2009, 1, 1}, kLastPosition}), nullptr);
  EXPECT_EQ(episodes.OpenAt(kSandbar, {{2011, 1, 1}, kLastPosition})->category,
            Category::kHollowEconomy);
  EXPECT_EQ(episodes.OpenAt(kSandbar, {{2012, 6, 1}, kLastPosition}), nullptr);
  // Before the graduation was recorded, it was open on that day too.
  EXPECT_NE(episodes.OpenAt(kSandbar, {{2012, 6, 1}, 2}), nullptr);
  EXPECT_EQ(episodes.OpenAt(kSandbar, {{2011, 1, 1}, 0}), nullptr);
  EXPECT_EQ(episodes.OpenAt(kTeam, {{2011, 1, 1}, kLastPosition}), nullptr);
}

TEST(ListEpisodes, InOrderOfVillageAndEntry) {
  const EpisodePage page = ListEpisodes(Example(), Meeting(), kLastPosition, {10, ""});
  EXPECT_EQ(Keys(page), (List{kFirst, kSecond, kThird}));
  EXPECT_TRUE(page.is_last);
  EXPECT_EQ(page.episodes[0].graduated_date, (base::Date{2012, 1, 1}));
}

TEST(ListEpisodes, PageByPage) {
  const EpisodePage page = ListEpisodes(Example(), Meeting(), kLastPosition, {2, ""});
  EXPECT_EQ(Keys(page), (List{kFirst, kSecond}));
  EXPECT_FALSE(page.is_last);
  const EpisodePage next = ListEpisodes(Example(), Meeting(), kLastPosition, {2, kSecond});
  EXPECT_EQ(Keys(next), List{kThird});
  EXPECT_TRUE(next.is_last);
}

TEST(ListEpisodes, AFullLastPageIsTheLast) {
  EXPECT_TRUE(ListEpisodes(Example(), Meeting(), kLastPosition, {3, ""}).is_last);
}

TEST(ListEpisodes, EachConditionNarrows) {
  const Episodes episodes = Example();
  EXPECT_EQ(Keys(ListEpisodes(episodes, Meeting(kSandbar), kLastPosition, {10, ""})),
            (List{kFirst, kSecond}));
  EXPECT_EQ(Keys(ListEpisodes(episodes, Meeting(kSandbar), kLastPosition, {10, kFirst})),
            List{kSecond});
  EXPECT_EQ(
      Keys(ListEpisodes(episodes, Meeting("", Category::kHollowEconomy), kLastPosition, {10, ""})),
      (List{kFirst, kThird}));
  EXPECT_EQ(Keys(ListEpisodes(episodes, Meeting("", {}, base::Date{2012, 6, 1}), kLastPosition,
                              {10, ""})),
            List{kThird});
  EXPECT_EQ(Keys(ListEpisodes(episodes, Meeting(kHill), kLastPosition, {10, ""})), List{kThird});
  EXPECT_EQ(Keys(ListEpisodes(episodes, Meeting(kTeam), kLastPosition, {10, ""})), List{});
}

TEST(ListEpisodes, AsKnownAtAPosition) {
  const EpisodePage page = ListEpisodes(Example(), Meeting(), 2, {10, ""});
  EXPECT_EQ(Keys(page), (List{kFirst, kThird}));
  EXPECT_EQ(page.episodes[0].graduated_date, std::nullopt);
}

}  // namespace
}  // namespace cobuild::registry
