#include "services/registry/domain/list_villages.h"

#include <algorithm>
#include <string_view>

namespace cobuild::registry {
namespace {

using Candidates = std::vector<const Division*>;

void AddVillage(const Division* division, Candidates& candidates) {
  if (division != nullptr && division->facts.level == Level::kVillage) {
    candidates.push_back(division);
  }
}

void AddStartingWith(const Divisions& divisions, std::string_view prefix, const Moment& moment,
                     Candidates& candidates) {
  const DivisionIndex& villages = divisions.OfLevel(Level::kVillage);
  for (auto it = villages.lower_bound(prefix);
       it != villages.end() && CodeOf(**it).starts_with(prefix); ++it) {
    AddVillage(VersionAt(**it, moment), candidates);
  }
}

void AddBelow(const Divisions& divisions, std::string_view code, const Moment& moment,
              Candidates& candidates) {
  VisitAfter(divisions.ChildrenOf(code), "", moment, [&](const Division& child) {
    const Division* parent = divisions.ParentOf(child, moment);
    if (parent == nullptr || parent->facts.code != code) return true;
    AddVillage(&child, candidates);
    AddBelow(divisions, child.facts.code, moment, candidates);
    return true;
  });
}

// At least all villages that meet the filter, by the condition that leaves the fewest to look at.
Candidates CandidatesFor(const Registry& registry, const VillageFilter& filter,
                         const Moment& moment) {
  const Divisions& divisions = registry.divisions();
  Candidates candidates;
  if (filter.perimeter != nullptr) {
    for (const std::string& prefix : filter.perimeter->include_prefixes) {
      AddStartingWith(divisions, prefix, moment, candidates);
    }
    for (const std::string& code : filter.perimeter->include_villages) {
      AddVillage(divisions.Find(code, moment), candidates);
    }
  } else if (!filter.division_code.empty()) {
    AddBelow(divisions, filter.division_code, moment, candidates);
  } else if (filter.category) {
    for (const auto& [key, states] : registry.episodes().all()) {
      AddVillage(divisions.Find(states.front().village_code, moment), candidates);
    }
  } else {
    AddStartingWith(divisions, "", moment, candidates);
  }
  return candidates;
}

void SortAndDropRepeats(Candidates& candidates) {
  std::sort(candidates.begin(), candidates.end(),
            [](const Division* a, const Division* b) { return a->facts.code < b->facts.code; });
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
}

bool IsBelow(const Divisions& divisions, const Division& village, std::string_view code,
             const Moment& moment) {
  const Division* above = divisions.ParentOf(village, moment);
  while (above != nullptr && above->facts.code != code) above = divisions.ParentOf(*above, moment);
  return above != nullptr;
}

bool Meets(const Registry& registry, const Division& village, const VillageFilter& filter,
           const Moment& moment) {
  const std::string& code = village.facts.code;
  if (!filter.reach.HasDivision(code)) return false;
  if (filter.perimeter != nullptr && !Contains(*filter.perimeter, code)) return false;
  if (filter.category) {
    const Episode* open = registry.episodes().OpenAt(code, moment);
    if (open == nullptr || open->category != *filter.category) return false;
  }
  return filter.division_code.empty() ||
         IsBelow(registry.divisions(), village, filter.division_code, moment);
}

}  // namespace

VillagePage ListVillages(const Registry& registry, const VillageFilter& filter,
                         const Moment& moment, const PageRange& range) {
  Candidates candidates = CandidatesFor(registry, filter, moment);
  SortAndDropRepeats(candidates);
  VillagePage page;
  page.position = moment.position;
  for (const Division* village : candidates) {
    if (!Meets(registry, *village, filter, moment)) continue;
    ++page.total;
    if (village->facts.code <= range.after) continue;
    page.is_last = page.villages.size() < static_cast<size_t>(range.size);
    if (page.is_last) page.villages.push_back(registry.VillageOf(*village, moment));
  }
  return page;
}

}  // namespace cobuild::registry
