// All divisions with all their versions, in memory.
//
// About 400 bytes a division. Indices hold every division that ever had the parent or level;
// whoever reads through one looks at the version of its moment.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "services/registry/domain/division.h"
#include "services/registry/domain/moment.h"

namespace cobuild::registry {

// The versions of one code, by effective date and then position; at least one.
using DivisionHistory = std::vector<Division>;

// Null when the division was not there yet, or not known yet.
const Division* VersionAt(const DivisionHistory& history, const Moment& moment);

inline const std::string& CodeOf(const DivisionHistory& history) {
  return history.front().facts.code;
}

struct ByCode {
  using is_transparent = void;
  bool operator()(const DivisionHistory* a, const DivisionHistory* b) const {
    return CodeOf(*a) < CodeOf(*b);
  }
  bool operator()(const DivisionHistory* a, std::string_view b) const { return CodeOf(*a) < b; }
  bool operator()(std::string_view a, const DivisionHistory* b) const { return a < CodeOf(*b); }
};
using DivisionIndex = std::set<DivisionHistory*, ByCode>;

class Divisions {
 public:
  void Add(Division version);

  const Division* Find(std::string_view code, const Moment& moment) const;
  // Null for a province, and where the tree is broken: the level above is always higher, so that
  // climbing ends.
  const Division* ParentOf(const Division& division, const Moment& moment) const;

  const DivisionIndex& all() const { return all_; }
  // That ever had this parent.
  const DivisionIndex& ChildrenOf(std::string_view parent_code) const;
  // That were ever of this level.
  const DivisionIndex& OfLevel(Level level) const;

 private:
  std::deque<DivisionHistory> histories_;
  DivisionIndex all_;
  std::map<std::string, DivisionIndex, std::less<>> children_;
  std::array<DivisionIndex, 5> by_level_;
};

// Calls `visit(const Division&)` for the divisions of an index that hold at `moment`, in order of
// code after `after`, until it returns false.
template <class Visit>
void VisitAfter(const DivisionIndex& index, std::string_view after, const Moment& moment,
                Visit visit) {
  for (auto it = index.upper_bound(after); it != index.end(); ++it) {
    const Division* division = VersionAt(**it, moment);
    if (division != nullptr && !visit(*division)) return;
  }
}

}  // namespace cobuild::registry
