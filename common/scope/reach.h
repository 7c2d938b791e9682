// What a caller's grants reach, for one permission: the rows that it may see and change.
//
// A row out of reach reads exactly as one that is not there (services/adr/0005-scope.md). Authority
// is of today's tree, whatever day a read asks for.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/scope/bound.h"
#include "common/scope/places.h"
#include "common/scope/tree.h"

namespace cobuild::scope {

// Cheap to copy. Thread-safe.
class Reach {
 public:
  // Nothing, so that what forgets to ask for a reach shows nothing.
  Reach() = default;
  static Reach Everything();
  // What is within any of the bounds. A division that is not in the tree today reaches nothing: it
  // takes a new grant to say what became of it. Without a tree only the whole tree and
  // organizations count.
  static Reach Of(std::shared_ptr<const Tree> tree, std::span<const Bound> bounds);

  bool everything() const { return everything_; }
  bool empty() const { return !everything_ && bounds_ == nullptr; }

  // Whether the division is within; of one that is gone, whether part of what it became is.
  bool HasDivision(std::string_view code) const;
  bool HasOrganization(std::string_view id) const;

  // Whether a row that is there may be seen: one of its places is within.
  bool Sees(const Places& places) const;
  // Whether it may be changed, or put there: all its divisions are within, or an organization that
  // it belongs to.
  bool Changes(const Places& places) const;
  // Whether all that is within `bound` is within this.
  bool Covers(const Bound& bound) const;

 private:
  struct Bounds {
    std::shared_ptr<const Tree> tree;
    std::vector<Range> ranges;  // disjoint, in order
    std::vector<std::string> organizations;
  };

  bool Holds(const Range& range) const;

  bool everything_ = false;
  std::shared_ptr<const Bounds> bounds_;
};

// PERMISSION_DENIED OUT_OF_SCOPE: the caller sees `name`, or would put it there, and its grants do
// not reach all of it.
absl::Status OutOfScope(std::string_view name);

}  // namespace cobuild::scope
