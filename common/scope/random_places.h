// For property tests: random trees, grants and places, and what these reach, reckoned otherwise
// than Reach does.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "common/scope/bound.h"
#include "common/scope/places.h"
#include "common/scope/tree.h"

namespace cobuild::scope {

// A random tree with divisions that are gone, and what lies where in it by walking up.
class RandomPlaces {
 public:
  explicit RandomPlaces(std::mt19937_64& random) : random_(random) {
    const int size = Upto(1, 40);
    for (int i = 0; i < size; ++i) {
      codes_.push_back(Code(i));
      parents_[codes_.back()] = i == 0 ? "" : codes_[static_cast<size_t>(Upto(0, i - 1))];
    }
    for (int i = size; i < size + 6; ++i) {
      std::vector<std::string>& successors = gone_[Code(i)];
      for (int j = Upto(1, 3); j > 0; --j) successors.push_back(AnyOf(codes_));
      codes_.push_back(Code(i));
    }
  }

  std::shared_ptr<const scope::Tree> MakeTree() const {
    std::vector<Node> nodes;
    for (const auto& [code, parent] : parents_) nodes.push_back({code, parent});
    std::vector<Succession> successions;
    for (const auto& [code, successors] : gone_) successions.push_back({code, successors});
    return std::make_shared<const scope::Tree>(nodes, successions);
  }

  // One to three.
  std::vector<Bound> AnyBounds() {
    std::vector<Bound> bounds;
    for (int i = Upto(1, 3); i > 0; --i) bounds.push_back(AnyBound());
    return bounds;
  }
  Places AnyPlaces() {
    Places places;
    for (int i = Upto(0, 2); i > 0; --i) places.divisions.push_back(AnyOf(codes_));
    if (Upto(0, 3) == 0) places.organizations.push_back(AnyOrganization());
    return places;
  }

  // What Reach says, by walking up the tree.
  bool Sees(const std::vector<Bound>& bounds, const Places& places) const {
    return std::any_of(bounds.begin(), bounds.end(), [&](const Bound& bound) {
      if (bound.kind == Bound::Kind::kOrganization) {
        const auto& all = places.organizations;
        return std::find(all.begin(), all.end(), bound.id) != all.end();
      }
      // A grant on what is gone reaches nothing.
      return parents_.contains(bound.id) &&
             std::any_of(places.divisions.begin(), places.divisions.end(),
                         [&](const std::string& code) { return IsBelow(code, bound.id); });
    });
  }

 private:
  Bound AnyBound() {
    if (Upto(0, 4) == 0) return Bound::Organization(AnyOrganization());
    return Bound::Division(AnyOf(codes_));
  }
  int Upto(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  static std::string Code(int i) { return std::to_string(420'000'000'000 + i); }

  // Of a division that is gone: whether any of what it became is.
  bool IsBelow(const std::string& code, const std::string& bound) const {
    const auto gone = gone_.find(code);
    if (gone != gone_.end()) {
      return std::any_of(gone->second.begin(), gone->second.end(),
                         [&](const std::string& became) { return IsBelow(became, bound); });
    }
    for (std::string at = code; !at.empty(); at = parents_.at(at)) {
      if (at == bound) return true;
    }
    return false;
  }

  const std::string& AnyOf(const std::vector<std::string>& all) {
    return all[static_cast<size_t>(Upto(0, static_cast<int>(all.size()) - 1))];
  }
  std::string AnyOrganization() { return "o" + std::to_string(Upto(1, 3)); }

  std::mt19937_64& random_;
  std::vector<std::string> codes_;              // those that are gone last
  std::map<std::string, std::string> parents_;  // of those that are there
  std::map<std::string, std::vector<std::string>> gone_;
};

}  // namespace cobuild::scope
