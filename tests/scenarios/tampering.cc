#include "tests/scenarios/tampering.h"

#include <gtest/gtest.h>

#include <sstream>

namespace cobuild::scenarios {
namespace {

// 'a', 'b'
std::string Quoted(const std::set<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "'" : ", '") + value + "'";
  return list;
}

// Twenty keys that the query gives in its first column, and what it gives in its second for them.
struct Chosen {
  std::set<std::string> keys;
  std::set<std::string> places;
};
Chosen Choose(const Stack& stack, const std::string& query, size_t offset = 0) {
  constexpr size_t kEach = 20;
  std::vector<std::string> all;
  Chosen chosen;
  for (const std::string& line : Sql(stack, query)) {
    const std::string key = line.substr(0, line.find('\t'));
    if (all.empty() || all.back() != key) all.push_back(key);
    if (all.size() <= offset) continue;
    if (all.size() > offset + kEach) break;
    chosen.keys.insert(key);
    chosen.places.insert(line.substr(line.find('\t') + 1));
  }
  EXPECT_EQ(chosen.keys.size(), kEach) << query;
  return chosen;
}

// Another amount: balances of accounts.
Tampering OtherAmounts(const Stack& stack) {
  const Chosen accounts = Choose(
      stack,
      "SELECT a.number, CONCAT('ledgers/', l.id, '/accounts/', a.id) FROM finance.accounts a JOIN "
      "finance.ledgers l ON l.number = a.ledger_number WHERE a.number IN (SELECT debit_account "
      "FROM finance.journal WHERE credit_account IS NOT NULL) ORDER BY a.number");
  const std::string of_these = " WHERE account_number IN (" + Quoted(accounts.keys) + ")";
  return {"UPDATE finance.balances SET debits_fen = debits_fen + 1" + of_these,
          "UPDATE finance.balances SET debits_fen = debits_fen - 1" + of_these,
          {{"balance-is-lines", "AMOUNT", accounts.places}}};
}

// Pairings with the projects that stand on them.
Chosen Pairings(const Stack& stack, size_t offset) {
  return Choose(
      stack,
      "SELECT pairing.id, CONCAT('projects/', project.id) FROM (SELECT DISTINCT id, "
      "JSON_VALUE(body, '$.organization') organization, JSON_VALUE(body, '$.village') village "
      "FROM registry.records WHERE kind = 'pairing') pairing JOIN (SELECT DISTINCT id, "
      "JSON_VALUE(body, '$.stated.sponsor') sponsor, JSON_EXTRACT(body, "
      "'$.stated.villages[*].village') villages FROM projects.records WHERE kind = 'project') "
      "project ON sponsor = organization AND JSON_CONTAINS(villages, JSON_QUOTE(village)) ORDER BY "
      "pairing.id",
      offset);
}

// One side names what the other does not have: pairings are withdrawn.
Tampering MissingPairings(const Stack& stack) {
  const Chosen pairings = Pairings(stack, 0);
  const std::string of_these = " WHERE kind = 'pairing' AND id IN (" + Quoted(pairings.keys) + ")";
  return {"UPDATE registry.records SET void_reason = 'gone'" + of_these,
          "UPDATE registry.records SET void_reason = ''" + of_these,
          {{"sponsor-paired", "MISSING", pairings.places}}};
}

// States that do not go together: sponsors are withdrawn, who gave their projects something too.
Tampering WithdrawnSponsors(const Stack& stack) {
  const Chosen sponsors =
      Choose(stack,
             "SELECT DISTINCT JSON_VALUE(body, '$.stated.sponsor') sponsor, CONCAT('projects/', "
             "id) FROM projects.records WHERE kind = 'project' ORDER BY sponsor");
  const std::vector<std::string> investments =
      Sql(stack,
          "SELECT DISTINCT CONCAT('investments/', id) FROM finance.records WHERE kind = "
          "'investment' AND JSON_VALUE(body, '$.contributor') IN (" +
              Quoted(sponsors.keys) + ")");
  const std::string of_these =
      " WHERE kind = 'organization' AND id IN (" + Quoted(sponsors.keys) + ")";
  return {"UPDATE registry.records SET void_reason = 'gone'" + of_these,
          "UPDATE registry.records SET void_reason = ''" + of_these,
          {{"project-sponsor", "STATE", sponsors.places},
           {"contributor", "STATE", {investments.begin(), investments.end()}}}};
}

// The same: pairings begin a thousand years later.
Tampering LaterPairings(const Stack& stack) {
  const Chosen pairings = Pairings(stack, 20);
  const auto set_millennium = [&](const std::string& digit) {
    return "UPDATE registry.records SET body = JSON_SET(body, '$.start_date', CONCAT('" + digit +
           "', SUBSTRING(JSON_VALUE(body, '$.start_date'), 2))) WHERE kind = 'pairing' AND id IN "
           "(" +
           Quoted(pairings.keys) + ")";
  };
  return {set_millennium("3"), set_millennium("2"), {{"sponsor-paired", "STATE", pairings.places}}};
}

// Another thing by the same name: instalments of releases.
Tampering OtherDefinitions(const Stack& stack) {
  const Chosen releases =
      Choose(stack,
             "SELECT DISTINCT JSON_VALUE(body, '$.release') of_release, CONCAT('claims/', id) FROM "
             "finance.records WHERE kind = 'claim' ORDER BY of_release");
  const auto add = [&](const std::string& number) {
    return "UPDATE projects.records SET body = JSON_SET(body, '$.instalment', "
           "CAST(JSON_EXTRACT(body, '$.instalment') AS SIGNED) + " +
           number + ") WHERE kind = 'release' AND id IN (" + Quoted(releases.keys) + ")";
  };
  return {add("3"), add("-3"), {{"claim-release", "DEFINITION", releases.places}}};
}

// Days for which it is not said: villages that come after their incomes, and projects.
Tampering OtherPerimeters(const Stack& stack) {
  const Chosen villages =
      Choose(stack,
             "SELECT DISTINCT village, CONCAT('villages/', village) FROM finance.incomes ORDER BY "
             "village");
  const std::vector<std::string> projects =
      Sql(stack,
          "SELECT DISTINCT CONCAT('projects/', project.id) FROM projects.records project JOIN "
          "registry.divisions ON JSON_CONTAINS(JSON_EXTRACT(body, '$.stated.villages[*].village'), "
          "JSON_QUOTE(code)) WHERE kind = 'project' AND code IN (" +
              Quoted(villages.keys) + ")");
  const auto set_day = [&](const std::string& day) {
    return "UPDATE registry.divisions SET effective_date = '" + day + "' WHERE code IN (" +
           Quoted(villages.keys) + ")";
  };
  return {set_day("2012-06-01"),
          set_day("2009-01-01"),
          {{"income-village", "PERIMETER", villages.places},
           {"project-villages", "PERIMETER", {projects.begin(), projects.end()}}}};
}

}  // namespace

std::vector<std::string> Sql(const Stack& stack, const std::string& statement) {
  const Output output =
      Run({"mariadb", "--no-defaults", "--batch", "--skip-column-names",
           "--socket=" + stack.home() + "/mariadb.sock", "--execute=" + statement},
          {});
  EXPECT_EQ(output.exit_code, 0) << statement << ": " << output.err;
  std::vector<std::string> lines;
  std::istringstream text(output.out);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::string ResourceOf(const std::string& place, const std::set<std::string>& places) {
  for (const std::string& each : places) {
    if (place == each || place.starts_with(each + "/")) return each;
  }
  return "";
}

std::vector<Tampering> TamperingsOfEveryClass(const Stack& stack) {
  return {OtherAmounts(stack),  MissingPairings(stack),  WithdrawnSponsors(stack),
          LaterPairings(stack), OtherDefinitions(stack), OtherPerimeters(stack)};
}

}  // namespace cobuild::scenarios
