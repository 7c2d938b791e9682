// Reconciliation over the loaded example: nothing differs. What is changed in the databases behind
// the services' backs is found with class and place, and closes when it is put right. Certificates
// show every change of theirs.
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/scenarios/tampering.h"

namespace cobuild::scenarios {
namespace {

using Found = std::tuple<std::string, std::string, std::string>;  // check, class, place

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

// Of each effect the places that were found, by check and class; a place that none of them explains
// stands for itself.
std::map<std::pair<std::string, std::string>, std::set<std::string>> Explained(
    const std::set<Found>& found, const std::vector<Tampering>& all) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> explained;
  for (const auto& [check, break_class, place] : found) {
    std::string resource;
    for (const Tampering& each : all) {
      for (const Effect& effect : each.effects) {
        if (check != "checks/" + effect.check || break_class != effect.break_class) continue;
        resource = ResourceOf(place, effect.places);
      }
    }
    explained[{check, break_class}].insert(resource.empty() ? place : resource);
  }
  return explained;
}

TEST(Reconciliation, AHundredDefectsBehindTheServicesBacks_AreFoundWithClassAndPlace) {
  const Stack& stack = Stack::WithExample();
  const std::vector<Tampering> all = TamperingsOfEveryClass(stack);
  std::map<std::pair<std::string, std::string>, std::set<std::string>> expected;
  for (const Tampering& each : all) {
    Sql(stack, each.does);
    for (const Effect& effect : each.effects) {
      expected[{"checks/" + effect.check, effect.break_class}] = effect.places;
    }
  }
  const nlohmann::json run = RunNow("full");
  EXPECT_EQ(Explained(OpenBreaks(), all), expected);
  for (const Tampering& each : all) Sql(stack, each.undoes);
  EXPECT_EQ(RunNow("full").at("closed_count"), run.at("opened_count"));
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
  const std::string first = stack.Cli({"reconcile", "certificate", "00000001"}).out;
  const std::string text = first + stack.Cli({"reconcile", "certificate", "00000002"}).out;
  const auto verify = [&](const std::string& content) {
    std::ofstream(file, std::ios::binary) << content;
    return stack.Cli({"reconcile", "verify", file, "--public-key",
                      stack.home() + "/tls/certificates.pem", "--format", "json"});
  };
  const Output right = verify(text);
  EXPECT_EQ(right.exit_code, 0) << right.out << right.err;
  // In a title, among the checks, in a signature; a byte of a number would tell of another one.
  const std::vector<std::pair<size_t, int>> bytes = {
      {0, 1}, {first.size() / 2, 1}, {(first.size() + text.size()) / 2, 2}, {text.size() - 2, 2}};
  for (const auto& [byte, number] : bytes) {
    std::string changed = text;
    changed[byte] = static_cast<char>(changed[byte] ^ 1);
    const Output wrong = verify(changed);
    EXPECT_EQ(wrong.exit_code, 1) << byte;
    const auto found = nlohmann::json::parse(wrong.out);
    EXPECT_EQ(found.at("problem"), "CHANGED") << byte << ": " << found;
    EXPECT_EQ(found.at("first_broken_number"), number) << byte << ": " << found;
  }
}

}  // namespace
}  // namespace cobuild::scenarios
