#include "services/assessment/domain/claim.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "common/base/status_macros.h"
#include "services/assessment/domain/table.h"

namespace cobuild::assessment {
namespace {

constexpr std::array<std::pair<std::string_view, Aggregation>, 9> kAggregations = {{
    {"COUNT", Aggregation::kCount},
    {"SUM", Aggregation::kSum},
    {"MEAN", Aggregation::kMean},
    {"MINIMUM", Aggregation::kMinimum},
    {"COMPOUND_ANNUAL_GROWTH", Aggregation::kCompoundAnnualGrowth},
    {"SHARE", Aggregation::kShare},
    {"SHARE_BEFORE", Aggregation::kShareBefore},
    {"SHARE_CHANGE", Aggregation::kShareChange},
    {"COUNT_EVERY", Aggregation::kCountEvery},
}};

constexpr std::array<std::pair<std::string_view, Relation>, 6> kRelations = {{
    {"=", Relation::kEqual},
    {"every >", Relation::kEveryAbove},
    {"every >=", Relation::kEveryAtLeast},
    {"every has", Relation::kEveryHas},
    {"= each year", Relation::kEachYear},
    {"= planned", Relation::kPlanned},
}};

constexpr std::array kCategories = {Category::kWeakOrganisation, Category::kPoorEnvironment,
                                    Category::kOldRevolutionaryBase, Category::kHollowEconomy};

const std::vector<std::string> kClaimColumns = {"id",     "claimed_value", "unit",  "relation",
                                                "period", "as_of",         "lacks", "statement"};
const std::vector<std::string> kDefinitionColumns = {
    "id",        "metric", "aggregation", "perimeter", "category", "cohort_date",
    "from_year", "year",   "as_of",       "step",      "note"};

absl::Status Wrong(std::string_view table, int line, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("{} line {}: {}", table, line, what));
}

std::optional<Aggregation> ParseAggregation(std::string_view text) {
  for (const auto& [name, aggregation] : kAggregations) {
    if (name == text) return aggregation;
  }
  return std::nullopt;
}

// "" and "ANY" name no single category.
std::optional<Category> ParseCategory(std::string_view text) {
  if (text.empty() || text == "ANY") return Category::kNone;
  const auto found = std::find_if(kCategories.begin(), kCategories.end(),
                                  [&](Category category) { return NameOf(category) == text; });
  return found == kCategories.end() ? std::nullopt : std::optional(*found);
}

// "" is 0.
std::optional<int> ParseYear(std::string_view text) {
  int year = 0;
  if (text.empty()) return year;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return year;
}

std::optional<Relation> ParseRelation(std::string_view text) {
  for (const auto& [name, relation] : kRelations) {
    if (name == text) return relation;
  }
  if (text.find(" rounded to ") != std::string_view::npos) return Relation::kRounded;
  return std::nullopt;
}

// Which figure, from a row of definitions.csv; nullopt when a cell cannot be read.
std::optional<FigureQuery> ParseQuery(const std::vector<std::string>& cells) {
  const auto metric = ParseMetricKey(cells[1]);
  const auto aggregation = ParseAggregation(cells[2]);
  const auto category = ParseCategory(cells[4]);
  const auto cohort_date = base::ParseDate(cells[5]);
  const auto from_year = ParseYear(cells[6]);
  const auto year = ParseYear(cells[7]);
  const auto as_of = base::ParseDate(cells[8]);
  if (!metric || !aggregation || !category || !from_year || !year || !as_of) return std::nullopt;
  // A cohort is a category, or ANY, on a day: both or neither.
  if (cells[4].empty() != !cohort_date) return std::nullopt;
  return FigureQuery{.metric = *metric,
                     .aggregation = *aggregation,
                     .perimeter = cells[3],
                     .category = *category,
                     .cohort_date = cohort_date,
                     .year = *year,
                     .from_year = *from_year,
                     .as_of = *as_of};
}

// Whether figures of the aggregation can be read by the relation.
bool CanDecide(Relation relation, Aggregation aggregation) {
  switch (relation) {
    case Relation::kEqual:
    case Relation::kRounded:
      return aggregation != Aggregation::kMinimum;
    case Relation::kEveryAbove:
    case Relation::kEveryAtLeast:
    case Relation::kEachYear:
      return aggregation == Aggregation::kMinimum;
    case Relation::kEveryHas:
      return aggregation == Aggregation::kCount || aggregation == Aggregation::kMinimum;
    case Relation::kPlanned:
      return aggregation == Aggregation::kSum;
  }
  return false;
}

// Whether relation, aggregation and step belong together.
bool IsCoherent(const Definition& definition) {
  return CanDecide(definition.relation, definition.query.aggregation) &&
         (definition.relation == Relation::kRounded) == definition.step.has_value() &&
         (!definition.step || definition.step->units > 0);
}

using DefinitionRows = std::map<std::string, TableRow>;

absl::StatusOr<DefinitionRows> ParseDefinitionRows(std::string_view table) {
  COBUILD_ASSIGN_OR_RETURN(std::vector<TableRow> rows, ParseTable(table, kDefinitionColumns));
  DefinitionRows by_id;
  for (TableRow& row : rows) {
    const int line = row.line;
    std::string id = row.cells[0];
    if (!by_id.emplace(std::move(id), std::move(row)).second) {
      return Wrong("definitions", line, "a second definition of one claim");
    }
  }
  return by_id;
}

absl::StatusOr<Definition> ParseDefinition(const TableRow& row, const Claim& claim) {
  const auto query = ParseQuery(row.cells);
  const auto relation = ParseRelation(claim.relation);
  const auto claimed = ParseDecimal(claim.claimed_value);
  if (!query || !relation || !claimed)
    return Wrong("definitions", row.line, "a cell cannot be read");
  Definition definition{
      .query = *query, .relation = *relation, .claimed = *claimed, .note = row.cells[10]};
  if (!row.cells[9].empty()) {
    definition.step = ParseDecimal(row.cells[9]);
    if (!definition.step) return Wrong("definitions", row.line, "the step is not a decimal");
  }
  if (!IsCoherent(definition)) {
    return Wrong("definitions", row.line, "relation, aggregation and step do not belong together");
  }
  return definition;
}

}  // namespace

absl::StatusOr<std::vector<Claim>> ParseClaims(std::string_view claims_table,
                                               std::string_view definitions_table) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<TableRow> rows,
                           ParseTable(claims_table, kClaimColumns));
  COBUILD_ASSIGN_OR_RETURN(DefinitionRows definitions, ParseDefinitionRows(definitions_table));
  std::vector<Claim> claims;
  for (const TableRow& row : rows) {
    const std::vector<std::string>& cells = row.cells;
    Claim claim{.id = cells[0],
                .statement = cells[7],
                .claimed_value = cells[1],
                .unit = cells[2],
                .relation = cells[3],
                .period = cells[4],
                .as_of = cells[5],
                .lacks = cells[6]};
    if (!claims.empty() && claims.back().id >= claim.id) {
      return Wrong("claims", row.line, "ids do not rise");
    }
    if (const auto found = definitions.find(claim.id); found != definitions.end()) {
      COBUILD_ASSIGN_OR_RETURN(claim.definition, ParseDefinition(found->second, claim));
      definitions.erase(found);
    }
    if (claim.definition.has_value() != claim.lacks.empty()) {
      return Wrong("claims", row.line, "either a definition or what it lacks, never both");
    }
    claims.push_back(std::move(claim));
  }
  if (!definitions.empty()) {
    return Wrong("definitions", definitions.begin()->second.line, "no such claim");
  }
  return claims;
}

}  // namespace cobuild::assessment
