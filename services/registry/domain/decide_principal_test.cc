#include "services/registry/domain/decide_principal.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/registry/domain/errors.h"
#include "services/registry/testing/fixtures.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::Refuses;
using ::testing::SizeIs;

constexpr base::Date kGrantDay{2012, 3, 15};
constexpr base::Date kNextYear{2013, 3, 15};

constexpr char kLi[] = "person/li.si";
constexpr char kZhang[] = "person/zhang.san";

Record<AnyFacts> PrincipalRecord(const std::string& id) {
  return {id, Principal{.display_name = "会计"}};
}

Grant ClerkOf(const char* division, const base::Date& start = kGrantDay) {
  Grant facts;
  facts.principal = kLi;
  facts.role = "TOWNSHIP_CLERK";
  facts.bound = scope::Bound::Division(division);
  facts.start_date = start;
  facts.end_date = kNextYear;
  facts.reason = "任命";
  return facts;
}

Granting By(const std::string& grantor = "machine/security", const base::Date& today = kGrantDay) {
  return {.grantor = grantor, .reach = scope::Reach::Everything(), .today = today};
}

Granting WithinJinkou() {
  const auto tree = std::make_shared<const scope::Tree>(
      std::vector<scope::Node>{
          {kCounty, ""}, {kJinkou, kCounty}, {kHill, kJinkou}, {kShanpo, kCounty}},
      std::vector<scope::Succession>());
  const std::vector<scope::Bound> bounds = {scope::Bound::Division(kJinkou)};
  return {.grantor = "person/chief", .reach = scope::Reach::Of(tree, bounds), .today = kGrantDay};
}

class DecidePrincipalTest : public ::testing::Test {
 protected:
  DecidePrincipalTest() {
    registry_.Record({.records = {PrincipalRecord(kLi), PrincipalRecord(kZhang)}});
  }

  absl::StatusOr<Record<Grant>> Decide(const Grant& facts, const Granting& granting = By()) {
    return DecideGrantRole(*registry_, "g", facts, granting, /*of_operator=*/false);
  }
  void Have(const std::string& id, const Grant& facts) {
    registry_.Record({.records = {Record<AnyFacts>{id, facts}}});
  }
  absl::StatusOr<std::vector<Record<Grant>>> HandOverAll(const HandOverCommand& command,
                                                         const Granting& granting = By(),
                                                         bool of_operator = false) {
    int next = 0;
    return DecideHandOver(*registry_, command, granting, of_operator,
                          [&next] { return "new-" + std::to_string(++next); });
  }

  RecordedRegistry registry_{SmallTree()};
};

HandOverCommand FromLiToZhang(std::vector<std::string> grants = {},
                              const base::Date& start = {2012, 6, 1}) {
  return {.from = kLi,
          .to = kZhang,
          .grants = std::move(grants),
          .start_date = start,
          .reason = "离任"};
}

TEST_F(DecidePrincipalTest, OperatorsName_IsNoPrincipalHere) {
  EXPECT_STATUS(DecideCreatePrincipal(*registry_, kLi, {}, /*of_operator=*/true),
                Refuses(StatusCode::kFailedPrecondition, "PRINCIPAL_OF_OPERATOR"));
  EXPECT_STATUS(DecideCreatePrincipal(*registry_, kLi, {}, false),
                Refuses(StatusCode::kAlreadyExists, "PRINCIPAL_EXISTS"));
  EXPECT_OK(DecideCreatePrincipal(*registry_, "person/wang", {}, false));
}

TEST_F(DecidePrincipalTest, Grant_TellsItsGrantor) {
  const auto granted = Decide(ClerkOf(kJinkou));
  ASSERT_OK(granted);
  EXPECT_EQ(granted->facts.grantor, "machine/security");
  EXPECT_TRUE(granted->facts.IsInForceOn(kGrantDay));
  EXPECT_FALSE(granted->facts.IsInForceOn(kNextYear));
}

