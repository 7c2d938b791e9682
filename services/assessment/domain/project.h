// Projects and what was invested in them, as figures count them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/money/money.h"
#include "services/assessment/domain/verification.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// A village's part of a project's money.
struct VillagePart {
  std::string village;   // code
  int basis_points = 0;  // hundredths of a percent; those of one project sum to 10,000
};

struct Project {
  std::string name;  // "projects/p1"
  std::string display_name;
  std::string category;               // "ECONOMIC_DEVELOPMENT" or "INFRASTRUCTURE"
  std::string model = {};             // "RURAL_TOURISM"; "" for infrastructure
  std::vector<VillagePart> villages;  // the lead village first
  DataOrigin origin = DataOrigin::kUnknown;
};

inline const std::string& LeadOf(const Project& project) { return project.villages[0].village; }

// A model that the programme promotes.
struct PromotedModel {
  std::string name;   // "models/RURAL_TOURISM"
  std::string model;  // "RURAL_TOURISM"
  DataOrigin origin = DataOrigin::kUnknown;
};

// What came to a project from one source in one way.
struct Investment {
  std::string kind;  // "IN_KIND", ...
  std::string source;
  money::Fen amount;
  DataOrigin origin = DataOrigin::kUnknown;
};

// All that came to a project.
struct Invested {
  std::vector<Investment> parts;
  Verification verification = {};  // of the investments that were recorded; payments have no state
};

// By name of the project. One without any is not known, not zero.
using Investments = std::map<std::string, Invested>;

// What these villages (codes) have of an amount that came to the project: it is shared out to all
// its villages by largest remainder, so that no fen is lost, and their parts are summed.
money::Fen PartOf(money::Fen amount, const Project& project, const std::set<std::string>& villages);

// What these villages have of one journal line after the other, so that the lines of one kind and
// source sum to the villages' part of that sum, to the fen.
class LineParts {
 public:
  // Both outlive it.
  LineParts(const Project& project, const std::set<std::string>& villages)
      : project_(project), villages_(villages) {}

  money::Fen Next(const std::string& kind, const std::string& source, money::Fen amount);

 private:
  const Project& project_;
  const std::set<std::string>& villages_;
  std::map<std::pair<std::string, std::string>, money::Fen> sums_;  // of all villages so far
};

}  // namespace cobuild::assessment
