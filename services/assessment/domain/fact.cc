#include "services/assessment/domain/fact.h"

#include <algorithm>

namespace cobuild::assessment {
namespace {

using enum Aggregation;

const std::vector<std::string_view> kProjectCategories = {"", "ECONOMIC_DEVELOPMENT",
                                                          "INFRASTRUCTURE"};
const std::vector<std::string_view> kWorks = {"NEW", "RECONSTRUCTION_EXTENSION", "REPAIR"};
const std::vector<std::string_view> kLevels = {"VILLAGE", "TOWNSHIP", "DISTRICT", "MUNICIPAL"};
const std::vector<std::string_view> kRoles = {
    "FIRST_SECRETARY", "RESIDENT_TEAM_MEMBER", "LIAISON_OFFICER",  "CONTACT_LEADER",
    "CAPABLE_PERSON",  "RESPONSIBLE_LEADER",   "BRANCH_SECRETARY", "COMMITTEE_MEMBER"};

constexpr size_t kMaxId = 63;

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= kMaxId && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-';
         });
}

bool IsOneOf(const std::vector<std::string_view>& names, std::string_view text) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

std::vector<FactTraits> MakeFacts() {
  constexpr auto kEachVillage = Arrangement::kPerVillage;
  constexpr auto kItems = Arrangement::kItems;
  constexpr auto kMissing = Absence::kMissing;
  constexpr auto kLacking = Absence::kLacking;
  return {
      {Fact::kVillage,
       "VILLAGE",
       "villages",
       Arrangement::kVillages,
       kMissing,
       false,
       Unit::kVillage,
       Unit::kVillage,
       Period::kDay,
       {kCount}},
      {Fact::kVillageIncome,
       "VILLAGE_INCOME",
       "villages",
       kEachVillage,
       kMissing,
       false,
       Unit::kVillage,
       Unit::kYuan,
       Period::kYear,
       {kCount, kSum, kMean, kMinimum, kCompoundAnnualGrowth}},
      {Fact::kHouseholdIncome,
       "HOUSEHOLD_INCOME",
       "villages",
       kEachVillage,
       kMissing,
       false,
       Unit::kVillage,
       Unit::kYuan,
       Period::kYear,
       {kCount, kMinimum}},
      {Fact::kProject,
       "PROJECT",
       "projects",
       kItems,
       kMissing,
       false,
       Unit::kProject,
       Unit::kProject,
       Period::kYears,
       {kCount}},
      {Fact::kInvestment,
       "INVESTMENT",
       "projects",
       kItems,
       kMissing,
       false,
       Unit::kProject,
       Unit::kYuan,
       Period::kYears,
       {kCount, kSum}},
      {Fact::kPromotedModel,
       "PROMOTED_MODEL",
       "promoted models",
       kItems,
       kMissing,
       false,
       Unit::kModel,
       Unit::kProject,
       Period::kYears,
       {kCount, kCountEvery}},
      {Fact::kSecretaryChange,
       "SECRETARY_CHANGE",
       "villages",
       kEachVillage,
       kMissing,
       false,
       Unit::kPerson,
       Unit::kPerson,
       Period::kDay,
       {kCount}},
      {Fact::kYoungMembers,
       "YOUNG_MEMBERS",
       "villages",
       kEachVillage,
       kMissing,
       false,
       Unit::kVillage,
       Unit::kRatio,
       Period::kDay,
       {kShare, kShareBefore, kShareChange}},
      {Fact::kEducatedMembers,
       "EDUCATED_MEMBERS",
       "villages",
       kEachVillage,
       kMissing,
       false,
       Unit::kVillage,
       Unit::kRatio,
       Period::kDay,
       {kShare, kShareBefore, kShareChange}},
      {Fact::kCentreWork,
       "CENTRE_WORK",
       "service centres",
       kItems,
       kMissing,
       false,
       Unit::kCentre,
       Unit::kCentre,
       Period::kYears,
       {kCount}},
      {Fact::kCentreInUse,
       "CENTRE_IN_USE",
       "villages",
       kEachVillage,
       kLacking,
       false,
       Unit::kVillage,
       Unit::kCentre,
       Period::kDay,
       {kCount}},
      {Fact::kVillageAcceptance,
       "VILLAGE_ACCEPTANCE",
       "villages",
       kEachVillage,
       kLacking,
       false,
       Unit::kVillage,
       Unit::kRecord,
       Period::kYears,
       {kCount}},
      {Fact::kPosting,
       "POSTING",
       "villages",
       kEachVillage,
       kLacking,
       false,
       Unit::kVillage,
       Unit::kPerson,
       Period::kDay,
       {kCount}},
      {Fact::kPostingLodging,
       "POSTING_LODGING",
       "villages",
       kEachVillage,
       kMissing,
       true,
       Unit::kVillage,
       Unit::kPerson,
       Period::kDay,
       {kCount}},
      {Fact::kThreeOnes,
       "THREE_ONES",
       "villages",
       kEachVillage,
       kLacking,
       true,
       Unit::kVillage,
       Unit::kRecord,
       Period::kDay,
       {kCount}},
      {Fact::kLeadingGroup,
       "LEADING_GROUP",
       "divisions",
       kItems,
       kMissing,
       false,
       Unit::kGroup,
       Unit::kGroup,
       Period::kDay,
       {kCount, kMinimum}},
      {Fact::kSupportPolicy,
       "SUPPORT_POLICY",
       "policies",
       kItems,
       kMissing,
       false,
       Unit::kPolicy,
       Unit::kPolicy,
       Period::kDay,
       {kCount}},
      {Fact::kFundYear,
       "FUND_YEAR",
       "amounts",
       kItems,
       kMissing,
       false,
       Unit::kRecord,
       Unit::kYuan,
       Period::kYears,
       {kMinimum}},
      {Fact::kPlannedAppropriation,
       "PLANNED_APPROPRIATION",
       "planned appropriations",
       kItems,
       kMissing,
       false,
       Unit::kRecord,
       Unit::kYuan,
       Period::kYears,
       {kSum}},
  };
}

}  // namespace

