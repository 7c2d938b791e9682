#include "services/assessment/app/project_items.h"

#include <algorithm>
#include <map>
#include <set>

#include "common/base/status_macros.h"

namespace cobuild::assessment {
namespace {

constexpr char kEconomic[] = "ECONOMIC_DEVELOPMENT";

// Whether the qualifier lets the project count.
bool Counts(const Project& project, const Metric& metric) {
  return metric.qualifier.empty() || project.category == metric.qualifier;
}

Item ItemOf(const Project& project) {
  return {.name = project.name,
          .display_name = project.display_name,
          .village = LeadOf(project),
          .origin = project.origin};
}

// What the villages have of all that the project was given: each kind and source is shared out by
// itself, as the projects service shares out what is declared.
money::Fen CountedOf(const std::vector<Investment>& investments, const Project& project,
                     const std::set<std::string>& villages) {
  money::Fen counted;
  for (const Investment& investment : investments) {
    counted.value += PartOf(investment.amount, project, villages).value;
  }
  return counted;
}

using ItemsByVillage = std::map<std::string, std::vector<Item>>;

// Under each village that takes part in them.
ItemsByVillage ByParticipant(const std::vector<Project>& projects) {
  ItemsByVillage by_village;
  for (const Project& project : projects) {
    for (const VillagePart& part : project.villages) {
      Item item = ItemOf(project);
      item.village = part.village;
      by_village[part.village].push_back(std::move(item));
    }
  }
  return by_village;
}

absl::StatusOr<ItemsByVillage> PostingsByVillage(KnownFacts& facts, const std::string& role,
                                                 base::Date day) {
  COBUILD_ASSIGN_OR_RETURN(
      const std::vector<Item>* postings,
      facts.RecordsOf(
          {.fact = Fact::kPosting, .qualifier = role, .from = day, .to = day, .as_of = day}));
  ItemsByVillage by_village;
  for (const Item& posting : *postings) by_village[posting.village].push_back(posting);
  return by_village;
}

// The village's items, or one that says that it has none.
void AddOne(const ItemsByVillage& by_village, const std::string& village,
            std::vector<Item>& items) {
  const auto found = by_village.find(village);
  if (found == by_village.end()) {
    items.push_back({.name = "", .village = village, .value = {.numerator = 0}, .held = Held::kNo});
  } else {
    items.insert(items.end(), found->second.begin(), found->second.end());
  }
}

}  // namespace

ProjectQuery ProjectsFor(Fact fact, const FigureQuery& query) {
  if (TraitsOf(fact).period == Period::kDay) {
    return {.from = std::nullopt, .to = query.as_of, .as_of = query.as_of};
  }
  return {.from = base::Date{query.from_year == 0 ? query.year : query.from_year, 1, 1},
          .to = {query.year, 12, 31},
          .as_of = query.as_of};
}

absl::StatusOr<std::vector<Item>> ProjectItems(KnownFacts& facts, const Metric& metric,
                                               const FigureQuery& query) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Project>* projects,
                           facts.ProjectsOf(ProjectsFor(metric.fact, query)));
  std::vector<Item> items;
  for (const Project& project : *projects) {
    if (Counts(project, metric)) items.push_back(ItemOf(project));
  }
  return items;
}

absl::StatusOr<std::vector<Item>> InvestmentItems(KnownFacts& facts, const Metric& metric,
                                                  const FigureQuery& query,
                                                  const Subjects& subjects) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Project>* projects,
                           facts.ProjectsOf(ProjectsFor(metric.fact, query)));
  COBUILD_ASSIGN_OR_RETURN(const Investments* investments, facts.InvestmentsIn(*projects, query));
  const std::set<std::string> villages = CodesOf(subjects);
  std::vector<Item> items;
  for (const Project& project : *projects) {
    if (!Counts(project, metric) || !villages.contains(LeadOf(project))) continue;
    Item item = ItemOf(project);
    item.value = {0, kFenPerYuan};
    const auto found = investments->find(project.name);
    if (found == investments->end()) {
      item.held = Held::kUnknown;
    } else {
      item.value.numerator = CountedOf(found->second.parts, project, villages).value;
      item.verification = found->second.verification;
      for (const Investment& investment : found->second.parts) {
        item.origin = std::max(item.origin, investment.origin);
      }
    }
    items.push_back(std::move(item));
  }
  return items;
}

absl::StatusOr<std::vector<Item>> PromotedModelItems(KnownFacts& facts, const FigureQuery& query,
                                                     const Subjects& subjects) {
  const ProjectQuery asked = ProjectsFor(Fact::kPromotedModel, query);
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Project>* projects, facts.ProjectsOf(asked));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<PromotedModel> models,
                           facts.PromotedModelsOn(std::min(asked.to, asked.as_of)));
  const std::set<std::string> villages = CodesOf(subjects);
  std::vector<Item> items;
  for (const PromotedModel& model : models) {
    Item item{.name = model.name,
              .display_name = model.model,
              .value = {.numerator = 0},
              .held = Held::kNo,
              .origin = model.origin};
    for (const Project& project : *projects) {
      const bool follows = project.category == kEconomic && project.model == model.model;
      if (!follows || !villages.contains(LeadOf(project))) continue;
      item.held = Held::kYes;
      ++item.value.numerator;
      item.facts.push_back(project.name);
      item.origin = std::max(item.origin, project.origin);
    }
    items.push_back(std::move(item));
  }
  return items;
}

absl::StatusOr<std::vector<Item>> ThreeOnesItems(KnownFacts& facts, const FigureQuery& query,
                                                 const Subjects& subjects) {
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Project>* projects,
                           facts.ProjectsOf(ProjectsFor(Fact::kThreeOnes, query)));
  const ItemsByVillage taken_part = ByParticipant(*projects);
  COBUILD_ASSIGN_OR_RETURN(const ItemsByVillage capable,
                           PostingsByVillage(facts, "CAPABLE_PERSON", query.as_of));
  COBUILD_ASSIGN_OR_RETURN(const ItemsByVillage leaders,
                           PostingsByVillage(facts, "CONTACT_LEADER", query.as_of));
  std::vector<Item> items;
  for (const Village& village : subjects.villages) {
    for (const ItemsByVillage* one : {&taken_part, &capable, &leaders}) {
      AddOne(*one, village.code, items);
    }
  }
  return items;
}

}  // namespace cobuild::assessment
