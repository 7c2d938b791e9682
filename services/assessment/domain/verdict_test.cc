#include "services/assessment/domain/verdict.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "common/testing/status_matchers.h"
#include "services/assessment/domain/table.h"

namespace cobuild::assessment {
namespace {

const std::vector<std::string> kColumns = {"relation", "claimed",   "step",    "aggregation",
                                           "first",    "last",      "verdict", "value",
                                           "rendered", "violators", "why"};

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

// "1.00 ? 2.00" as villages 1 to 3 of which the second has no income.
struct Facts {
  Subjects subjects;
  Incomes incomes;
};

Facts ParseFacts(const std::string& text) {
  Facts facts;
  facts.subjects.origin = DataOrigin::kRecorded;
  std::istringstream words(text == "none" ? "" : text);
  for (std::string word; words >> word;) {
    const Village village = VillageAt(facts.subjects.villages.size() + 1);
    facts.subjects.villages.push_back(village);
    if (word == "?") continue;
    const auto amount = money::Parse(word);
    EXPECT_TRUE(amount.has_value()) << word;
    facts.incomes[village.code] = {*amount, DataOrigin::kRecorded};
  }
  return facts;
}

// The definition of a line, read as programme/definitions.csv is.
Definition ParseDefinition(const std::vector<std::string>& cells) {
  const bool counts = cells[3] == "COUNT";
  const std::string claim =
      "id, claimed_value, unit, relation, period, as_of, lacks, statement\n"
      "F01, " +
      cells[1] + ", -, " + cells[0] + ", -, -, -, -\n";
  const std::string definition =
      "id, metric, aggregation, perimeter, category, cohort_date, from_year, year, as_of, step, "
      "note\n"
      "F01, " +
      std::string(counts ? "villages@1" : "collective_income@1") + ", " + cells[3] +
      ", here, -, -, " + (cells[3] == "COMPOUND_ANNUAL_GROWTH" ? "2009" : "-") + ", " +
      (counts ? "-" : "2011") + ", 2011-12-31, " + (cells[2].empty() ? "-" : cells[2]) + ", -\n";
  const auto claims = ParseClaims(claim, definition);
  EXPECT_OK(claims);
  return claims->at(0).definition.value();
}

Figure Compute(const Definition& definition, const Facts& first, const Facts& last) {
  const FigureQuery& query = definition.query;
  Metric metric{.key = query.metric};
  if (query.aggregation != Aggregation::kCount) {
    metric.fact = Fact::kVillageIncome;
    metric.income_definition = "collective_income_gross@1";
  }
  if (query.aggregation != Aggregation::kCompoundAnnualGrowth) {
    return Aggregate(query, metric, last.subjects, last.incomes);
  }
  return Grow(query, Aggregate(FirstOperand(query), metric, first.subjects, first.incomes),
              Aggregate(LastOperand(query), metric, last.subjects, last.incomes));
}

std::string NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kProven:
      return "PROVEN";
    case Verdict::kRefuted:
      return "REFUTED";
    case Verdict::kConsistent:
      return "CONSISTENT";
    case Verdict::kUndefined:
      return "UNDEFINED";
  }
  return "";
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
  ASSERT_GT(rows.size(), 40u);
  for (const TableRow& row : rows) {
    SCOPED_TRACE("line " + std::to_string(row.line) + ": " + row.cells[10]);
    const Definition definition = ParseDefinition(row.cells);
    const Figure figure = Compute(definition, ParseFacts(row.cells[4]), ParseFacts(row.cells[5]));
    const Finding finding = Judge(definition, figure);
    EXPECT_EQ(NameOf(finding.verdict), row.cells[6]) << figure.formula;
    EXPECT_EQ(figure.value ? ToDecimal(*figure.value, LeastPlaces(figure.unit)) : "", row.cells[7]);
    EXPECT_EQ(Render(definition, figure), row.cells[8]);
    EXPECT_EQ(PlacesOf(finding.violators), row.cells[9]);
  }
}

}  // namespace
}  // namespace cobuild::assessment
