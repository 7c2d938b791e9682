// Facts: what the rows of a metric are, and how each kind of fact makes rows.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace cobuild::assessment {

// How the rows become one figure.
enum class Aggregation {
  kCount,
  kSum,
  kMean,
  kMinimum,
  kCompoundAnnualGrowth,
  kShare,        // parts by wholes: 占
  kShareBefore,  // the same before the event that the fact is about
  kShareChange,  // the difference of these two in percentage points
  kCountEvery,   // number of rows, each of which must hold
};

// Numbered as on the wire.
enum class Fact {
  kVillage = 1,
  kVillageIncome = 2,          // a village's income of a year by a definition of finance
  kHouseholdIncome = 3,        // per-capita net income of a village's farmers in a year
  kProject = 4,                // approved and started in the period, not cancelled
  kInvestment = 5,             // what was invested in such a project, by village shares
  kPromotedModel = 6,          // a promoted model, with the projects that follow it
  kSecretaryChange = 7,        // whether an election gave a village another branch secretary
  kYoungMembers = 8,           // of a village's committee members those aged 35 or under
  kEducatedMembers = 9,        // those with senior secondary education or above
  kCentreWork = 10,            // a service centre with a work completed in the period
  kCentreInUse = 11,           // a village's service centres in use on a day
  kVillageAcceptance = 12,     // whether a village passed an acceptance in the period
  kPosting = 13,               // a village's postings of a role on a day
  kPostingLodging = 14,        // whether each posting of a role has lodging
  kThreeOnes = 15,             // project, capable person and contact leader of a village
  kLeadingGroup = 16,          // a division's leading groups with an office
  kSupportPolicy = 17,         // adopted by a day
  kFundYear = 18,              // what a fund was appropriated and paid in one year
  kPlannedAppropriation = 19,  // planned, never added to what is actual
};

enum class Unit {
  kVillage,
  kYuan,
  kRatio,
  kPoint,
  kProject,
  kPerson,
  kPolicy,
  kCentre,
  kModel,
  kGroup,
  kRecord,
};

// What a fact is dated by.
enum class Period {
  kDay,    // the query's as_of alone
  kYear,   // one calendar year
  kYears,  // calendar years from_year to year
};

// What makes the rows.
enum class Arrangement {
  kVillages,    // the villages that count
  kPerVillage,  // one row a village, of all that is recorded of it
  kItems,       // one row a record
};

// What a village is of which nothing is recorded.
enum class Absence { kMissing, kLacking };

// How a kind of fact is read.
struct FactTraits {
  Fact fact;
  std::string_view name;  // as on the wire: "VILLAGE_INCOME"
  std::string_view noun;  // of its rows, for formulas: "villages"
  Arrangement arrangement;
  Absence absence;
  bool needs_each;  // a village has the fact when all of its records hold, not one
  Unit counted;     // unit of a count
  Unit measured;    // unit of one row
  Period period;
  std::vector<Aggregation> aggregations;
};

// Of every fact, in order.
const std::vector<FactTraits>& AllFacts();
const FactTraits& TraitsOf(Fact fact);
std::optional<Fact> FactNamed(std::string_view name);

// Whether a metric of the fact may carry this qualifier: which of its records count, as
// "FIRST_SECRETARY", the id of a fund or of an election's round; "" where all do.
bool TakesQualifier(Fact fact, std::string_view qualifier);

// "village", "CNY", "ratio", "percentage point", "project", ...
std::string_view NameOf(Unit unit);
// Digits behind the point that a number of the unit is written with at least.
int LeastPlaces(Unit unit);

}  // namespace cobuild::assessment
