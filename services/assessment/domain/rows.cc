#include "services/assessment/domain/rows.h"

#include <algorithm>
#include <map>
#include <set>

namespace cobuild::assessment {
namespace {

using ItemsByVillage = std::map<std::string, std::vector<const Item*>>;

std::string VillageNameOf(const Village& village) { return "villages/" + village.code; }

Row RowOfVillage(const FactTraits& traits, const Village& village) {
  return {.village = village,
          .value = {.numerator = 1},
          .unit = traits.measured,
          .subject = VillageNameOf(village),
          .display_name = village.name};
}

// What all items of one village say together.
Held Together(const FactTraits& traits, const std::vector<const Item*>& items) {
  const auto some = [&](Held held) {
    return std::any_of(items.begin(), items.end(),
                       [&](const Item* item) { return item->held == held; });
  };
  if (traits.needs_each && some(Held::kNo)) return Held::kNo;
  if (!traits.needs_each && some(Held::kYes)) return Held::kYes;
  if (some(Held::kUnknown)) return Held::kUnknown;
  return traits.needs_each ? Held::kYes : Held::kNo;
}

// The village's row: the sum of its items that hold.
Row RowOfItems(const FactTraits& traits, const Village& village,
               const std::vector<const Item*>& items) {
  Row row = RowOfVillage(traits, village);
  row.value = {.numerator = 0, .denominator = items.front()->value.denominator};
  for (const Item* item : items) {
    if (!item->name.empty()) row.facts.push_back(item->name);
    if (item->held != Held::kYes) continue;
    row.value.numerator += item->value.numerator;
    row.weight += item->weight;
    row.verification += item->verification;
  }
  return row;
}

void FillPerVillage(Figure& figure, const FactTraits& traits, const Subjects& subjects,
                    const std::vector<Item>& items) {
  ItemsByVillage by_village;
  for (const Item& item : items) by_village[item.village].push_back(&item);
  for (const Village& village : subjects.villages) {
    const auto found = by_village.find(village.code);
    if (found == by_village.end()) {
      if (traits.absence == Absence::kMissing) {
        figure.missing.push_back(VillageNameOf(village));
      } else {
        Row row = RowOfVillage(traits, village);
        row.value.numerator = 0;
        figure.lacking.push_back(std::move(row));
      }
      continue;
    }
    for (const Item* item : found->second) figure.origin = std::max(figure.origin, item->origin);
    const Held held = Together(traits, found->second);
    if (held == Held::kUnknown) {
      figure.missing.push_back(VillageNameOf(village));
    } else {
      (held == Held::kYes ? figure.rows : figure.lacking)
          .push_back(RowOfItems(traits, village, found->second));
    }
  }
  figure.subject_count = static_cast<int>(subjects.villages.size());
}

void FillItems(Figure& figure, const FactTraits& traits, const Subjects& subjects,
               const std::vector<Item>& items) {
  std::map<std::string, const Village*> villages;
  for (const Village& village : subjects.villages) villages.emplace(village.code, &village);
  std::set<std::string> names;
  for (const Item& item : items) {
    const auto village = villages.find(item.village);
    const bool counts = item.village.empty() || village != villages.end();
    if (!counts || !names.insert(item.name).second) continue;
    figure.origin = std::max(figure.origin, item.origin);
    if (item.held == Held::kUnknown) {
      figure.missing.push_back(item.name);
      continue;
    }
    (item.held == Held::kYes ? figure.rows : figure.lacking)
        .push_back({.village = item.village.empty() ? Village{} : *village->second,
                    .value = item.value,
                    .unit = traits.measured,
                    .subject = item.name,
                    .display_name = item.display_name,
                    .facts = item.facts.empty() ? std::vector{item.name} : item.facts,
                    .weight = item.weight,
                    .verification = item.verification});
  }
  figure.subject_count = static_cast<int>(names.size());
}

}  // namespace

void FillRows(Figure& figure, const FactTraits& traits, const Subjects& subjects,
              const std::vector<Item>& items) {
  figure.origin = subjects.origin;
  switch (traits.arrangement) {
    case Arrangement::kVillages:
      for (const Village& village : subjects.villages) {
        figure.rows.push_back(RowOfVillage(traits, village));
      }
      figure.subject_count = static_cast<int>(subjects.villages.size());
      break;
    case Arrangement::kPerVillage:
      FillPerVillage(figure, traits, subjects, items);
      break;
    case Arrangement::kItems:
      FillItems(figure, traits, subjects, items);
      break;
  }
  for (const Row& row : figure.rows) figure.verification += row.verification;
}

std::vector<Item> ItemsOf(const Incomes& incomes) {
  std::vector<Item> items;
  items.reserve(incomes.size());
  for (const auto& [village, income] : incomes) {
    items.push_back({.name = "",  // its records are the journal's lines
                     .village = village,
                     .value = {income.amount.value, kFenPerYuan},
                     .origin = income.origin,
                     .verification = income.verification});
  }
  return items;
}

}  // namespace cobuild::assessment
