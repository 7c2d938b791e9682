// CommitteeService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

constexpr char kDay[] = " election_date { year: 2011 month: 11 day: 1 } ";

// A member's text form.
std::string Member(int age, const std::string& education = "PRIMARY",
                   const std::string& more = "role: COMMITTEE_ORDINARY_MEMBER") {
  return "age: " + std::to_string(age) + " education: " + education + " " + more;
}
std::string Before(const std::string& member) { return " members_before { " + member + " }"; }
std::string After(const std::string& member) { return " members_after { " + member + " }"; }
std::string Secretary(const std::string& person) {
  return Member(50, "PRIMARY", "role: COMMITTEE_SECRETARY person: 'people/" + person + "'");
}
std::string Deputy(const std::string& person, const std::string& more = "") {
  return Member(50, "PRIMARY", "role: COMMITTEE_DEPUTY person: 'people/" + person + "'" + more);
}

// An election of round 8, with one member after and what `fields` adds.
std::string ElectionOf(const std::string& village, const std::string& fields = "") {
  return "election { name: 'villages/" + village + "/elections/8'" + kDay + "data_origin: EXAMPLE" +
         After(Member(40)) + fields + " }";
}

class CommitteeServiceTest : public RegistryServerTest {
 protected:
  CommitteeServiceTest() { ImportSmallTree(); }

  auto Enter(const std::string& request) { return Call(&Committees::RecordElection, request); }
  auto EnterOf(const std::string& village, const std::string& fields = "") {
    return Enter(ElectionOf(village, fields) + " request_id: '" + village + "'");
  }
  // Enters an election that only the rules about its fields can refuse.
  auto EnterWith(const std::string& fields) {
    return Enter(ElectionOf(kHill, fields) + " request_id: 'x' validate_only: true");
  }
  auto Correct(const std::string& request) { return Call(&Committees::CorrectElection, request); }
  auto Get(const std::string& request) { return Call(&Committees::GetElection, request); }
  auto List(const std::string& request) { return Call(&Committees::ListElections, request); }
  auto Summarize(const std::string& request) {
    return Call(&Committees::SummarizeElections, request);
  }
};

TEST_F(CommitteeServiceTest, Record_GivesWhatGetGives) {
  const auto election =
      EnterOf(kHill, Before(Secretary("wang")) + After(Secretary("li")) +
                         " secretary_changed: true votes { eligible: 900 cast: 800 in_favour: 0 }");
  ASSERT_OK(election);
  EXPECT_EQ(election->name(), "villages/420115002202/elections/8");
  EXPECT_EQ(election->members_before(0).person(), "people/wang");
  EXPECT_EQ(election->members_after(1).role(), v1::COMMITTEE_SECRETARY);
  EXPECT_TRUE(election->votes().has_in_favour());
  EXPECT_THAT(Get("name: 'villages/420115002202/elections/8'"),
              IsOkAndHolds(EqualsMessage(*election)));
}

