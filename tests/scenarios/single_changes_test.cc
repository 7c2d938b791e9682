// The world changes in one place: exactly the claims that rest on it change, each to the right
// verdict, and an "every" names whoever breaks it. Each change comes on top of those before it.
#include <gtest/gtest.h>

#include <set>

#include "cobuild/registry/v1/election.grpc.pb.h"
#include "common/rpc/client.h"
#include "tests/scenarios/report.h"

namespace cobuild::scenarios {
namespace {

namespace registry = cobuild::registry::v1;
using Words = std::vector<std::string>;
using Verdicts = std::map<std::string, std::string>;  // by claim
using Codes = std::vector<std::string>;

class SingleChange : public ::testing::Test {
 protected:
  void SetUp() override { before_ = ReadReport(stack_); }

  // What the command answers; the test fails when it is refused.
  nlohmann::json Do(Words words) {
    words.insert(words.end(), {"--format", "json"});
    return stack_.Json(words);
  }
  nlohmann::json List(Words words) {
    words.insert(words.end(), {"--limit", "5000"});
    return Do(std::move(words));
  }

  // The first row of which `is_wanted` is true.
  template <class Wanted>
  nlohmann::json First(const Words& list, const Wanted& is_wanted) {
    for (const auto& row : List(list)) {
      if (is_wanted(row)) return row;
    }
    ADD_FAILURE() << "none in " << list.front();
    return {};
  }
  nlohmann::json First(const Words& list) {
    return First(list, [](const auto&) { return true; });
  }

  // `changed` are the claims whose value, verdict or violators are others than before.
  void ExpectChanged(const Verdicts& changed) {
    after_ = ReadReport(stack_);
    Verdicts found;
    for (const auto& [id, claim] : after_) {
      if (Facts(claim) != Facts(before_.at(id))) found[id] = Verdict(after_, id);
    }
    EXPECT_EQ(found, changed);
  }
  void ExpectViolators(const std::string& id, const Codes& codes) {
    EXPECT_EQ(Violators(after_, id), codes) << after_.at(id);
  }

  static std::string CodeOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

  Codes Villages(const Words& list) {
    Codes codes;
    for (const auto& village : List(list)) codes.push_back(CodeOf(village.at("name")));
    return codes;
  }

  // A posting of the role at a village of these; it is withdrawn.
  nlohmann::json Withdraw(const std::string& role, const Codes& among) {
    const std::set<std::string> villages(among.begin(), among.end());
    const nlohmann::json posting = First({"posting", "list", "--role", role}, [&](const auto& row) {
      return row.at("village").is_string() && villages.contains(CodeOf(row.at("village")));
    });
    Do({"posting", "void", posting.at("name"), "--reason", "scenario"});
    return posting;
  }

  // The only record of a village's income of 2011.
  void SetIncome(const std::string& village, const std::string& yuan) {
    const auto rows = List({"income", "list", "--village", village, "--year", "2011"});
    ASSERT_FALSE(rows.empty());
    for (size_t i = 1; i < rows.size(); ++i) {
      Correct(rows.at(i), "0.00");
    }
    Correct(rows.at(0), yuan);
  }

  Stack& stack_ = Stack::Shared();
  Report before_;
  Report after_;

 private:
  static nlohmann::json Facts(nlohmann::json claim) {
    claim.erase("known_at");
    return claim;
  }

