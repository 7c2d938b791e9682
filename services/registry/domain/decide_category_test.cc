#include "services/registry/domain/decide_category.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::Refuses;

const scope::Reach kAll = scope::Reach::Everything();

OpenCategoryCommand Open(const char* village, base::Date entered) {
  return {village, Category::kHollowEconomy, entered, "decision", DataOrigin::kExample};
}

GraduateCategoryCommand Graduate(const char* village, base::Date graduated) {
  return {village, graduated, "audit"};
}

Episode Stay(const char* village, base::Date entered, std::optional<base::Date> graduated) {
  Episode episode;
  episode.village_code = village;
  episode.entered_date = entered;
  episode.graduated_date = graduated;
  return episode;
}

// Sandbar's stay of 2010 and 2011 is over; Hill's, since 2010, is open.
class DecideCategory : public ::testing::Test {
 protected:
  DecideCategory() : registry_(SmallTree()) {
    registry_.Record({.episodes = {Stay(kSandbar, {2010, 1, 1}, std::nullopt)}});
    registry_.Record({.episodes = {Stay(kSandbar, {2010, 1, 1}, base::Date{2012, 1, 1})}});
    registry_.Record({.episodes = {Stay(kHill, {2010, 1, 1}, std::nullopt)}});
  }

  RecordedRegistry registry_;
};

TEST_F(DecideCategory, Open_TakesWhatTheCommandSays) {
  const auto episode = DecideOpenCategory(*registry_, kAll, Open(kPort, {2010, 1, 1}));
  ASSERT_OK(episode);
  EXPECT_EQ(episode->village_code, kPort);
  EXPECT_EQ(episode->entered_date, (base::Date{2010, 1, 1}));
  EXPECT_EQ(episode->category, Category::kHollowEconomy);
  EXPECT_EQ(episode->basis, "decision");
  EXPECT_EQ(episode->data_origin, DataOrigin::kExample);
  EXPECT_EQ(episode->graduated_date, std::nullopt);
}

struct OpenRow {
  const char* village;
  base::Date entered;
  const char* reason;  // "" when it opens
};

TEST_F(DecideCategory, Open_Ladder) {
  const OpenRow rows[] = {
      // village       entered         reason
      {kPort, {2010, 1, 1}, ""},
      {kPort, {2009, 1, 1}, ""},                     // the first day that the village is there
      {kPort, {2008, 12, 31}, "VILLAGE_NOT_FOUND"},  // the day before
      {kJinkou, {2010, 1, 1}, "VILLAGE_NOT_FOUND"},  // a township
      {"999999999999", {2010, 1, 1}, "VILLAGE_NOT_FOUND"},
      {kHill, {2012, 1, 1}, "CATEGORY_ALREADY_OPEN"},
      {kHill, {2009, 6, 1}, "CATEGORY_ALREADY_OPEN"},  // one at a time, whenever it began
      {kSandbar, {2012, 1, 1}, ""},                    // on the day that it graduated
      {kSandbar, {2011, 12, 31}, "EPISODE_OVERLAPS"},  // the day before
      {kSandbar, {2010, 1, 1}, "EPISODE_OVERLAPS"},    // would have the same name
      {kSandbar, {2009, 1, 1}, "EPISODE_OVERLAPS"},    // would be open for ever after
  };
  for (const OpenRow& row : rows) {
    const auto episode = DecideOpenCategory(*registry_, kAll, Open(row.village, row.entered));
    EXPECT_EQ(error::ReasonOf(episode.status()), row.reason)
        << row.village << " " << base::FormatDate(row.entered);
    EXPECT_EQ(episode.ok(), row.reason[0] == '\0');
  }
}

TEST_F(DecideCategory, Open_CodesOfRefusals) {
  EXPECT_STATUS(DecideOpenCategory(*registry_, kAll, Open(kJinkou, {2010, 1, 1})),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(DecideOpenCategory(*registry_, kAll, Open(kHill, {2012, 1, 1})),
                Refuses(StatusCode::kFailedPrecondition, "CATEGORY_ALREADY_OPEN"));
  EXPECT_STATUS(DecideOpenCategory(*registry_, kAll, Open(kSandbar, {2010, 1, 1})),
                Refuses(StatusCode::kFailedPrecondition, "EPISODE_OVERLAPS"));
}

TEST_F(DecideCategory, Graduate_KeepsTheEpisodeAndEndsIt) {
  const auto episode = DecideGraduateCategory(*registry_, kAll, Graduate(kHill, {2012, 1, 1}));
  ASSERT_OK(episode);
  EXPECT_EQ(episode->entered_date, (base::Date{2010, 1, 1}));
  EXPECT_EQ(episode->graduated_date, (base::Date{2012, 1, 1}));
  EXPECT_EQ(episode->evidence, "audit");
}

struct GraduateRow {
  const char* village;
  base::Date graduated;
  const char* reason;
};

TEST_F(DecideCategory, Graduate_Ladder) {
  const GraduateRow rows[] = {
      // village       graduated       reason
      {kHill, {2010, 1, 2}, ""},                          // after one day
      {kHill, {2010, 1, 1}, "GRADUATED_BEFORE_ENTERED"},  // it would not last a day
      {kHill, {2001, 1, 1}, "GRADUATED_BEFORE_ENTERED"},
      {kSandbar, {2013, 1, 1}, "CATEGORY_NOT_OPEN"},
      {kPort, {2013, 1, 1}, "CATEGORY_NOT_OPEN"},
      {kJinkou, {2013, 1, 1}, "VILLAGE_NOT_FOUND"},
      {"999999999999", {2013, 1, 1}, "VILLAGE_NOT_FOUND"},
  };
  for (const GraduateRow& row : rows) {
    const auto episode =
        DecideGraduateCategory(*registry_, kAll, Graduate(row.village, row.graduated));
    EXPECT_EQ(error::ReasonOf(episode.status()), row.reason)
        << row.village << " " << base::FormatDate(row.graduated);
  }
}

TEST(DigestOf, EveryFieldOfACategoryCommandCounts) {
  const OpenCategoryCommand open = Open(kHill, {2010, 1, 1});
  OpenCategoryCommand other = open;
  EXPECT_EQ(DigestOf(other), DigestOf(open));
  other.village_code = kPort;
  EXPECT_NE(DigestOf(other), DigestOf(open));
  other = open, other.category = Category::kWeakOrganisation;
  EXPECT_NE(DigestOf(other), DigestOf(open));
  other = open, other.entered_date.day = 2;
  EXPECT_NE(DigestOf(other), DigestOf(open));
  other = open, other.basis = "other";
  EXPECT_NE(DigestOf(other), DigestOf(open));
  other = open, other.data_origin = DataOrigin::kRecorded;
  EXPECT_NE(DigestOf(other), DigestOf(open));

  const GraduateCategoryCommand graduate = Graduate(kHill, {2010, 1, 1});
  GraduateCategoryCommand changed = graduate;
  changed.evidence = "other";
  EXPECT_NE(DigestOf(changed), DigestOf(graduate));
  changed = graduate, changed.graduated_date.day = 2;
  EXPECT_NE(DigestOf(changed), DigestOf(graduate));
  changed = graduate, changed.village_code = kPort;
  EXPECT_NE(DigestOf(changed), DigestOf(graduate));
}

}  // namespace
}  // namespace cobuild::registry
