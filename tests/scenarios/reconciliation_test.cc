// Reconciliation over the loaded example: nothing differs. What is changed in the databases behind
// the services' backs is found with class and place, and closes when it is put right. Certificates
// show every change of theirs.
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <set>
#include <tuple>
#include <vector>

#include "tests/scenarios/stack.h"

namespace cobuild::scenarios {
namespace {

using Found = std::tuple<std::string, std::string, std::string>;  // check, class, place

// As the administrator of the database, who asks no service; what it selects, one value.
std::string Sql(const std::string& statement) {
  const Output output =
      Run({"mariadb", "--no-defaults", "--batch", "--skip-column-names",
           "--socket=" + Stack::WithExample().home() + "/mariadb.sock", "--execute=" + statement},
          {});
  EXPECT_EQ(output.exit_code, 0) << statement << ": " << output.err;
  return output.out.substr(0, output.out.find('\n'));
}

// A full run reads every feed from its first change, so there are few here.
nlohmann::json RunNow(const std::string& mode) {
  const Output output =
      Stack::WithExample().Cli({"reconcile", "run", "--mode", mode, "--format", "json"});
  EXPECT_TRUE(output.exit_code == 0 || output.exit_code == 1) << output.err;
  if (output.exit_code > 1) return {{"checks", nlohmann::json::array()}};
  return nlohmann::json::parse(output.out);
}

std::set<Found> OpenBreaks() {
  std::set<Found> found;
  for (const auto& each : Stack::WithExample().Json({"reconcile", "breaks", "--format", "json"})) {
    found.emplace(each.at("check"), each.at("break_class"), each.at("place"));
  }
  return found;
}

bool Holds(const std::set<Found>& found, const std::string& check, const std::string& break_class,
           const std::string& place) {
  return found.contains({"checks/" + check, break_class, place});
}

TEST(Reconciliation, TheLoadedExample_HasNoBreak) {
  const nlohmann::json run = RunNow("full");
  for (const auto& check : run.at("checks")) {
    EXPECT_EQ(check.at("outcome"), "EQUAL") << check;
    EXPECT_EQ(check.at("in_flight_count"), 0) << check;
  }
  EXPECT_EQ(OpenBreaks(), std::set<Found>());
  EXPECT_EQ(run.at("positions").at("finance"), Stack::WithExample().Head("finance"));
  EXPECT_EQ(Stack::WithExample().Cli({"reconcile", "run"}).exit_code, 0)
      << "an incremental one agrees";
}

// One statement that does it and one that undoes it.
struct Tampering {
  std::string does;
  std::string undoes;
};

TEST(Reconciliation, WhatIsChangedBehindTheServicesBacks_IsFoundWithClassAndPlace) {
  const std::string sponsor =
      Sql("SELECT JSON_UNQUOTE(JSON_EXTRACT(body, '$.stated.sponsor')) FROM projects.records WHERE "
          "kind = "
          "'project' ORDER BY position LIMIT 1");
  const std::string project =
      Sql("SELECT id FROM projects.records WHERE kind = 'project' ORDER BY position LIMIT 1");
  const std::string pairing = Sql("SELECT MIN(id) FROM registry.records WHERE kind = 'pairing'");
  const std::string release = Sql("SELECT MIN(id) FROM projects.records WHERE kind = 'release'");
  const std::string village = Sql("SELECT MIN(village) FROM finance.incomes");
  const std::string account =
      Sql("SELECT debit_account FROM finance.journal WHERE credit_account IS NOT NULL ORDER BY "
          "position "
          "LIMIT 1");
  const std::string account_name =
      Sql("SELECT CONCAT('ledgers/', l.id, '/accounts/', a.id) FROM finance.accounts a JOIN "
          "finance.ledgers l ON l.number = a.ledger_number WHERE a.number = " +
          account);
  ASSERT_FALSE(sponsor.empty() || project.empty() || release.empty() || account_name.empty());
  const std::string of_release = " WHERE kind = 'release' AND id = '" + release + "'";
  const std::string of_sponsor = " WHERE kind = 'organization' AND id = '" + sponsor + "'";
  const std::string of_pairing = " WHERE kind = 'pairing' AND id = '" + pairing + "'";
  const std::string of_village = " WHERE code = '" + village + "'";
  const std::string set_instalment =
      "UPDATE projects.records SET body = JSON_SET(body, '$.instalment', "
      "CAST(JSON_EXTRACT(body, '$.instalment') AS SIGNED) ";
  const std::vector<Tampering> all = {
      {"UPDATE registry.records SET void_reason = 'gone'" + of_sponsor,
       "UPDATE registry.records SET void_reason = ''" + of_sponsor},
      {"UPDATE registry.records SET void_reason = 'gone'" + of_pairing,
       "UPDATE registry.records SET void_reason = ''" + of_pairing},
      {set_instalment + "+ 3)" + of_release, set_instalment + "- 3)" + of_release},
      {"UPDATE finance.balances SET debits_fen = debits_fen + 1 WHERE account_number = " + account,
       "UPDATE finance.balances SET debits_fen = debits_fen - 1 WHERE account_number = " + account},
      {"UPDATE registry.divisions SET effective_date = '2012-06-01'" + of_village,
       "UPDATE registry.divisions SET effective_date = '2009-01-01'" + of_village}};
  for (const Tampering& each : all) Sql(each.does);
  EXPECT_GT(RunNow("full").at("opened_count"), 4);
  const std::set<Found> found = OpenBreaks();
  EXPECT_TRUE(Holds(found, "project-sponsor", "STATE", "projects/" + project));
  EXPECT_TRUE(Holds(found, "balance-is-lines", "AMOUNT", account_name));
  std::set<std::string> checks;
  for (const auto& [check, break_class, place] : found) {
    checks.insert(check + " " + break_class);
    if (check == "checks/income-village") EXPECT_TRUE(place.starts_with("villages/" + village));
  }
  EXPECT_TRUE(checks.contains("checks/claim-release DEFINITION"));
  EXPECT_TRUE(checks.contains("checks/sponsor-paired MISSING"));
  EXPECT_TRUE(checks.contains("checks/income-village PERIMETER"));
  for (const Tampering& each : all) Sql(each.undoes);
  EXPECT_EQ(RunNow("full").at("closed_count"), found.size());
  EXPECT_EQ(OpenBreaks(), std::set<Found>());
}

// Cut off, as by a network: it holds its port and says nothing.
TEST(Reconciliation, AServiceThatIsCutOff_IsNotComparedAndNeverEqual) {
  const pid_t projects = Stack::WithExample().Pid("projects");
  ASSERT_EQ(::kill(projects, SIGSTOP), 0);
  const nlohmann::json cut_off = RunNow("incremental");
  ASSERT_EQ(::kill(projects, SIGCONT), 0);
  int not_compared = 0;
  for (const auto& check : cut_off.at("checks")) {
    EXPECT_NE(check.at("outcome"), "DIFFERENT") << check;
    const std::string reason = check.at("reason").is_null() ? "" : check.at("reason");
    const bool is_about_projects = reason.starts_with("projects: ");
    EXPECT_EQ(check.at("outcome") == "NOT_COMPARED", is_about_projects) << check;
    not_compared += is_about_projects ? 1 : 0;
  }
  EXPECT_GT(not_compared, 5);
  const nlohmann::json finished = RunNow("incremental");
  for (const auto& check : finished.at("checks")) EXPECT_EQ(check.at("outcome"), "EQUAL") << check;
}

TEST(Reconciliation, KilledReconciliation_GoesOnWhereItsRecordsEnd) {
  Stack& stack = Stack::WithExample();
  const int64_t head = stack.Head("reconciliation");
  stack.KillAndAwaitReturn("reconciliation");
  EXPECT_EQ(stack.Head("reconciliation"), head);
  EXPECT_EQ(stack.Cli({"reconcile", "verify"}).exit_code, 0);
}

TEST(Reconciliation, CertificatesAreVerifiedWithoutAnyService) {
  Stack& stack = Stack::WithExample();
  const std::string file = stack.home() + "/certificates.txt";
  std::string text;
  for (const char* number : {"00000001", "00000002"}) {
    text += stack.Cli({"reconcile", "certificate", number}).out;
  }
  const auto verify = [&](const std::string& content) {
    std::ofstream(file, std::ios::binary) << content;
    return stack.Cli({"reconcile", "verify", file, "--public-key",
                      stack.home() + "/tls/certificates.pem", "--format", "json"});
  };
  const Output right = verify(text);
  EXPECT_EQ(right.exit_code, 0) << right.out << right.err;
  for (const size_t byte : {size_t{0}, text.size() / 2, text.size() - 2}) {
    std::string changed = text;
    changed[byte] = static_cast<char>(changed[byte] ^ 1);
    const Output wrong = verify(changed);
    EXPECT_EQ(wrong.exit_code, 1) << byte;
    EXPECT_NE(wrong.out.find("CHANGED"), std::string::npos) << wrong.out;
  }
}

}  // namespace
}  // namespace cobuild::scenarios