  void Correct(const nlohmann::json& income, const std::string& yuan) {
    const std::string name = income.at("name");  // villages/{code}/incomes/{year}-{category}
    const std::string record = name.substr(name.rfind('/') + 1);
    Do({"income", "correct", CodeOf(income.at("village")), record.substr(0, 4), record.substr(5),
        yuan, "--reason", "scenario"});
  }
};

const Words kHollow = {"village", "list", "--category", "HOLLOW_ECONOMY", "--as-of", "2010-01-01"};
const Words kWeak = {"village", "list", "--category", "WEAK_ORGANISATION", "--as-of", "2010-01-01"};
const Words kOldBase = {"village", "list",      "--category", "OLD_REVOLUTIONARY_BASE",
                        "--as-of", "2010-01-01"};
const Words kJinkou = {"perimeter", "villages", "jinkou", "--as-of", "2011-12-31"};
const Words kShanpo = {"perimeter", "villages", "shanpo", "--as-of", "2011-12-31"};

TEST_F(SingleChange, AFirstSecretaryWhoWasNone) {
  const auto posting = Withdraw("FIRST_SECRETARY", Villages(kWeak));
  ExpectChanged({{"F41", "REFUTED"}});
  ExpectViolators("F41", {CodeOf(posting.at("village"))});
}

TEST_F(SingleChange, ACapablePersonWhoWasNone) {
  const auto posting = Withdraw("CAPABLE_PERSON", Villages(kHollow));
  ExpectChanged({{"F44", "REFUTED"}});
  ExpectViolators("F44", {CodeOf(posting.at("village"))});
}

TEST_F(SingleChange, ALiaisonOfficerWhoWasNone) {
  Withdraw("LIAISON_OFFICER", Villages(kJinkou));
  ExpectChanged({{"F39", "REFUTED"}});
}

TEST_F(SingleChange, ALodgingThatIsNotThere) {
  const auto posting = Withdraw("RESIDENT_TEAM_MEMBER", Villages(kShanpo));
  Do({"posting", "assign", "--person", posting.at("person"), "--role", "RESIDENT_TEAM_MEMBER",
      "--village", posting.at("village"), "--start-date", posting.at("start_date"), "--support",
      R"({"lodging": false})", "--data-origin", "EXAMPLE"});
  ExpectChanged({{"F46", "REFUTED"}});
  ExpectViolators("F46", {CodeOf(posting.at("village"))});
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
  ExpectViolators("F45", {CodeOf(centre.at("village"))});
}

TEST_F(SingleChange, AServiceCentreThatWasNotNew) {
  const auto work =
      First({"centre-work", "list"}, [](const auto& row) { return row.at("kind") == "NEW"; });
  Do({"centre-work", "void", work.at("name"), "--reason", "scenario"});
  ExpectChanged({{"F35", "REFUTED"}});
}

TEST_F(SingleChange, AnAcceptanceThatWasNotPassed) {
  const auto acceptance = First({"acceptance", "list"}, [](const auto& row) {
    return row.at("level") == "MUNICIPAL" && row.at("result") == "PASSED";
  });
  Do({"acceptance", "void", acceptance.at("name"), "--reason", "scenario"});
  ExpectChanged({{"F42", "REFUTED"}});
  const std::string name = acceptance.at("name");  // villages/{code}/acceptances/{id}
  ExpectViolators("F42", {name.substr(name.find('/') + 1, 12)});
}

TEST_F(SingleChange, ATownshipWithoutALeadingGroup) {
  const auto group = First({"group", "list"}, [](const auto& row) {
    return CodeOf(row.at("division")).substr(6, 6) != "000000";
  });
  Do({"group", "void", group.at("name"), "--reason", "scenario"});
  ExpectChanged({{"F43", "REFUTED"}});
  ExpectViolators("F43", {CodeOf(group.at("division"))});
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
      request.set_request_id("single-change-" + std::to_string(++requests_));
      registry::Election corrected;
      const auto status = stub->CorrectElection(Context().get(), request, &corrected);
      ASSERT_TRUE(status.ok()) << status.error_message();
      return;
    }
    FAIL() << "no such election";
  }

 private:
  static std::unique_ptr<grpc::ClientContext> Context() {
    return rpc::ContextFor(std::chrono::seconds(30), obs::TraceContext{});
  }
  int requests_ = 0;
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
  ExpectViolators("F08", {village});
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
  ExpectViolators("F14", {village});
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
  ExpectViolators("F26", {village});
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
  ExpectViolators("F09", {village});
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
  Do({"fund", "adjust", "agricultural-development", "--fiscal-year", "2010", "--source", "scenario",
      "--amount", "1.00", "--effective-date", "2010-12-01", "--basis", "scenario"});
  ExpectChanged({{"F33", "REFUTED"}});
}

TEST_F(SingleChange, AFundIsNeverOverdrawn) {
  const Output refused = stack_.Cli({"fund", "adjust", "agricultural-development", "--fiscal-year",
                                     "2010", "--source", "scenario", "--amount=-10000000.00",
                                     "--effective-date", "2010-12-01", "--basis", "scenario"});
  EXPECT_EQ(refused.exit_code, 19);
  EXPECT_NE(refused.err.find("APPROPRIATION_EXCEEDED"), std::string::npos) << refused.err;
  ExpectChanged({});
}

TEST_F(SingleChange, APlanOfAnotherAmount) {
  Do({"fund", "plan", "small-irrigation", "--fiscal-year", "2012", "--source", "scenario",
      "--amount", "1.00", "--effective-date", "2012-03-14", "--basis", "scenario"});
  ExpectChanged({{"F34", "REFUTED"}});
}

// Projects and the claims that count them and their money.
class ProjectChange : public SingleChange {
 protected:
  // The first project of a group of villages and a category.
  nlohmann::json FirstProject(const Words& group, const std::string& category) {
    const Codes codes = Villages(group);
    const std::set<std::string> leads(codes.begin(), codes.end());
    return First({"project", "list"}, [&](const auto& row) {
      const auto project = Do({"project", "get", row.at("name")});
      return row.at("category") == category && row.at("state") == "IN_PROGRESS" &&
             leads.contains(CodeOf(project.at("villages").at(0).at("village")));
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
  const auto project = FirstProject(kHollow, "INFRASTRUCTURE");
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
  std::cout << rule << std::endl;
}

}  // namespace
}  // namespace cobuild::scenarios
