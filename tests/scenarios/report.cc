#include "tests/scenarios/report.h"

#include <gtest/gtest.h>

#include "common/money/money.h"

namespace cobuild::scenarios {

Report ReadReport(Stack& stack, const std::string& known_at) {
  std::vector<std::string> command = {"report", "programme", "--format", "json"};
  if (!known_at.empty()) command.insert(command.end(), {"--known-at", known_at});
  Report report;
  for (const auto& claim : stack.Json(command)) report[claim.at("id")] = claim;
  return report;
}

std::string Verdict(const Report& report, const std::string& id) {
  return report.at(id).at("verdict");
}

std::string Computed(const Report& report, const std::string& id) {
  const auto& value = report.at(id).at("computed_value");
  return value.is_null() ? "" : value.get<std::string>();
}

std::vector<std::string> Violators(const Report& report, const std::string& id) {
  std::vector<std::string> names;
  for (const auto& violator : report.at(id).at("violators")) {
    names.push_back(violator.at("subject"));
  }
  return names;
}

long long Fen(const std::string& yuan) {
  const auto fen = money::Parse(yuan);
  EXPECT_TRUE(fen.has_value()) << yuan;
  return fen ? fen->value : 0;
}

}  // namespace cobuild::scenarios
