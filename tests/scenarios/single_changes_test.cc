// The world changes in one place: exactly the claims that rest on it change, each to the right
// verdict, and an "every" names whoever breaks it. Each change comes on top of those before it.
#include <gtest/gtest.h>

#include "cobuild/registry/v1/election.grpc.pb.h"
#include "tests/scenarios/single_change.h"

namespace cobuild::scenarios {
namespace {

namespace registry = cobuild::registry::v1;

TEST_F(SingleChange, AFirstSecretaryWhoWasNone) {
  const auto posting = Withdraw("FIRST_SECRETARY", Villages(kWeak));
  ExpectChanged({{"F41", "REFUTED"}});
  ExpectViolator("F41", posting.at("village"));
}

TEST_F(SingleChange, ACapablePersonWhoWasNone) {
  const auto posting = Withdraw("CAPABLE_PERSON", Villages(kHollow));
  ExpectChanged({{"F44", "REFUTED"}});
  ExpectViolator("F44", posting.at("village"));
}

TEST_F(SingleChange, ALiaisonOfficerWhoWasNone) {
  Withdraw("LIAISON_OFFICER", Villages(kJinkou));
  ExpectChanged({{"F39", "REFUTED"}});
}

TEST_F(SingleChange, ALodgingThatIsNotThere) {
  const auto posting = Withdraw("RESIDENT_TEAM_MEMBER", Villages(kShanpo));
  Do({"posting", "assign", "without-lodging", "--person", posting.at("person"), "--role",
      "RESIDENT_TEAM_MEMBER", "--village", posting.at("village"), "--start-date",
      posting.at("start_date"), "--support", R"({"lodging": "NO_LODGING"})", "--data-origin",
      "EXAMPLE"});
  ExpectChanged({{"F46", "REFUTED"}});
  ExpectViolator("F46", posting.at("village"));
}

TEST_F(SingleChange, AVillageWithoutAServiceCentre) {
  std::set<std::string> worked_on;
  for (const auto& work : List({"centre-work", "list"})) {
    const std::string name = work.at("name");
    worked_on.insert(name.substr(0, name.find("/works/")));
  }
  const auto centre = First({"centre", "list"}, [&](const auto& row) {
    return !worked_on.contains(row.at("name").template get<std::string>());
  });
  Do({"centre", "delete", centre.at("name"), "--reason", "scenario"});
  ExpectChanged({{"F45", "REFUTED"}});
  ExpectViolator("F45", centre.at("village"));
}

TEST_F(SingleChange, AServiceCentreThatWasNotNew) {
  const auto work = First({"centre-work", "list"},
                          [](const auto& row) { return row.at("kind") == "CENTRE_WORK_NEW"; });
  Do({"centre-work", "void", work.at("name"), "--reason", "scenario"});
  ExpectChanged({{"F35", "REFUTED"}});
}

TEST_F(SingleChange, AnAcceptanceThatWasNotPassed) {
  const auto acceptance = First({"acceptance", "list"}, [](const auto& row) {
    return row.at("level") == "ACCEPTANCE_LEVEL_MUNICIPAL" &&
           row.at("result") == "ACCEPTANCE_PASSED";
  });
  Do({"acceptance", "void", acceptance.at("name"), "--reason", "scenario"});
  ExpectChanged({{"F42", "REFUTED"}});
  const std::string name = acceptance.at("name");
  ExpectViolator("F42", name.substr(0, name.find("/acceptances/")));
}

TEST_F(SingleChange, ATownshipWithoutALeadingGroup) {
  const auto group = First({"group", "list"}, [](const auto& row) {
    return CodeOf(row.at("division")).substr(6, 6) != "000000";
  });
  Do({"group", "void", group.at("name"), "--reason", "scenario"});
  ExpectChanged({{"F43", "REFUTED"}});
  ExpectViolator("F43", group.at("division"));
}

// The election of a village with the member that `change` changes; the rest as it was.
class ElectionChange : public SingleChange {
 protected:
  template <class Change>
  void CorrectFirst(const Change& change) {
    const auto stub = registry::CommitteeService::NewStub(stack_.Channel("registry"));
    for (const auto& row : List({"election", "list"})) {
      registry::GetElectionRequest get;
      get.set_name(row.at("name"));
      registry::CorrectElectionRequest request;
      ASSERT_TRUE(stub->GetElection(Context().get(), get, request.mutable_election()).ok());
      if (!change(*request.mutable_election())) continue;
      request.set_reason("scenario");
      request.set_request_id(::testing::UnitTest::GetInstance()->current_test_info()->name());
      registry::Election corrected;
      const auto status = stub->CorrectElection(Context().get(), request, &corrected);
      ASSERT_TRUE(status.ok()) << status.error_message();
      return;
    }
    FAIL() << "no such election";
  }
};

TEST_F(ElectionChange, AMemberWhoIsOlder) {
  CorrectFirst([](registry::Election& election) {
    for (auto& member : *election.mutable_members_after()) {
      if (member.age() > 35) continue;
      member.set_age(36);
      return true;
    }
    return false;
  });
  ExpectChanged({{"F28", "REFUTED"}, {"F29", "REFUTED"}});
}

TEST_F(ElectionChange, ASecretaryWhoStayed) {
  CorrectFirst([](registry::Election& election) {
    const bool changed = election.secretary_changed();
    election.set_secretary_changed(false);
    return changed;
  });
  ExpectChanged({{"F27", "REFUTED"}});
}

TEST_F(SingleChange, AnIncomeOfExactly50000_BreaksAboveAndNotFrom) {
  const std::string village = Villages(kOldBase).front();
  SetIncome(village, "50000.00");
  ExpectChanged({{"F08", "REFUTED"}, {"F22", "REFUTED"}, {"F23", "PROVEN"}, {"F24", "PROVEN"}});
  ExpectViolator("F08", "villages/" + village);
  EXPECT_EQ(Verdict(after_, "F26"), "PROVEN");
}

TEST_F(SingleChange, AHollowVillagesIncomeOfExactly50000) {
  const std::string village = Villages(kHollow).front();
  SetIncome(village, "50000.00");
  ExpectChanged({{"F12", "REFUTED"},
                 {"F13", "PROVEN"},
                 {"F14", "REFUTED"},
                 {"F22", "REFUTED"},
                 {"F23", "PROVEN"},
                 {"F24", "PROVEN"}});
  ExpectViolator("F14", "villages/" + village);
}

TEST_F(SingleChange, AnIncomeBelow50000) {
  const std::string village = Villages(kHollow).at(1);
  SetIncome(village, "49999.99");
  ExpectChanged({{"F12", "REFUTED"},
                 {"F13", "PROVEN"},
                 {"F14", "REFUTED"},
                 {"F22", "REFUTED"},
                 {"F23", "PROVEN"},
                 {"F24", "PROVEN"},
                 {"F26", "REFUTED"}});
  ExpectViolator("F26", "villages/" + village);
}

TEST_F(SingleChange, ACategoryThatEndedLaterChangesNothing) {
  const std::string village = Villages(kHollow).front();
  Do({"category", "graduate", village, "--graduated", "2011-06-01", "--evidence", "scenario"});
  ExpectChanged({});
}

TEST_F(SingleChange, AHouseholdIncomeOfExactly8000) {
  const std::string village = Villages(kOldBase).front();
  Do({"household-income", "correct", "villages/" + village + "/household-incomes/2011",
      "--per-capita", "8000.00", "--residents", "1000", "--reason", "scenario"});
  ExpectChanged({{"F09", "REFUTED"}});
  ExpectViolator("F09", "villages/" + village);
}

TEST_F(SingleChange, APolicyThatWasNotAdopted) {
  Do({"policy", "void", First({"policy", "list"}).at("name"), "--reason", "scenario"});
  ExpectChanged({{"F32", "REFUTED"}});
}

TEST_F(SingleChange, AModelThatIsNotPromoted) {
  Do({"model", "withdraw", "RURAL_TOURISM", "--reason", "scenario"});
  ExpectChanged({{"F40", "REFUTED"}});
}

TEST_F(SingleChange, AnAppropriationOfAnotherAmount) {
  Do({"fund", "adjust", "--name", "funds/agricultural-development", "--fiscal-year", "2010",
      "--source", "scenario", "--amount", "1.00", "--effective-date", "2010-12-01", "--basis",
      "scenario"});
  ExpectChanged({{"F33", "REFUTED"}});
}

TEST_F(SingleChange, AFundIsNeverOverdrawn) {
  const Output refused =
      stack_.Cli({"fund", "adjust", "--name", "funds/agricultural-development", "--fiscal-year",
                  "2010", "--source", "scenario", "--amount=-10000000.00", "--effective-date",
                  "2010-12-01", "--basis", "scenario"});
  EXPECT_EQ(refused.exit_code, 19);
  EXPECT_NE(refused.err.find("APPROPRIATION_EXCEEDED"), std::string::npos) << refused.err;
  ExpectChanged({});
}

TEST_F(SingleChange, APlanOfAnotherAmount) {
  Do({"fund", "plan", "--name", "funds/small-irrigation", "--fiscal-year", "2012", "--source",
      "scenario", "--amount", "1.00", "--effective-date", "2012-03-14", "--basis", "scenario"});
  ExpectChanged({{"F34", "REFUTED"}});
}

// Projects and the claims that count them and their money.
class ProjectChange : public SingleChange {
 protected:
  // The first project of a group of villages and a category, and of none of the villages `without`.
  nlohmann::json FirstProject(const Words& group, const std::string& category,
                              const std::set<std::string>& without = {}) {
    const Codes codes = Villages(group);
    const std::set<std::string> leads(codes.begin(), codes.end());
    return First({"project", "list"}, [&](const auto& row) {
      return row.at("category") == category && row.at("state") == "RUNNING" &&
             leads.contains(CodeOf(row.at("villages").at(0).at("village"))) &&
             !without.contains(row.at("villages").at(0).at("village"));
    });
  }
};

TEST_F(ProjectChange, AnInvestmentOfAnotherAmount) {
  const auto project = FirstProject(kHollow, "ECONOMIC_DEVELOPMENT");
  const auto investment = First({"investment", "list", "--project", project.at("name")});
  Do({"investment", "correct", investment.at("name"), "--amount", "1.00", "--reason", "scenario"});
  ExpectChanged({{"F11", "REFUTED"}, {"F16", "REFUTED"}, {"F18", "REFUTED"}});
}

TEST_F(ProjectChange, ACancelledProject) {
  // Of a village that has its Three Ones, whatever other changes took. Each that has a running
  // project has a second one: F44 stays as it is.
  const Codes broken = Violators(before_, "F44");
  const auto project = FirstProject(kHollow, "INFRASTRUCTURE", {broken.begin(), broken.end()});
  Do({"project", "cancel", project.at("name"), "--effective-date", "2011-12-31", "--reason",
      "scenario"});
  ExpectChanged({{"F10", "REFUTED"},
                 {"F11", "REFUTED"},
                 {"F15", "REFUTED"},
                 {"F16", "REFUTED"},
                 {"F19", "REFUTED"},
                 {"F20", "REFUTED"}});
}

TEST_F(SingleChange, APaymentThatCameBack) {
  const auto claim = First({"claim", "list"}, [](const auto& row) {
    return row.at("state") == "CONFIRMED" && row.at("fund") == "funds/agricultural-development" &&
           row.at("fiscal_year") == 2011;
  });
  Do({"claim", "refund", claim.at("name"), "--effective-date", "2011-12-31", "--reason",
      "scenario"});
  const auto project = Do({"project", "get", claim.at("project")});
  const bool is_economic = project.at("category") == "ECONOMIC_DEVELOPMENT";
  Verdicts changed = {
      {"F16", "REFUTED"}, {"F33", "REFUTED"}, {is_economic ? "F18" : "F20", "REFUTED"}};
  const std::string lead = CodeOf(project.at("villages").at(0).at("village"));
  const Codes hollow = Villages(kHollow);
  const Codes old_base = Villages(kOldBase);
  if (std::ranges::find(hollow, lead) != hollow.end()) changed["F11"] = "REFUTED";
  if (std::ranges::find(old_base, lead) != old_base.end()) changed["F07"] = "REFUTED";
  ExpectChanged(changed);
}

TEST_F(SingleChange, AVillageThatIsOutsideThePerimeter) {
  const auto rule = Do({"perimeter", "get", "jiangxia-programme"});
  const std::string village = OrdinaryVillage();
  Words update = {"perimeter", "update",   "jiangxia-programme", "--name",  rule.at("display_name"),
                  "--basis",   "scenario", "--data-origin",      "EXAMPLE", "--exclude-village",
                  village};
  for (const char* const words : {"include", "exclude"}) {
    for (const auto& prefix : rule.at(std::string(words) + "_prefixes")) {
      update.insert(update.end(), {std::string("--") + words, prefix});
    }
  }
  for (const auto& kind : rule.at("kinds")) update.insert(update.end(), {"--kind", kind});
  Do(update);
  const Verdicts changed = Changed();
  EXPECT_EQ(Computed(after_, "F25"), "276");
  for (const char* const id : {"F21", "F22", "F24", "F25"}) {
    EXPECT_EQ(changed.contains(id), true) << id;
    EXPECT_EQ(Verdict(after_, id), id == std::string("F24") ? Verdict(before_, id) : "REFUTED");
  }
  // Other perimeters, and cohorts that the village was never in.
  for (const char* const id : {"F02", "F03", "F04", "F05", "F12", "F38", "F39", "F41", "F46"}) {
    EXPECT_FALSE(changed.contains(id)) << id;
  }
}

TEST_F(SingleChange, AVillageThatWasHollowToo) {
  const std::string village = OrdinaryVillage();
  Do({"category", "open", village, "HOLLOW_ECONOMY", "--entered", "2009-06-01", "--basis",
      "scenario", "--data-origin", "EXAMPLE"});
  const Verdicts changed = Changed();
  for (const char* const id : {"F01", "F05", "F12", "F44"}) {
    EXPECT_TRUE(changed.contains(id)) << id;
    EXPECT_EQ(Verdict(after_, id), "REFUTED") << id;
  }
  for (const char* const id : {"F02", "F03", "F04", "F22", "F25", "F38", "F41", "F42"}) {
    EXPECT_FALSE(changed.contains(id)) << id;
  }
}

}  // namespace
}  // namespace cobuild::scenarios