const std::vector<FactTraits>& AllFacts() {
  static const std::vector<FactTraits> facts = MakeFacts();
  return facts;
}

const FactTraits& TraitsOf(Fact fact) { return AllFacts()[static_cast<size_t>(fact) - 1]; }

std::optional<Fact> FactNamed(std::string_view name) {
  const auto found = std::find_if(AllFacts().begin(), AllFacts().end(),
                                  [&](const FactTraits& traits) { return traits.name == name; });
  return found == AllFacts().end() ? std::nullopt : std::optional(found->fact);
}

bool TakesQualifier(Fact fact, std::string_view qualifier) {
  switch (fact) {
    case Fact::kProject:
    case Fact::kInvestment:
      return IsOneOf(kProjectCategories, qualifier);
    case Fact::kCentreWork:
      return IsOneOf(kWorks, qualifier);
    case Fact::kVillageAcceptance:
      return IsOneOf(kLevels, qualifier);
    case Fact::kPosting:
    case Fact::kPostingLodging:
      return IsOneOf(kRoles, qualifier);
    case Fact::kSecretaryChange:
    case Fact::kYoungMembers:
    case Fact::kEducatedMembers:
    case Fact::kFundYear:
    case Fact::kPlannedAppropriation:
      return IsId(qualifier);
    default:
      return qualifier.empty();
  }
}

std::string_view NameOf(Unit unit) {
  switch (unit) {
    case Unit::kVillage:
      return "village";
    case Unit::kYuan:
      return "CNY";
    case Unit::kRatio:
      return "ratio";
    case Unit::kPoint:
      return "percentage point";
    case Unit::kProject:
      return "project";
    case Unit::kPerson:
      return "person";
    case Unit::kPolicy:
      return "policy";
    case Unit::kCentre:
      return "centre";
    case Unit::kModel:
      return "model";
    case Unit::kGroup:
      return "group";
    case Unit::kRecord:
      return "record";
  }
  return "";
}

int LeastPlaces(Unit unit) { return unit == Unit::kYuan ? 2 : 0; }

}  // namespace cobuild::assessment
