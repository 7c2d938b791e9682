#include "services/registry/domain/registry.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

using Recorded = std::vector<std::pair<int64_t, base::Timestamp>>;

// Calls `add` for the rows of (after, upto] and notes when they were recorded.
template <class Row, class Add>
void TakeRange(std::vector<Row>& rows, int64_t after, int64_t upto, Recorded& recorded, Add add) {
  auto row = std::partition_point(rows.begin(), rows.end(),
                                  [&](const Row& before) { return before.position <= after; });
  for (; row != rows.end() && row->position <= upto; ++row) {
    recorded.emplace_back(row->position, row->record_time);
    add(std::move(*row));
  }
}

}  // namespace

void Registry::Apply(Rows& rows, int64_t upto) {
  Recorded recorded;
  TakeRange(rows.divisions, loaded(), upto, recorded, [this](Division division) {
    divisions_loaded_ = division.position;
    divisions_.Add(std::move(division));
  });
  TakeRange(rows.episodes, loaded(), upto, recorded,
            [this](Episode episode) { episodes_.Add(std::move(episode)); });
  TakeRange(rows.records, loaded(), upto, recorded,
            [this](Record<AnyFacts> record) { shelves_.Add(std::move(record)); });
  std::sort(recorded.begin(), recorded.end());
  for (const auto& [position, record_time] : recorded) timeline_.Add(position, record_time);
}

void Registry::Advance(int64_t position) { timeline_.Advance(position); }

scope::Places Registry::PlacesOf(std::string_view, const Grant& facts) const {
  switch (facts.bound.kind) {
    case scope::Bound::Kind::kDivision:
      return {.divisions = {facts.bound.id}, .organizations = {}};
    case scope::Bound::Kind::kOrganization:
      return {.divisions = {}, .organizations = {facts.bound.id}};
    case scope::Bound::Kind::kWholeTree:
      break;
  }
  return {};
}

const Perimeter* Registry::FindPerimeter(std::string_view id, int64_t position) const {
  const Record<Perimeter>* found = Of<Perimeter>().Find(id, position);
  return found == nullptr ? nullptr : &found->facts;
}

std::optional<Village> Registry::FindVillage(std::string_view code, const Moment& moment) const {
  const Division* division = divisions_.Find(code, moment);
  if (division == nullptr || division->facts.level != Level::kVillage) return std::nullopt;
  return VillageOf(*division, moment);
}

Village Registry::VillageOf(const Division& division, const Moment& moment) const {
  Village village;
  village.code = division.facts.code;
  village.name = division.facts.name;
  village.kind = KindOf(Level::kVillage, village.code);
  const Division* above = &division;
  while (above != nullptr && above->facts.level != Level::kTownship) {
    above = divisions_.ParentOf(*above, moment);
  }
  if (above != nullptr) {
    village.township_code = above->facts.code;
    village.township_name = above->facts.name;
  }
  if (const Episode* open = episodes_.OpenAt(village.code, moment))
    village.category = open->category;
  return village;
}

absl::Status RequireVillage(const Registry& registry, const scope::Reach& reach,
                            std::string_view code, const base::Date& day) {
  const bool found =
      reach.HasDivision(code) && registry.FindVillage(code, registry.LatestOn(day)).has_value();
  return found ? absl::OkStatus() : VillageNotFound(code);
}

}  // namespace cobuild::registry
