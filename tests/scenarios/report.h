// Reads a programme report as the command line prints it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {

// Claims by id, as `cobuild report programme --format json` prints them.
using Report = std::map<std::string, nlohmann::json>;

Report ReadReport(Stack& stack, const std::string& known_at = "");

std::string Verdict(const Report& report, const std::string& id);
// The unrounded value as printed; "" when there is none.
std::string Computed(const Report& report, const std::string& id);
// Names of those that break the claim: "villages/420115001201".
std::vector<std::string> Violators(const Report& report, const std::string& id);

// "3620000.00" and "3620000" as fen; the test fails on anything else.
long long Fen(const std::string& yuan);

}  // namespace cobuild::scenarios
