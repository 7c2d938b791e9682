// One run of some checks over pictures of the services, each newer than the one before.
//
// Feeds are read one after the other, so that one side may be ahead of the other. A difference
// counts when it is there again, with the same values, in a picture whose feeds were read up to
// heads that were asked for after it was first seen; until then, and within its check's grace, it
// is in flight: TIMING.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/base/digest.h"
#include "services/reconciliation/domain/check.h"

namespace cobuild::reconciliation {

// Numbered as on the wire.
enum class Result {
  kEqual = 1,        // all that was looked at agrees
  kDifferent = 2,    // some of it does not
  kNotCompared = 3,  // a source was not to be had: nothing is known
};

// "EQUAL", ...
std::string_view NameOf(Result result);

// What became of one check.
struct Outcome {
  const Check* check = nullptr;
  Result result = Result::kNotCompared;
  std::string reason;            // why it was not compared
  std::set<std::string> places;  // that were looked at
  Differences breaks;
  Differences in_flight;
  base::Digest digest{};  // over the places and all differences
};

class Comparison {
 public:
  // Of one check: look at every place, or at those that changed and at `also`.
  struct Scope {
    const Check* check = nullptr;
    bool everything = false;
    std::set<std::string> also = {};
  };

  explicit Comparison(std::vector<Scope> scopes);

  // The next picture. `touched` is what changed since the one before, of the first since the last
  // run. `missing` says why sources could not be read; their checks are over.
  void Look(const Picture& picture, const std::set<std::string>& touched,
            const std::map<Source, std::string>& missing, base::Date today);
  // The same for one check: what it needs beside the feeds was not to be had.
  void GiveUp(const Check& check, const std::string& reason);

  // The places of a check that the next Look looks at.
  std::set<std::string> Ahead(const Check& check, const Picture& picture,
                              const std::set<std::string>& touched) const;

  // Whether another picture may settle a difference.
  bool IsUnsettled() const;

  std::vector<Outcome> Finish(base::Timestamp now) const;

 private:
  struct Seen {
    Difference difference;
    bool is_settled = false;  // it was there before
  };
  struct State {
    Scope scope;
    bool looked = false;
    std::string not_compared;  // why; "" when it is compared
    std::set<std::string> places;
    std::map<std::string, std::vector<Seen>> seen;  // by place; none where nothing differs
  };

  static std::set<std::string> PlacesAhead(const State& state, const Picture& picture,
                                           const std::set<std::string>& touched);
  static void LookAt(State& state, const Picture& picture, const std::string& place,
                     base::Date today);
  static Outcome OutcomeOf(const State& state, base::Timestamp now);

  std::vector<State> states_;
};

}  // namespace cobuild::reconciliation
