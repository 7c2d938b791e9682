#include "services/assessment/domain/claim.h"

#include <gmock/gmock.h>

#include <utility>
#include <vector>

#include "assessment_programme.h"
#include "common/testing/status_matchers.h"

namespace cobuild::assessment {
namespace {

using test::HasCode;
using ::testing::HasSubstr;

constexpr std::string_view kClaimHeader =
    "id, claimed_value, unit, relation, period, as_of, lacks, statement\n";
constexpr std::string_view kDefinitionHeader =
    "id, metric, aggregation, perimeter, category, cohort_date, from_year, year, as_of, step, "
    "note\n";
constexpr std::string_view kSumClaim =
    "F12, 3620000.00, CNY, =, 2011, 2011-12-31, -, 共计362万元\n";
constexpr std::string_view kSumDefinition =
    "F12, collective_income@1, SUM, here, HOLLOW_ECONOMY, 2010-01-01, -, 2011, 2011-12-31, -, -\n";

absl::StatusOr<std::vector<Claim>> Parse(std::string_view claims, std::string_view definitions) {
  return ParseClaims(std::string(kClaimHeader) + std::string(claims),
                     std::string(kDefinitionHeader) + std::string(definitions));
}

std::vector<Claim> ProgrammeClaims() {
  const auto files = programme::Files();
  EXPECT_EQ(files.size(), 2u);
  auto claims = ParseClaims(files[0].content, files[1].content);
  EXPECT_OK(claims);
  return *std::move(claims);
}

const Claim& Find(const std::vector<Claim>& claims, std::string_view id) {
  for (const Claim& claim : claims) {
    if (claim.id == id) return claim;
  }
  ADD_FAILURE() << "no claim " << id;
  return claims.front();
}

TEST(ProgrammeClaims, AreFortySixInOrder) {
  const std::vector<Claim> claims = ProgrammeClaims();
  ASSERT_EQ(claims.size(), 46u);
  for (size_t i = 0; i < claims.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    EXPECT_EQ(claims[i].id, (i < 9 ? "F0" : "F") + number);
    EXPECT_FALSE(claims[i].statement.empty());
    EXPECT_FALSE(claims[i].relation.empty());
    EXPECT_TRUE(ParseDecimal(claims[i].claimed_value).has_value());
  }
}

TEST(ProgrammeClaims, AllHaveADefinition) {
  for (const Claim& claim : ProgrammeClaims()) EXPECT_TRUE(claim.definition) << claim.id;
}

TEST(ProgrammeClaims, ProjectsAndTheirMoneyAreOfTheSameVillagesAndYears) {
  const std::vector<Claim> claims = ProgrammeClaims();
  const std::vector<std::pair<const char*, const char*>> pairs = {
      {"F06", "F07"}, {"F10", "F11"}, {"F15", "F16"}, {"F17", "F18"}, {"F19", "F20"}};
  for (const auto& [projects, money] : pairs) {
    FigureQuery query = Find(claims, money).definition->query;
    EXPECT_EQ(query.from_year, 2010) << money;
    EXPECT_EQ(query.aggregation, Aggregation::kSum) << money;
    query.metric = Find(claims, projects).definition->query.metric;
    query.aggregation = Aggregation::kCount;
    EXPECT_EQ(query, Find(claims, projects).definition->query) << money;
  }
}

TEST(ProgrammeClaims, HollowVillagesAreACohortFrozenAtTheBaseDate) {
  const std::vector<Claim> claims = ProgrammeClaims();
  for (const char* id : {"F12", "F13", "F14"}) {
    const FigureQuery& query = Find(claims, id).definition->query;
    EXPECT_EQ(query.perimeter, "jiangxia-programme");
    EXPECT_EQ(query.category, Category::kHollowEconomy);
    EXPECT_EQ(query.cohort_date, (base::Date{2010, 1, 1}));
    EXPECT_EQ(query.year, 2011);
  }
}

TEST(ProgrammeClaims, AreReadAsTheirWordsSay) {
  const std::vector<Claim> claims = ProgrammeClaims();
  EXPECT_EQ(Find(claims, "F14").definition->relation, Relation::kEveryAbove);
  EXPECT_EQ(Find(claims, "F26").definition->relation, Relation::kEveryAtLeast);
  EXPECT_EQ(Find(claims, "F22").definition->relation, Relation::kEqual);
  EXPECT_EQ(Find(claims, "F23").definition->relation, Relation::kRounded);
  EXPECT_EQ(Find(claims, "F23").definition->step, (Decimal{1, 2}));
  EXPECT_EQ(Find(claims, "F23").definition->query.from_year, 2009);
  EXPECT_EQ(Find(claims, "F13").definition->step, (Decimal{1000, 0}));
  EXPECT_EQ(Find(claims, "F38").definition->query.perimeter, "jinkou");
}

TEST(ParseClaims, ClaimWithDefinition_HasBothParts) {
  ASSERT_OK_AND_ASSIGN(const std::vector<Claim> claims, Parse(kSumClaim, kSumDefinition));
  ASSERT_EQ(claims.size(), 1u);
  ASSERT_TRUE(claims[0].definition.has_value());
  EXPECT_EQ(claims[0].definition->claimed, (Decimal{362000000, 2}));
  EXPECT_EQ(claims[0].definition->query.metric, (MetricKey{"collective_income", 1}));
}

struct WrongTables {
  const char* name;
  std::string claims;
  std::string definitions;
  const char* message;
};

class ParseClaimsRefuses : public ::testing::TestWithParam<WrongTables> {};

TEST_P(ParseClaimsRefuses, NamingTheLine) {
  const auto claims = Parse(GetParam().claims, GetParam().definitions);
  EXPECT_STATUS(claims, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(claims.status().message()), HasSubstr(GetParam().message));
}

const std::string kSum(kSumClaim);
const std::string kSumDefined(kSumDefinition);

INSTANTIATE_TEST_SUITE_P(
    Tables, ParseClaimsRefuses,
    ::testing::Values(
        WrongTables{"ClaimTwice", kSum + kSum, kSumDefined, "claims line 3: ids do not rise"},
        WrongTables{"DefinitionTwice", kSum, kSumDefined + kSumDefined,
                    "definitions line 3: a second definition"},
        WrongTables{"NoSuchClaim", "", kSumDefined, "definitions line 2: no such claim"},
        WrongTables{"NeitherDefinitionNorReason", kSum, "", "claims line 2: either"},
        WrongTables{"DefinitionAndReason",
                    "F12, 3620000.00, CNY, =, 2011, 2011-12-31, nothing, 共计362万元\n",
                    kSumDefined, "claims line 2: either"},
        WrongTables{"UnknownRelation",
                    "F12, 3620000.00, CNY, about, 2011, 2011-12-31, -, 共计362万元\n", kSumDefined,
                    "definitions line 2: a cell cannot be read"},
        WrongTables{"RoundedWithoutStep",
                    "F12, 3620000.00, CNY, sum rounded to 1万, 2011, 2011-12-31, -, 共计362万元\n",
                    kSumDefined, "definitions line 2: relation, aggregation and step"},
        WrongTables{"EveryOfASum",
                    "F12, 3620000.00, CNY, every >, 2011, 2011-12-31, -, 共计362万元\n",
                    kSumDefined, "definitions line 2: relation, aggregation and step"},
        WrongTables{"EveryHasOfASum",
                    "F12, 3620000.00, CNY, every has, 2011, 2011-12-31, -, 共计362万元\n",
                    kSumDefined, "definitions line 2: relation, aggregation and step"},
        WrongTables{"PlannedMinimum",
                    "F12, 3620000.00, CNY, = planned, 2011, 2011-12-31, -, 共计362万元\n",
                    "F12, funds@1, MINIMUM, here, -, -, -, 2011, 2011-12-31, -, -\n",
                    "definitions line 2: relation, aggregation and step"},
        WrongTables{"EachYearOfASum",
                    "F12, 3620000.00, CNY, = each year, 2011, 2011-12-31, -, 共计362万元\n",
                    kSumDefined, "definitions line 2: relation, aggregation and step"},
        WrongTables{
            "CategoryWithoutDay", kSum,
            "F12, collective_income@1, SUM, here, HOLLOW_ECONOMY, -, -, 2011, 2011-12-31, -, -\n",
            "definitions line 2: a cell cannot be read"},
        WrongTables{
            "UnknownCategory", kSum,
            "F12, collective_income@1, SUM, here, RICH, 2010-01-01, -, 2011, 2011-12-31, -, -\n",
            "definitions line 2: a cell cannot be read"},
        WrongTables{"StepOfZero",
                    "F12, 3620000.00, CNY, sum rounded to 0, 2011, 2011-12-31, -, 共计362万元\n",
                    "F12, collective_income@1, SUM, here, -, -, -, 2011, 2011-12-31, 0, -\n",
                    "definitions line 2: relation, aggregation and step"}),
    [](const ::testing::TestParamInfo<WrongTables>& wrong) { return wrong.param.name; });

}  // namespace
}  // namespace cobuild::assessment
