// VillageService's acceptances over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;

class AcceptanceTest : public RegistryServerTest {
 protected:
  AcceptanceTest() { ImportSmallTree(); }

  auto Enter(const std::string& request) {
    return Call(&Villages::RecordVillageAcceptance, request);
  }
  // A passed acceptance by the city on 2010-12-01, with what `fields` says otherwise.
  auto EnterOf(const std::string& id, const std::string& village, const std::string& fields = "",
               const std::string& request_id = "") {
    auto request = Parse<v1::RecordVillageAcceptanceRequest>(
        "acceptance { subject: 'economy' level: ACCEPTANCE_LEVEL_MUNICIPAL result: "
        "ACCEPTANCE_PASSED evidence: 'decree 7' data_origin: EXAMPLE acceptance_date " +
        Day(2010, 12, 1) + "}");
    request.set_acceptance_id(id);
    request.set_request_id(request_id.empty() ? id : request_id);
    request.mutable_acceptance()->set_village("villages/" + village);
    request.mutable_acceptance()->MergeFrom(Parse<v1::VillageAcceptance>(fields));
    return Call(&Villages::RecordVillageAcceptance, request);
  }
  auto Void(const std::string& request) { return Call(&Villages::VoidVillageAcceptance, request); }
  auto List(const std::string& request) { return Call(&Villages::ListVillageAcceptances, request); }
  std::vector<std::string> NamesOf(const std::string& request) {
    std::vector<std::string> names;
    const auto page = List(request);
    EXPECT_OK(page);
    for (const auto& acceptance : page->acceptances()) names.push_back(acceptance.name());
    return names;
  }
};

TEST_F(AcceptanceTest, Record_GivesWhatListGives) {
  const auto acceptance = EnterOf("a", kHill);
  ASSERT_OK(acceptance);
  EXPECT_EQ(acceptance->name(), "villages/420115002202/acceptances/a");
  EXPECT_EQ(acceptance->level(), v1::ACCEPTANCE_LEVEL_MUNICIPAL);
  EXPECT_EQ(acceptance->position(), HeadPosition());
  const auto page = List("");
  ASSERT_OK(page);
  ASSERT_EQ(page->acceptances_size(), 1);
  EXPECT_THAT(page->acceptances(0), EqualsMessage(*acceptance));
  EXPECT_THAT(EnterOf("a", kHill), IsOkAndHolds(EqualsMessage(*acceptance)));
}

TEST_F(AcceptanceTest, Record_WithoutAnId_MakesOne) {
  const auto acceptance = EnterOf("", kHill, "", "r");
  ASSERT_OK(acceptance);
  EXPECT_GT(acceptance->name().size(), std::string("villages/420115002202/acceptances/").size());
}

TEST_F(AcceptanceTest, Record_RefusalsInOrder) {
  ASSERT_OK(EnterOf("a", kHill));
  EXPECT_STATUS(EnterOf("b", kHill, "", "a"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(EnterOf("a", kHill, "", "other"),
                Refuses(StatusCode::kAlreadyExists, "ACCEPTANCE_EXISTS"));
  EXPECT_OK(EnterOf("a", kSandbar, "", "sandbar"));
  EXPECT_STATUS(EnterOf("b", "999999999999"), Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(EnterOf("b", kHill, "acceptance_date " + Day(2008, 1, 1)),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
}

TEST_F(AcceptanceTest, Void_IsNoLongerListed) {
  ASSERT_OK(EnterOf("a", kHill));
  const std::string name = "name: 'villages/420115002202/acceptances/a' reason: 'x' ";
  EXPECT_STATUS(Void("name: 'villages/420115002202/acceptances/b' reason: 'x' request_id: 'v'"),
                Refuses(StatusCode::kNotFound, "ACCEPTANCE_NOT_FOUND"));
  EXPECT_STATUS(Void(name + "etag: '1' request_id: 'v'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  const int64_t before = HeadPosition();
  const auto withdrawn = Void(name + "request_id: 'v'");
  ASSERT_OK(withdrawn);
  EXPECT_EQ(withdrawn->void_reason(), "x");
  EXPECT_THAT(NamesOf(""), ElementsAre());
  EXPECT_EQ(NamesOf("known_at { position: " + std::to_string(before) + " }").size(), 1U);
}

TEST_F(AcceptanceTest, List_MustMeetEveryCondition) {
  ASSERT_OK(EnterOf("a", kHill));
  ASSERT_OK(EnterOf("b", kHill, "result: ACCEPTANCE_FAILED"));
  ASSERT_OK(EnterOf("c", kSandbar, "level: ACCEPTANCE_LEVEL_DISTRICT"));
  ASSERT_OK(EnterOf("d", kSandbar, "subject: 'roads' acceptance_date " + Day(2011, 1, 1)));
  const std::string a = "villages/420115002202/acceptances/a";
  const std::string b = "villages/420115002202/acceptances/b";
  const std::string c = "villages/420115002201/acceptances/c";
  const std::string d = "villages/420115002201/acceptances/d";
  EXPECT_THAT(NamesOf(""), ElementsAre(c, d, a, b));
  EXPECT_THAT(NamesOf("village: 'villages/420115002202'"), ElementsAre(a, b));
  EXPECT_THAT(NamesOf("level: ACCEPTANCE_LEVEL_MUNICIPAL"), ElementsAre(d, a, b));
  EXPECT_THAT(NamesOf("result: ACCEPTANCE_FAILED"), ElementsAre(b));
  EXPECT_THAT(NamesOf("subject: 'roads'"), ElementsAre(d));
  EXPECT_THAT(NamesOf("to_date " + Day(2010, 12, 1)), ElementsAre(c, a, b));
  EXPECT_THAT(NamesOf("from_date " + Day(2011, 1, 1)), ElementsAre(d));
  EXPECT_THAT(NamesOf("from_date " + Day(2010, 12, 2) + "to_date " + Day(2010, 12, 31)),
              ElementsAre());
  EXPECT_THAT(NamesOf("result: ACCEPTANCE_PASSED level: ACCEPTANCE_LEVEL_MUNICIPAL to_date " +
                      Day(2010, 12, 31)),
              ElementsAre(a));
}

TEST_F(AcceptanceTest, Malformed_EveryFieldIsNamed) {
  for (const char* field :
       {"village", "subject", "level", "result", "acceptance_date", "evidence", "data_origin"}) {
    EXPECT_STATUS(Enter(""), HasViolation(std::string("acceptance.") + field, "REQUIRED"));
  }
  EXPECT_STATUS(Enter(""), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(Enter("acceptance_id: 'A' acceptance { subject: 'A b' }"),
                HasViolation("acceptance_id", "MALFORMED"));
  EXPECT_STATUS(Enter("acceptance { subject: 'A b' }"),
                HasViolation("acceptance.subject", "MALFORMED"));
  EXPECT_STATUS(Enter("acceptance { evidence: '" + std::string(501, 'x') + "' }"),
                HasViolation("acceptance.evidence", "TOO_LONG"));
  EXPECT_STATUS(Void("name: 'villages/1'"), HasViolation("name", "MALFORMED"));
  EXPECT_STATUS(Void(""), HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(List("village: 'x'"), HasViolation("village", "MALFORMED"));
  EXPECT_STATUS(List("from_date " + Day(2011, 1, 2) + "to_date " + Day(2011, 1, 1)),
                HasViolation("to_date", "OUT_OF_RANGE"));
}

}  // namespace
}  // namespace cobuild::registry
