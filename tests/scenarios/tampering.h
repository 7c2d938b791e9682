// What is changed in the databases behind the services' backs, and what reconciliation should find.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {

// Breaks of one check and class, at these places: each a resource, or what is below it.
struct Effect {
  std::string check;
  std::string break_class;
  std::set<std::string> places;
};

// A statement that changes rows of a table, the one that puts them right, and all that a run finds
// in between.
struct Tampering {
  std::string does;
  std::string undoes;
  std::vector<Effect> effects;
};

// Of every class that a break can have; twenty rows each, of the stack's example.
std::vector<Tampering> TamperingsOfEveryClass(const Stack& stack);

// As the administrator of the database, who asks no service; the lines of what it selects.
std::vector<std::string> Sql(const Stack& stack, const std::string& statement);

// The one of `places` that `place` is, or is below; "" when there is none.
std::string ResourceOf(const std::string& place, const std::set<std::string>& places);

}  // namespace cobuild::scenarios