TEST_F(DecidePrincipalTest, Grant_RefusalsInOrder) {
  Grant nobodys = ClerkOf("999999999999", {2012, 3, 14});
  nobodys.principal = "person/nobody";
  EXPECT_STATUS(Decide(nobodys, WithinJinkou()),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  EXPECT_STATUS(Decide(nobodys, By("person/nobody")),
                Refuses(StatusCode::kPermissionDenied, "OWN_GRANT"));
  EXPECT_STATUS(Decide(nobodys), Refuses(StatusCode::kNotFound, "PRINCIPAL_NOT_FOUND"));
  Grant facts = ClerkOf("999999999999", {2012, 3, 14});
  EXPECT_STATUS(DecideGrantRole(*registry_, "g", facts, By(), /*of_operator=*/true),
                Refuses(StatusCode::kFailedPrecondition, "PRINCIPAL_OF_OPERATOR"));
  EXPECT_STATUS(Decide(facts), Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  facts.bound = scope::Bound::Organization("nobodys");
  EXPECT_STATUS(Decide(facts), Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Decide(ClerkOf(kJinkou, {2012, 3, 14})),
                Refuses(StatusCode::kFailedPrecondition, "GRANT_BACKDATED"));
  Have("g", ClerkOf(kJinkou));
  EXPECT_STATUS(Decide(ClerkOf(kJinkou)), Refuses(StatusCode::kAlreadyExists, "GRANT_EXISTS"));
}

TEST_F(DecidePrincipalTest, Grant_OnADivisionThatIsThereOnItsFirstDay) {
  std::vector<DivisionFacts> later = SmallTree();
  later.back().code = "420115010402";
  registry_.Record({later.back()}, {2012, 9, 1});
  EXPECT_STATUS(Decide(ClerkOf("420115010402")),
                Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  EXPECT_OK(Decide(ClerkOf("420115010402", {2012, 9, 1})));
}

TEST_F(DecidePrincipalTest, Grant_NobodyGrantsBeyondTheirOwnReach) {
  EXPECT_OK(Decide(ClerkOf(kHill), WithinJinkou()));
  EXPECT_STATUS(Decide(ClerkOf(kShanpo), WithinJinkou()),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  EXPECT_STATUS(Decide(ClerkOf(kCounty), WithinJinkou()),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
  Grant everywhere = ClerkOf(kHill);
  everywhere.bound = scope::Bound::WholeTree();
  EXPECT_STATUS(Decide(everywhere, WithinJinkou()),
                Refuses(StatusCode::kPermissionDenied, "OUT_OF_SCOPE"));
}

TEST_F(DecidePrincipalTest, Grant_OverlapIsOfOnePrincipalRoleAndScope) {
  Have("old", ClerkOf(kJinkou));
  EXPECT_STATUS(Decide(ClerkOf(kJinkou, {2013, 3, 14})),
                Refuses(StatusCode::kFailedPrecondition, "GRANT_OVERLAPS"));
  EXPECT_OK(Decide(ClerkOf(kShanpo)));
  Grant other_role = ClerkOf(kJinkou);
  other_role.role = "TOWNSHIP_LEADER";
  EXPECT_OK(Decide(other_role));
  Grant after = ClerkOf(kJinkou, kNextYear);
  after.end_date = {2014, 1, 1};
  EXPECT_OK(Decide(after));
}

TEST_F(DecidePrincipalTest, Revoke_EndsTodayAndOnce) {
  Have("g", ClerkOf(kJinkou));
  const auto later = By("machine/security", {2012, 5, 1});
  EXPECT_STATUS(DecideRevokeRole(*registry_, "none", "", "x", later),
                Refuses(StatusCode::kNotFound, "GRANT_NOT_FOUND"));
  EXPECT_STATUS(DecideRevokeRole(*registry_, "g", "1", "x", later),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  const auto revoked = DecideRevokeRole(*registry_, "g", "", "离任", later);
  ASSERT_OK(revoked);
  EXPECT_EQ(revoked->facts.end_date, (base::Date{2012, 5, 1}));
  EXPECT_EQ(revoked->facts.end_reason, "离任");
  EXPECT_TRUE(revoked->facts.IsInForceOn({2012, 4, 30}));
  EXPECT_FALSE(revoked->facts.IsInForceOn({2012, 5, 1}));
  Have("g", revoked->facts);
  EXPECT_STATUS(DecideRevokeRole(*registry_, "g", "", "x", later),
                Refuses(StatusCode::kFailedPrecondition, "GRANT_ENDED"));
}

TEST_F(DecidePrincipalTest, Revoke_OneThatHasNotBegunNeverDoes) {
  Have("g", ClerkOf(kJinkou, {2012, 9, 1}));
  const auto revoked = DecideRevokeRole(*registry_, "g", "", "x", By());
  ASSERT_OK(revoked);
  EXPECT_FALSE(revoked->facts.IsInForceOn({2012, 9, 1}));
  Have("g", revoked->facts);
  EXPECT_STATUS(DecideRevokeRole(*registry_, "g", "", "x", By()),
                Refuses(StatusCode::kFailedPrecondition, "GRANT_ENDED"));
  // And stands in nobody's way.
  EXPECT_OK(DecideGrantRole(*registry_, "h", ClerkOf(kJinkou), By(), false));
}

TEST_F(DecidePrincipalTest, Revoke_OutOfReachReadsAsNotThere) {
  Have("g", ClerkOf(kShanpo));
  const auto hidden = DecideRevokeRole(*registry_, "g", "", "x", WithinJinkou());
  EXPECT_EQ(hidden.status(), records::NotFound(kGrantNotFound, "grants/g"));
}

TEST_F(DecidePrincipalTest, HandOver_OldOnesEndAndNewOnesBegin) {
  Have("a", ClerkOf(kJinkou));
  Have("b", ClerkOf(kShanpo, {2012, 9, 1}));
  Grant over = ClerkOf(kHill);
  over.end_date = {2012, 6, 1};
  Have("c", over);
  const auto states = HandOverAll(FromLiToZhang());
  ASSERT_OK(states);
  ASSERT_THAT(*states, SizeIs(4));
  EXPECT_EQ(states->at(0).id, "a");
  EXPECT_EQ(states->at(0).facts.end_date, (base::Date{2012, 6, 1}));
  EXPECT_EQ(states->at(1).facts.end_date, (base::Date{2012, 9, 1}));  // never was in force
  const Grant& begun = states->at(2).facts;
  EXPECT_EQ(states->at(2).id, "new-1");
  EXPECT_EQ(begun.principal, kZhang);
  EXPECT_EQ(begun.role, "TOWNSHIP_CLERK");
  EXPECT_EQ(begun.bound, scope::Bound::Division(kJinkou));
  EXPECT_EQ(begun.start_date, (base::Date{2012, 6, 1}));
  EXPECT_EQ(begun.end_date, kNextYear);
  EXPECT_EQ(begun.predecessor, "a");
  EXPECT_EQ(begun.grantor, "machine/security");
  EXPECT_EQ(states->at(3).facts.start_date, (base::Date{2012, 9, 1}));
}

TEST_F(DecidePrincipalTest, HandOver_NamedOnesOnly) {
  Have("a", ClerkOf(kJinkou));
  Have("b", ClerkOf(kShanpo));
  const auto states = HandOverAll(FromLiToZhang({"b"}));
  ASSERT_OK(states);
  ASSERT_THAT(*states, SizeIs(2));
  EXPECT_EQ(states->at(0).id, "b");
}

TEST_F(DecidePrincipalTest, HandOver_RefusalsInOrder) {
  const base::Date yesterday{2012, 3, 14};
  HandOverCommand command = FromLiToZhang({"none"}, yesterday);
  command.to = "person/nobody";
  EXPECT_STATUS(HandOverAll(command), Refuses(StatusCode::kNotFound, "PRINCIPAL_NOT_FOUND"));
  command.to = kZhang;
  EXPECT_STATUS(HandOverAll(command, By(kZhang), /*of_operator=*/true),
                Refuses(StatusCode::kFailedPrecondition, "PRINCIPAL_OF_OPERATOR"));
  EXPECT_STATUS(HandOverAll(command, By(kZhang)),
                Refuses(StatusCode::kPermissionDenied, "OWN_GRANT"));
  EXPECT_STATUS(HandOverAll(command), Refuses(StatusCode::kFailedPrecondition, "GRANT_BACKDATED"));
  EXPECT_STATUS(HandOverAll(FromLiToZhang({"none"})),
                Refuses(StatusCode::kNotFound, "GRANT_NOT_FOUND"));
  EXPECT_STATUS(HandOverAll(FromLiToZhang()),
                Refuses(StatusCode::kFailedPrecondition, "NOTHING_TO_HAND_OVER"));
  Have("a", ClerkOf(kJinkou));
  EXPECT_STATUS(HandOverAll(FromLiToZhang({"a"}, kNextYear)),
                Refuses(StatusCode::kFailedPrecondition, "GRANT_ENDED"));
  EXPECT_STATUS(HandOverAll(FromLiToZhang({"a"}),
                            [] {
                              Granting granting = WithinJinkou();
                              granting.reach = scope::Reach();
                              return granting;
                            }()),
                Refuses(StatusCode::kNotFound, "GRANT_NOT_FOUND"));
  Grant zhangs = ClerkOf(kJinkou);
  zhangs.principal = kZhang;
  Have("z", zhangs);
  EXPECT_STATUS(HandOverAll(FromLiToZhang({"z"})),
                Refuses(StatusCode::kNotFound, "GRANT_NOT_FOUND"));
  EXPECT_STATUS(HandOverAll(FromLiToZhang()),
                Refuses(StatusCode::kFailedPrecondition, "GRANT_OVERLAPS"));
}

TEST_F(DecidePrincipalTest, HandOver_ServiceNeverGoesToAPerson) {
  registry_.Record({.records = {PrincipalRecord("service/bridge")}});
  Grant service = ClerkOf(kJinkou);
  service.principal = "service/bridge";
  service.role = std::string(kServiceRole);
  Have("s", service);
  HandOverCommand command = FromLiToZhang();
  command.from = "service/bridge";
  EXPECT_STATUS(HandOverAll(command),
                Refuses(StatusCode::kFailedPrecondition, "ROLE_NOT_FOR_PEOPLE"));
}

TEST(GrantTerm, OfFiveYears_EndsOnTheSameDay) {
  EXPECT_EQ(LatestEndOf({2012, 3, 15}), (base::Date{2017, 3, 15}));
  EXPECT_EQ(LatestEndOf({2012, 2, 29}), (base::Date{2017, 3, 1}));
  EXPECT_EQ(LatestEndOf({9998, 1, 1}), (base::Date{9999, 1, 1}));
}

}  // namespace
}  // namespace cobuild::registry
