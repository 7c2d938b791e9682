#include "services/registry/domain/divisions.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cobuild::registry {
namespace {

bool RecordedBefore(const Division& a, const Division& b) {
  return std::tie(a.effective_date, a.position) < std::tie(b.effective_date, b.position);
}

size_t LevelIndex(Level level) { return static_cast<size_t>(level) - 1; }

}  // namespace

const Division* VersionAt(const DivisionHistory& history, const Moment& moment) {
  auto later = std::upper_bound(
      history.begin(), history.end(), moment.as_of,
      [](const base::Date& day, const Division& version) { return day < version.effective_date; });
  while (later != history.begin()) {
    --later;
    if (later->position <= moment.position) return &*later;
  }
  return nullptr;
}

void Divisions::Add(Division version) {
  const auto found = all_.find(std::string_view(version.facts.code));
  DivisionHistory* history = found == all_.end() ? &histories_.emplace_back() : *found;
  const Level level = version.facts.level;
  const std::string parent_code = version.facts.parent_code;
  const auto place = std::upper_bound(history->begin(), history->end(), version, RecordedBefore);
  history->insert(place, std::move(version));
  // Sets keep one entry for a division, whatever its number of versions.
  all_.insert(history);
  by_level_[LevelIndex(level)].insert(history);
  if (!parent_code.empty()) children_[parent_code].insert(history);
}

const Division* Divisions::Find(std::string_view code, const Moment& moment) const {
  const auto found = all_.find(code);
  return found == all_.end() ? nullptr : VersionAt(**found, moment);
}

const Division* Divisions::ParentOf(const Division& division, const Moment& moment) const {
  const Division* parent = Find(division.facts.parent_code, moment);
  if (parent == nullptr || parent->facts.level >= division.facts.level) return nullptr;
  return parent;
}

const DivisionIndex& Divisions::ChildrenOf(std::string_view parent_code) const {
  static const DivisionIndex kNone;
  const auto found = children_.find(parent_code);
  return found == children_.end() ? kNone : found->second;
}

const DivisionIndex& Divisions::OfLevel(Level level) const { return by_level_[LevelIndex(level)]; }

}  // namespace cobuild::registry
