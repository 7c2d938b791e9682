// What a check is: a pure comparison of facts, declared as a row of one table.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.h"
#include "services/reconciliation/domain/picture.h"
#include "services/reconciliation/domain/source.h"

namespace cobuild::reconciliation {

// How two sides differ. Numbered as on the wire.
enum class BreakClass {
  kMissing = 1,     // one side names what the other does not have
  kAmount = 2,      // both have it, with other amounts or beyond a limit
  kState = 3,       // both have it, in states that do not go together
  kTiming = 4,      // explained by changes in flight, or within the check's grace: no break yet
  kDefinition = 5,  // both mean another thing by the same name
  kPerimeter = 6,   // outside of the villages or days for which it is said
};

// "MISSING", ...
std::string_view NameOf(BreakClass break_class);

struct Difference {
  std::string place;    // the resource that was looked at, as "projects/p"
  std::string subject;  // what of it, as "villages/420115002201"; "" for itself
  BreakClass break_class = BreakClass::kMissing;
  std::string left;   // what the check's left side says
  std::string right;  // what its right side says
  // When the newest of the facts that it rests on was recorded: from then on the grace runs.
  base::Timestamp since = {};

  // The same difference, whatever the values.
  bool IsSameAs(const Difference& other) const {
    return place == other.place && subject == other.subject && break_class == other.break_class;
  }
  bool operator==(const Difference&) const = default;
};
using Differences = std::vector<Difference>;

// What a check needs beside the feeds.
enum class Observation { kNone, kBalances, kDefinitions, kRecomputedReports };

// By what a check goes through the picture: the names that it looks at one by one.
struct Places {
  std::vector<std::string> (*all)(const Picture&);
  bool (*has)(const Picture&, const std::string& name);
};

struct Check {
  std::string_view id;  // "project-villages"
  int rule;             // 1 to 7, of the rules that reconciliation proves
  std::string_view title_zh;
  std::string_view title_en;
  std::string_view left;   // who says what stands on the left, as "projects"
  std::string_view right;  // and on the right
  SourceSet needs;
  Places places;
  void (*compare)(const Picture& picture, const std::string& place, base::Date today,
                  Differences& found);
  // A younger difference is TIMING.
  std::chrono::hours grace{0};
  Observation observation = Observation::kNone;
  bool by_day = false;  // what holds today need not hold tomorrow
};

// Every check, in order of rule.
std::span<const Check> Checks();
// Null when there is none.
const Check* FindCheck(std::string_view id);

}  // namespace cobuild::reconciliation
