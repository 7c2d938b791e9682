#include "services/assessment/domain/verdict.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "common/testing/status_matchers.h"
#include "services/assessment/domain/table.h"

namespace cobuild::assessment {
namespace {

const std::vector<std::string> kColumns = {"relation",    "claimed",  "step",      "fact",
                                           "aggregation", "first",    "last",      "verdict",
                                           "value",       "rendered", "violators", "why"};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

Village VillageAt(size_t place) {
  return {.code = "42011500220" + std::to_string(place), .name = "村", .township_name = "乡"};
}

struct Facts {
  Subjects subjects;
  std::vector<Item> items;
};

// One word of a line: an amount, parts/wholes, yes, no, or ? for a record that does not tell.
Item ParseItem(const std::string& word, std::string name, std::string village) {
  Item item{.name = std::move(name),
            .display_name = word,
            .village = std::move(village),
            .origin = DataOrigin::kRecorded};
  if (word == "yes" || word == "no" || word == "?") {
    if (word == "no") item.value.numerator = 0;
    item.held = word == "yes" ? Held::kYes : word == "no" ? Held::kNo : Held::kUnknown;
  } else if (const size_t slash = word.find('/'); slash != std::string::npos) {
    item.value = {std::stoll(word.substr(0, slash)), std::stoll(word.substr(slash + 1))};
    item.before = item.value;
  } else {
    const auto amount = money::Parse(word);
    EXPECT_TRUE(amount.has_value()) << word;
    item.value = {amount.value_or(money::Fen{}).value, kFenPerYuan};
  }
  return item;
}

// "yes absent yes;no" as villages 1 to 3, the second without a record, the third with two; where
// records are rows, as records of these villages.
Facts ParseFacts(const std::string& text) {
  Facts facts;
  facts.subjects.origin = DataOrigin::kRecorded;
  std::istringstream words(text == "none" ? "" : text);
  for (std::string word; words >> word;) {
    const Village village = VillageAt(facts.subjects.villages.size() + 1);
    facts.subjects.villages.push_back(village);
    std::istringstream records(word == "absent" ? "" : word);
    for (std::string record; std::getline(records, record, ';');) {
      const std::string name = "records/" + std::to_string(facts.items.size() + 1);
      facts.items.push_back(ParseItem(record, name, village.code));
    }
  }
  return facts;
}

Fact FactOf(const std::vector<std::string>& cells) {
  const auto fact = FactNamed(cells[3]);
  EXPECT_TRUE(fact.has_value()) << cells[3];
  return fact.value_or(Fact::kVillage);
}

// The definition of a line, read as programme/definitions.csv is.
Definition ParseDefinition(const std::vector<std::string>& cells) {
  const bool growth = cells[4] == "COMPOUND_ANNUAL_GROWTH";
  const bool dated = TraitsOf(FactOf(cells)).period != Period::kDay;
  const std::string claim =
      "id, claimed_value, unit, relation, period, as_of, lacks, statement\n"
      "F01, " +
      cells[1] + ", -, " + cells[0] + ", -, -, -, -\n";
  const std::string definition =
      "id, metric, aggregation, perimeter, category, cohort_date, from_year, year, as_of, step, "
      "note\n"
      "F01, metric@1, " +
      cells[4] + ", here, -, -, " + (growth ? "2009" : "-") + ", " + (dated ? "2011" : "-") +
      ", 2011-12-31, " + (cells[2].empty() ? "-" : cells[2]) + ", -\n";
  const auto claims = ParseClaims(claim, definition);
  EXPECT_OK(claims);
  return claims->at(0).definition.value();
}

Figure Compute(const Definition& definition, Fact fact, const Facts& first, const Facts& last) {
  const FigureQuery& query = definition.query;
  const Metric metric{.key = query.metric, .fact = fact};
  EXPECT_OK(CheckFits(query, metric));
  if (!HasOperands(query.aggregation)) {
    return Aggregate(query, metric, last.subjects, last.items);
  }
  return Combine(query, Aggregate(FirstOperand(query), metric, first.subjects, first.items),
                 Aggregate(LastOperand(query), metric, last.subjects, last.items));
}

std::string PlacesOf(const std::vector<Row>& violators) {
  std::string places;
  for (const Row& row : violators) {
    places += (places.empty() ? "" : " ") + std::string(1, row.village.code.back());
  }
  return places;
}

TEST(Judge, TableOfVerdicts_Holds) {
  ASSERT_OK_AND_ASSIGN(const std::vector<TableRow> rows,
                       ParseTable(ReadFile("services/assessment/testdata/verdicts.csv"), kColumns));
  ASSERT_GT(rows.size(), 90u);
  for (const TableRow& row : rows) {
    SCOPED_TRACE("line " + std::to_string(row.line) + ": " + row.cells[11]);
    const Definition definition = ParseDefinition(row.cells);
    const Figure figure =
        Compute(definition, FactOf(row.cells), ParseFacts(row.cells[5]), ParseFacts(row.cells[6]));
    const Finding finding = Judge(definition, figure);
    EXPECT_EQ(NameOf(finding.verdict), row.cells[7]) << figure.formula;
    EXPECT_EQ(figure.value ? ToDecimal(*figure.value, LeastPlaces(figure.unit)) : "", row.cells[8]);
    EXPECT_EQ(Render(definition, figure), row.cells[9]);
    EXPECT_EQ(PlacesOf(finding.violators), row.cells[10]);
  }
}

TEST(DescribeSecondReading, WeightedMean_HasItsOwnVerdict) {
  const Definition definition =
      ParseDefinition({"every >", "8000.00", "", "HOUSEHOLD_INCOME", "MINIMUM"});
  Facts facts = ParseFacts("7000.00 9000.00");
  facts.items[0].weight = 1;
  facts.items[1].weight = 2;
  const Figure figure = Compute(definition, Fact::kHouseholdIncome, {}, facts);
  EXPECT_EQ(Judge(definition, figure).verdict, Verdict::kRefuted);
  EXPECT_EQ(DescribeSecondReading(definition, figure),
            "as a weighted mean 8333.333333333333, PROVEN");
}

TEST(DescribeSecondReading, OneWeightOrRowUnknown_IsNoReading) {
  const Definition definition =
      ParseDefinition({"every >", "8000.00", "", "HOUSEHOLD_INCOME", "MINIMUM"});
  Facts facts = ParseFacts("7000.00 9000.00");
  facts.items[0].weight = 1;
  EXPECT_EQ(
      DescribeSecondReading(definition, Compute(definition, Fact::kHouseholdIncome, {}, facts)),
      "");
  facts = ParseFacts("7000.00 ?");
  facts.items[0].weight = 1;
  EXPECT_EQ(
      DescribeSecondReading(definition, Compute(definition, Fact::kHouseholdIncome, {}, facts)),
      "");
}

}  // namespace
}  // namespace cobuild::assessment
