#include "common/scope/reach.h"

#include <algorithm>
#include <utility>

#include "common/error/error.h"

namespace cobuild::scope {
namespace {

// Leaves out what lies within another: subtrees are within each other or apart.
std::vector<Range> Disjoint(std::vector<Range> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  std::vector<Range> disjoint;
  for (const Range& range : ranges) {
    if (disjoint.empty() || range.first > disjoint.back().last) disjoint.push_back(range);
  }
  return disjoint;
}

bool Has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

Reach Reach::Everything() {
  Reach reach;
  reach.everything_ = true;
  return reach;
}

Reach Reach::Of(std::shared_ptr<const Tree> tree, std::span<const Bound> bounds) {
  auto reached = std::make_shared<Bounds>();
  for (const Bound& bound : bounds) {
    switch (bound.kind) {
      case Bound::Kind::kWholeTree:
        return Everything();
      case Bound::Kind::kDivision:
        if (const Range* range = tree == nullptr ? nullptr : tree->Find(bound.id)) {
          reached->ranges.push_back(*range);
        }
        break;
      case Bound::Kind::kOrganization:
        if (!bound.id.empty()) reached->organizations.push_back(bound.id);
        break;
    }
  }
  Reach reach;
  if (reached->ranges.empty() && reached->organizations.empty()) return reach;
  reached->ranges = Disjoint(std::move(reached->ranges));
  reached->tree = std::move(tree);
  reach.bounds_ = std::move(reached);
  return reach;
}

bool Reach::Holds(const Range& range) const {
  const auto& ranges = bounds_->ranges;
  const auto after = std::partition_point(
      ranges.begin(), ranges.end(), [&](const Range& held) { return held.first <= range.first; });
  return after != ranges.begin() && range.last <= std::prev(after)->last;
}

bool Reach::HasDivision(std::string_view code) const {
  if (everything_) return true;
  if (bounds_ == nullptr || bounds_->ranges.empty()) return false;
  if (const Range* range = bounds_->tree->Find(code)) return Holds(*range);
  const std::vector<Range> became = bounds_->tree->Resolve(code);
  return std::any_of(became.begin(), became.end(),
                     [&](const Range& range) { return Holds(range); });
}

bool Reach::HasOrganization(std::string_view id) const {
  return everything_ || (bounds_ != nullptr && Has(bounds_->organizations, id));
}

bool Reach::Sees(const Places& places) const {
  if (everything_) return true;
  const auto has_division = [&](const std::string& code) { return HasDivision(code); };
  const auto has_organization = [&](const std::string& id) { return HasOrganization(id); };
  return std::any_of(places.divisions.begin(), places.divisions.end(), has_division) ||
         std::any_of(places.organizations.begin(), places.organizations.end(), has_organization);
}

bool Reach::Changes(const Places& places) const {
  if (everything_) return true;
  if (bounds_ == nullptr) return false;
  const auto has_organization = [&](const std::string& id) { return HasOrganization(id); };
  if (std::any_of(places.organizations.begin(), places.organizations.end(), has_organization)) {
    return true;
  }
  const auto wholly_within = [&](const std::string& code) {
    const std::vector<Range> became =
        bounds_->tree == nullptr ? std::vector<Range>() : bounds_->tree->Resolve(code);
    return !became.empty() && std::all_of(became.begin(), became.end(),
                                          [&](const Range& range) { return Holds(range); });
  };
  return !places.divisions.empty() &&
         std::all_of(places.divisions.begin(), places.divisions.end(), wholly_within);
}

bool Reach::Covers(const Bound& bound) const {
  if (everything_) return true;
  switch (bound.kind) {
    case Bound::Kind::kWholeTree:
      return false;
    case Bound::Kind::kDivision:
      return Changes({.divisions = {bound.id}});
    case Bound::Kind::kOrganization:
      return HasOrganization(bound.id);
  }
  return false;
}

absl::Status OutOfScope(std::string_view name) {
  return error::Make(absl::StatusCode::kPermissionDenied, "OUT_OF_SCOPE",
                     "the caller's grants do not reach all of it", {{"name", std::string(name)}});
}

}  // namespace cobuild::scope
