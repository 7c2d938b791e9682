// Today's administrative tree as an immutable picture: which division lies within which.
//
// Divisions have positions such that a subtree is one range of them; so whether a row is within
// some subtrees is a look-up and a search among a few ranges, however many divisions these hold.
// About 75 bytes a division, and a second to make for 700,000.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cobuild::scope {

// A division of today.
struct Node {
  std::string code;
  std::string parent_code;  // "" for a root
};

// A division that is gone, and what it became part of: one for a merger, several for a split. They
// may be gone themselves.
struct Succession {
  std::string code;
  std::vector<std::string> successors;
};

// A division with all below it: positions from `first` to `last`, its own being `first`.
struct Range {
  int32_t first = 0;
  int32_t last = 0;

  bool operator==(const Range&) const = default;
};

class Tree {
 public:
  Tree() = default;
  // In any order. A division whose parent is not among the nodes, or is below itself, is left out
  // with all below it: nobody's subtree holds it. Of a code given twice the last counts.
  Tree(const std::vector<Node>& nodes, const std::vector<Succession>& successions);

  // Null for a division that is not there today.
  const Range* Find(std::string_view code) const;
  // Its own range, or those of what a division that is gone has become; empty when nothing is
  // known of it.
  std::vector<Range> Resolve(std::string_view code) const;

  size_t size() const { return ranges_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };

  std::unordered_map<std::string, Range, Hash, std::equal_to<>> ranges_;
  std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>> gone_;
};

}  // namespace cobuild::scope