TEST_F(CommitteeServiceTest, Record_RefusalsInOrder) {
  ASSERT_OK(EnterOf(kHill));
  EXPECT_STATUS(Enter(ElectionOf(kSandbar) + " request_id: '" + kHill + "'"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Enter(ElectionOf(kHill) + " request_id: 'other'"),
                Refuses(StatusCode::kAlreadyExists, "ELECTION_EXISTS"));
  EXPECT_STATUS(EnterOf("999999999999"), Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(EnterOf(kJinkou), Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
}

TEST_F(CommitteeServiceTest, Record_ValidateOnly_RecordsNothing) {
  const int64_t head = HeadPosition();
  EXPECT_OK(EnterWith(""));
  EXPECT_EQ(HeadPosition(), head);
}

TEST_F(CommitteeServiceTest, Record_FieldsOutOfBounds_AreNamed) {
  EXPECT_STATUS(EnterWith(After(Member(17))),
                HasViolation("election.members_after[1].age", "OUT_OF_RANGE"));
  EXPECT_OK(EnterWith(After(Member(18))));
  EXPECT_STATUS(EnterWith(Before(Member(121))),
                HasViolation("election.members_before[0].age", "OUT_OF_RANGE"));
  EXPECT_STATUS(EnterWith(Before("age: 30")),
                HasViolation("election.members_before[0].education", "REQUIRED"));
  EXPECT_STATUS(EnterWith(Before("age: 30")),
                HasViolation("election.members_before[0].role", "REQUIRED"));
  EXPECT_STATUS(EnterWith(Before(Member(30, "PRIMARY", "role: COMMITTEE_DEPUTY person: 'x'"))),
                HasViolation("election.members_before[0].person", "MALFORMED"));
  std::string many;
  for (int i = 0; i < 60; ++i) many += After(Member(30));
  EXPECT_STATUS(EnterWith(many), HasViolation("election.members_after", "TOO_MANY"));
  EXPECT_STATUS(EnterWith("votes { eligible: -1 }"),
                HasViolation("election.votes.eligible", "OUT_OF_RANGE"));
  EXPECT_STATUS(EnterWith("votes { eligible: 10 cast: 11 }"),
                HasViolation("election.votes.cast", "OUT_OF_RANGE"));
  EXPECT_STATUS(EnterWith("votes { eligible: 10 in_favour: 11 }"),
                HasViolation("election.votes.in_favour", "OUT_OF_RANGE"));
  EXPECT_STATUS(EnterWith("votes { eligible: 10 cast: 5 in_favour: 6 }"),
                HasViolation("election.votes.in_favour", "OUT_OF_RANGE"));
  EXPECT_OK(EnterWith("votes { in_favour: 6 }"));
}

TEST_F(CommitteeServiceTest, Record_PersonsOfASide_AreDistinct) {
  EXPECT_STATUS(EnterWith(Before(Secretary("wang")) + Before(Deputy("wang"))),
                HasViolation("election.members_before[1].person", "DUPLICATE"));
  EXPECT_STATUS(EnterWith(Before(Secretary("wang")) + Before(Secretary("li"))),
                HasViolation("election.members_before[1].role", "DUPLICATE"));
}

TEST_F(CommitteeServiceTest, Record_WhatThePersonsContradict_IsRefused) {
  const auto changed = HasViolation("election.secretary_changed", "CONTRADICTED");
  const std::string reelected = " reelected: true";
  EXPECT_STATUS(EnterWith(Before(Secretary("wang")) + After(Secretary("li"))), changed);
  EXPECT_STATUS(EnterWith(Before(Secretary("wang")) + After(Secretary("wang") + reelected) +
                          " secretary_changed: true"),
                changed);
  EXPECT_OK(EnterWith(Before(Secretary("wang")) + After(Secretary("wang") + reelected)));
  const auto told = HasViolation("election.members_after[1].reelected", "CONTRADICTED");
  EXPECT_STATUS(EnterWith(Before(Deputy("wang")) + After(Deputy("wang"))), told);
  EXPECT_STATUS(EnterWith(Before(Deputy("wang")) + After(Deputy("li", reelected))), told);
  // One of the members before is not named: it may be the one.
  EXPECT_OK(
      EnterWith(Before(Deputy("wang")) + Before(Member(30)) + After(Deputy("li", reelected))));
}

TEST_F(CommitteeServiceTest, Correct_IsAFurtherState) {
  const auto first = EnterOf(kHill);
  ASSERT_OK(first);
  const std::string wrong_etag = " reason: 'miscounted' etag: '1' request_id: 'c'";
  EXPECT_STATUS(Correct(ElectionOf(kSandbar) + wrong_etag),
                Refuses(StatusCode::kNotFound, "ELECTION_NOT_FOUND"));
  EXPECT_STATUS(Correct(ElectionOf(kHill) + wrong_etag),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Correct(ElectionOf(kHill) + " request_id: 'c'"),
                HasViolation("reason", "REQUIRED"));
  const auto corrected =
      Correct(ElectionOf(kHill, After(Member(30))) +
              " reason: 'miscounted' request_id: 'c' etag: '" + first->etag() + "'");
  ASSERT_OK(corrected);
  EXPECT_EQ(corrected->members_after_size(), 2);
  EXPECT_EQ(corrected->correction_reason(), "miscounted");
  EXPECT_THAT(Get("name: '" + first->name() +
                  "' known_at { position: " + std::to_string(first->position()) + " }"),
              IsOkAndHolds(EqualsMessage(*first)));
}

TEST_F(CommitteeServiceTest, List_ByVillageAndRound) {
  ASSERT_OK(EnterOf(kHill));
  ASSERT_OK(EnterOf(kSandbar));
  ASSERT_OK(Enter("request_id: '7' election { name: 'villages/420115002202/elections/7'" +
                  std::string(kDay) + "data_origin: EXAMPLE" + After(Member(40)) + "}"));
  const auto names = [&](const std::string& request) {
    std::vector<std::string> found;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const v1::Election& election : page->elections()) found.push_back(election.name());
    return found;
  };
  const std::string sandbar = "villages/420115002201/elections/8";
  const std::string hill_7 = "villages/420115002202/elections/7";
  const std::string hill_8 = "villages/420115002202/elections/8";
  EXPECT_THAT(names(""), ElementsAre(sandbar, hill_7, hill_8));
  EXPECT_THAT(names("round: '8'"), ElementsAre(sandbar, hill_8));
  EXPECT_THAT(names("village: 'villages/420115002202'"), ElementsAre(hill_7, hill_8));
  EXPECT_THAT(names("village: 'villages/420115002202' round: '8'"), ElementsAre(hill_8));
  EXPECT_STATUS(List("village: 'x'"), HasViolation("village", "MALFORMED"));
  EXPECT_STATUS(List("round: 'X'"), HasViolation("round", "MALFORMED"));
}

TEST_F(CommitteeServiceTest, Summarize_CountsWithTheBounds) {
  ASSERT_OK(EnterOf(kHill, Before(Member(36, "SENIOR_SECONDARY")) + Before(Member(35)) +
                               After(Member(35, "POSTGRADUATE")) +
                               After(Member(36, "JUNIOR_SECONDARY")) + " secretary_changed: true"));
  ASSERT_OK(EnterOf(kSandbar));
  const auto summary = Summarize(
      "round: '8' scope { villages: 'villages/420115010401' villages: 'villages/420115002202' "
      "villages: 'villages/420115002201' }");
  ASSERT_OK(summary);
  ASSERT_EQ(summary->rows_size(), 2);
  EXPECT_EQ(summary->rows(0).village(), "villages/420115002201");
  EXPECT_THAT(summary->rows(1).counts(), EqualsMessage(Parse<v1::ElectionCounts>(R"(
      elections: 1 members_before: 2 members_after: 3 aged_35_or_under_before: 1
      aged_35_or_under_after: 1 senior_secondary_or_above_before: 1
      senior_secondary_or_above_after: 1 secretaries_changed: 1)")));
  EXPECT_EQ(summary->total().elections(), 2);
  EXPECT_EQ(summary->total().members_after(), 4);
  EXPECT_EQ(summary->total().secretaries_changed(), 1);
  EXPECT_THAT(summary->missing_villages(), ElementsAre("villages/420115010401"));
  EXPECT_EQ(summary->data_origin(), type::v1::EXAMPLE);
  EXPECT_EQ(summary->position(), HeadPosition());
}

TEST_F(CommitteeServiceTest, Summarize_APerimeterAsKnownThen) {
  ASSERT_OK(
      Call(&Perimeters::CreatePerimeter,
           "perimeter_id: 'jinkou' request_id: 'p' perimeter { display_name: 'x' basis: 'x' "
           "include_prefixes: '420115002' kinds: VILLAGERS_COMMITTEE data_origin: EXAMPLE }"));
  const int64_t before = HeadPosition();
  ASSERT_OK(EnterOf(kHill));
  const std::string request = "round: '8' scope { perimeter: 'perimeters/jinkou' }";
  const auto now = Summarize(request);
  ASSERT_OK(now);
  EXPECT_EQ(now->total().elections(), 1);
  EXPECT_THAT(now->missing_villages(), ElementsAre("villages/420115002201"));
  const auto then = Summarize(request + " known_at { position: " + std::to_string(before) + " }");
  ASSERT_OK(then);
  EXPECT_EQ(then->total().elections(), 0);
  EXPECT_EQ(then->missing_villages_size(), 2);
  EXPECT_EQ(then->data_origin(), type::v1::DATA_ORIGIN_UNSPECIFIED);
}

TEST_F(CommitteeServiceTest, Summarize_Refusals) {
  EXPECT_STATUS(Summarize("round: '8'"), HasViolation("scope.villages", "REQUIRED"));
  EXPECT_STATUS(Summarize("scope { perimeter: 'perimeters/none' }"),
                HasViolation("round", "REQUIRED"));
  EXPECT_STATUS(Summarize("scope { villages: 'villages/420115002202' perimeter: 'perimeters/x' }"),
                HasViolation("scope", "ONE_OF"));
  EXPECT_STATUS(
      Summarize("scope { villages: 'villages/420115002202' villages: 'villages/420115002202' }"),
      HasViolation("scope.villages[1]", "DUPLICATE"));
  EXPECT_STATUS(Summarize("round: '8' scope { perimeter: 'perimeters/none' }"),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(Summarize("round: '8' scope { villages: 'villages/999999999999' }"),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(Get("name: 'villages/420115002202/elections/8'"),
                Refuses(StatusCode::kNotFound, "ELECTION_NOT_FOUND"));
}

}  // namespace
}  // namespace cobuild::registry
