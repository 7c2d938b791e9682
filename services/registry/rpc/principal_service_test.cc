// PrincipalService over the wire: what it answers, every documented refusal, and what a grant does
// at once.
#include "common/base/clock.h"
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kJinkouScope[] = " scope { division: 'divisions/420115002000' }";
constexpr char kLiIsClerk[] = " principal: 'principals/person/li.si' role: 'TOWNSHIP_CLERK'";

// The service's own clock is the world's.
base::Date Today() { return base::BusinessDay(base::SystemClock().Now()); }
std::string InDays(int days) {
  const base::Date day = base::DaysAfter(Today(), days);
  return Day(day.year, day.month, day.day);
}

class PrincipalServiceTest : public RegistryServerTest {
 protected:
  PrincipalServiceTest() {
    ImportSmallTree();
    EXPECT_OK(Create("person/li.si"));
    EXPECT_OK(Create("person/zhang.san"));
  }

  absl::StatusOr<v1::Principal> Create(const std::string& id) {
    return Call(&PrincipalStub::CreatePrincipal, "principal_id: '" + id + "' request_id: '" + id +
                                                     "' principal { display_name: '会计' }");
  }
  absl::StatusOr<v1::Grant> Grant(const std::string& id, const std::string& facts,
                                  const std::string& from = InDays(0)) {
    return Call(&PrincipalStub::GrantRole, "grant_id: '" + id + "' request_id: 'grant-" + id +
                                               "' grant { reason: '任命' start_date " + from +
                                               " end_date " + InDays(300) + facts + " }");
  }
  auto Revoke(const std::string& request) { return Call(&PrincipalStub::RevokeRole, request); }
  auto HandOver(const std::string& request) { return Call(&PrincipalStub::HandOver, request); }
  std::vector<std::string> Names(const std::string& request) {
    std::vector<std::string> found;
    const auto page = Call(&PrincipalStub::ListGrants, request);
    EXPECT_OK(page);
    if (!page.ok()) return found;
    for (const v1::Grant& grant : page->grants()) found.push_back(grant.name());
    return found;
  }
  absl::StatusOr<v1::Self> SelfOf(const std::string& principal) {
    const auto stub = v1::PrincipalService::NewStub(ChannelAs(principal));
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    v1::Self self;
    const grpc::Status status = stub->GetSelf(context.get(), {}, &self);
    if (!status.ok()) return rpc::FromGrpc(status);
    return self;
  }
  // Of a method that counts grants on the whole tree only.
  absl::Status ReadAs(const std::string& principal) {
    const auto stub = v1::PrincipalService::NewStub(ChannelAs(principal));
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    v1::ListPrincipalsResponse response;
    return rpc::FromGrpc(stub->ListPrincipals(context.get(), {}, &response));
  }
};

TEST_F(PrincipalServiceTest, Create_GivesWhatGetGives) {
  const auto created = Create("machine/bridge");
  ASSERT_OK(created);
  EXPECT_EQ(created->name(), "principals/machine/bridge");
  EXPECT_THAT(Call(&PrincipalStub::GetPrincipal, "name: 'principals/machine/bridge'"),
              IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_THAT(Create("machine/bridge"), IsOkAndHolds(EqualsMessage(*created)));
  const auto page = Call(&PrincipalStub::ListPrincipals, "page_size: 2");
  ASSERT_OK(page);
  ASSERT_EQ(page->principals_size(), 2);
  EXPECT_EQ(page->principals(0).name(), "principals/machine/bridge");
  EXPECT_EQ(page->principals(1).name(), "principals/person/li.si");
}

TEST_F(PrincipalServiceTest, Create_Refusals) {
  EXPECT_STATUS(Create("machine/viewer"),
                Refuses(StatusCode::kFailedPrecondition, "PRINCIPAL_OF_OPERATOR"));
  EXPECT_STATUS(
      Call(&PrincipalStub::CreatePrincipal,
           "principal_id: 'person/li.si' request_id: 'x' principal { display_name: 'x' }"),
      Refuses(StatusCode::kAlreadyExists, "PRINCIPAL_EXISTS"));
  EXPECT_STATUS(Call(&PrincipalStub::GetPrincipal, "name: 'principals/person/none'"),
                Refuses(StatusCode::kNotFound, "PRINCIPAL_NOT_FOUND"));
  for (const char* id : {"li", "person/", "/li", "person/Li", "person/a/b"}) {
    EXPECT_STATUS(Create(id), HasViolation("principal_id", "MALFORMED")) << id;
  }
  EXPECT_STATUS(Create("person/" + std::string(58, 'x')), HasViolation("principal_id", "TOO_LONG"));
}

TEST_F(PrincipalServiceTest, OnlySecurityAdminsGrant) {
  const auto stub = v1::PrincipalService::NewStub(ChannelAs("machine/admin"));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::Grant grant;
  EXPECT_STATUS(rpc::FromGrpc(stub->GrantRole(context.get(), {}, &grant)),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(PrincipalServiceTest, Grant_CountsAtOnceAndRevokedNoLonger) {
  EXPECT_STATUS(ReadAs("person/li.si"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  const auto granted = Grant("g",
                             " principal: 'principals/person/li.si' role: 'MUNICIPAL_VIEWER' "
                             "scope { whole_tree: true }");
  ASSERT_OK(granted);
  EXPECT_EQ(granted->grantor(), "machine/security");
  EXPECT_OK(ReadAs("person/li.si"));
  const auto revoked = Revoke("name: 'grants/g' reason: '离任' request_id: 'r'");
  ASSERT_OK(revoked);
  EXPECT_EQ(revoked->end_reason(), "离任");
  EXPECT_STATUS(ReadAs("person/li.si"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_STATUS(Revoke("name: 'grants/g' reason: 'x' request_id: 'again'"),
                Refuses(StatusCode::kFailedPrecondition, "GRANT_ENDED"));
}

TEST_F(PrincipalServiceTest, Grant_ThatHasNotBegun_DoesNotCount) {
  ASSERT_OK(Grant("g",
                  " principal: 'principals/person/li.si' role: 'MUNICIPAL_VIEWER' "
                  "scope { whole_tree: true }",
                  InDays(2)));
  EXPECT_STATUS(ReadAs("person/li.si"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(PrincipalServiceTest, Grant_OnADivision_IsNoneOnTheWholeTree) {
  ASSERT_OK(Grant("g", std::string(kLiIsClerk) + kJinkouScope));
  EXPECT_STATUS(ReadAs("person/li.si"),
                Refuses(StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  // Of grants those of Jinkou are seen, as is anything there.
  ASSERT_OK(Grant("h",
                  " principal: 'principals/person/zhang.san' role: 'TOWNSHIP_CLERK' "
                  "scope { division: 'divisions/420115010000' }"));
  const auto stub = v1::PrincipalService::NewStub(ChannelAs("person/li.si"));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::ListGrantsResponse seen;
  ASSERT_OK(rpc::FromGrpc(stub->ListGrants(context.get(), {}, &seen)));
  ASSERT_EQ(seen.grants_size(), 1);
  EXPECT_EQ(seen.grants(0).name(), "grants/g");
}

TEST_F(PrincipalServiceTest, Grant_Refusals) {
  const std::string clerk = std::string(kLiIsClerk) + kJinkouScope;
  ASSERT_OK(Grant("g", clerk));
  EXPECT_OK(Grant("g", clerk + " end_reason: 'ignored'"));
  EXPECT_STATUS(Grant("g", std::string(kLiIsClerk) + " scope { whole_tree: true }"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Grant("h", clerk), Refuses(StatusCode::kFailedPrecondition, "GRANT_OVERLAPS"));
  EXPECT_STATUS(
      Grant("h", " principal: 'principals/person/none' role: 'AUDITOR' scope { whole_tree: true }"),
      Refuses(StatusCode::kNotFound, "PRINCIPAL_NOT_FOUND"));
  EXPECT_STATUS(
      Grant("h", std::string(kLiIsClerk) + " scope { organization: 'organizations/none' }"),
      Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Grant("h", clerk, Day(2012, 1, 1)),
                HasViolation("grant.end_date", "TERM_TOO_LONG"));
  EXPECT_STATUS(Revoke("name: 'grants/none' reason: 'x' request_id: 'x'"),
                Refuses(StatusCode::kNotFound, "GRANT_NOT_FOUND"));
  EXPECT_STATUS(Revoke("name: 'grants/g' etag: '1' reason: 'x' request_id: 'x'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
}

TEST_F(PrincipalServiceTest, Grant_RolesThatNotEverybodyCanHave) {
  EXPECT_STATUS(Grant("g",
                      " principal: 'principals/person/li.si' role: 'SERVICE'"
                      " scope { whole_tree: true }"),
                HasViolation("grant.role", "NOT_FOR_PEOPLE"));
  EXPECT_STATUS(Grant("g", std::string(" principal: 'principals/person/li.si' role: "
                                       "'SECURITY_ADMIN'") +
                               kJinkouScope),
                HasViolation("grant.scope", "WHOLE_TREE_ONLY"));
  EXPECT_OK(Grant("g",
                  " principal: 'principals/person/li.si' role: 'SECURITY_ADMIN'"
                  " scope { whole_tree: true }"));
  EXPECT_OK(Create("service/bridge"));
  EXPECT_OK(Grant("h",
                  " principal: 'principals/service/bridge' role: 'SERVICE'"
                  " scope { whole_tree: true }"));
}

TEST_F(PrincipalServiceTest, NobodyGrantsToThemselves) {
  ASSERT_OK(Grant("g",
                  " principal: 'principals/person/li.si' role: 'SECURITY_ADMIN'"
                  " scope { whole_tree: true }"));
  const auto stub = v1::PrincipalService::NewStub(ChannelAs("person/li.si"));
  const auto request = Parse<v1::GrantRoleRequest>(
      "request_id: 'own' grant { principal: 'principals/person/li.si' role: 'AUDITOR' "
      "scope { whole_tree: true } reason: 'x' start_date " +
      InDays(0) + " end_date " + InDays(1) + " }");
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::Grant grant;
  EXPECT_STATUS(rpc::FromGrpc(stub->GrantRole(context.get(), request, &grant)),
                Refuses(StatusCode::kPermissionDenied, "OWN_GRANT"));
}

TEST_F(PrincipalServiceTest, HandOver_AllAtOnceAndTheSameAgain) {
  ASSERT_OK(Grant("a", std::string(kLiIsClerk) + kJinkouScope));
  ASSERT_OK(Grant("b", std::string(kLiIsClerk) + " scope { whole_tree: true }"));
  const int64_t before = HeadPosition();
  const std::string request =
      "from: 'principals/person/li.si' to: 'principals/person/zhang.san' reason: '离任' "
      "request_id: 'h' start_date " +
      InDays(0);
  const auto checked = HandOver(request + " validate_only: true");
  ASSERT_OK(checked);
  EXPECT_EQ(HeadPosition(), before);
  const auto handed_over = HandOver(request);
  ASSERT_OK(handed_over);
  EXPECT_EQ(HeadPosition(), before + 4);
  ASSERT_EQ(handed_over->grants_size(), 2);
  ASSERT_EQ(handed_over->ended_grants_size(), 2);
  EXPECT_EQ(handed_over->grants(0).predecessor(), "grants/a");
  EXPECT_EQ(handed_over->ended_grants(1).name(), "grants/b");
  // Also after one of the new ones has ended.
  ASSERT_OK(Revoke("name: '" + handed_over->grants(0).name() + "' reason: 'x' request_id: 'r'"));
  EXPECT_THAT(HandOver(request), IsOkAndHolds(EqualsMessage(*handed_over)));
  EXPECT_THAT(Names("principal: 'principals/person/li.si' in_force_on " + InDays(0)), IsEmpty());
  EXPECT_THAT(Names("principal: 'principals/person/zhang.san' in_force_on " + InDays(0)),
              ElementsAre(handed_over->grants(1).name()));
}

TEST_F(PrincipalServiceTest, List_ByEachFilter) {
  ASSERT_OK(Grant("a", std::string(kLiIsClerk) + kJinkouScope));
  ASSERT_OK(Grant("b",
                  " principal: 'principals/person/zhang.san' role: 'AUDITOR'"
                  " scope { whole_tree: true }",
                  InDays(10)));
  const std::string a = "grants/a", b = "grants/b";
  EXPECT_THAT(Names(""), ElementsAre(a, b));
  EXPECT_THAT(Names("principal: 'principals/person/li.si'"), ElementsAre(a));
  EXPECT_THAT(Names("role: 'AUDITOR'"), ElementsAre(b));
  EXPECT_THAT(Names(kJinkouScope), ElementsAre(a));
  EXPECT_THAT(Names("scope { whole_tree: true }"), ElementsAre(b));
  EXPECT_THAT(Names("scope { division: 'divisions/420115000000' }"), IsEmpty());
  EXPECT_THAT(Names("in_force_on " + InDays(0)), ElementsAre(a));
  EXPECT_THAT(Names("in_force_on " + InDays(10)), ElementsAre(a, b));
  EXPECT_THAT(Names("in_force_on " + InDays(300)), IsEmpty());
}

TEST_F(PrincipalServiceTest, GetSelf_TellsEverybodyWhoTheyAre) {
  const auto operators = SelfOf("machine/viewer");
  ASSERT_OK(operators);
  EXPECT_EQ(operators->source(), v1::OPERATOR);
  ASSERT_EQ(operators->grants_size(), 1);
  EXPECT_TRUE(operators->grants(0).scope().whole_tree());
  EXPECT_FALSE(operators->grants(0).has_end_date());

  const auto stranger = SelfOf("person/li.si");
  ASSERT_OK(stranger);
  EXPECT_EQ(stranger->source(), v1::GRANT_SOURCE_UNSPECIFIED);
  EXPECT_EQ(stranger->grants_size(), 0);

  ASSERT_OK(Grant("g", std::string(kLiIsClerk) + kJinkouScope));
  const auto clerk = SelfOf("person/li.si");
  ASSERT_OK(clerk);
  EXPECT_EQ(clerk->principal(), "person/li.si");
  EXPECT_EQ(clerk->source(), v1::REGISTRY);
  ASSERT_EQ(clerk->grants_size(), 1);
  EXPECT_EQ(clerk->grants(0).scope().division(), "divisions/420115002000");
  EXPECT_TRUE(clerk->grants(0).has_end_date());
}

TEST_F(PrincipalServiceTest, Malformed_EveryFieldIsNamed) {
  const auto grant = [&](const std::string& request) {
    return Call(&PrincipalStub::GrantRole, request);
  };
  for (const char* field : {"grant.principal", "grant.role", "grant.scope", "grant.start_date",
                            "grant.end_date", "grant.reason", "request_id"}) {
    EXPECT_STATUS(grant(""), HasViolation(field, "REQUIRED")) << field;
  }
  EXPECT_STATUS(grant("grant { principal: 'person/li' }"),
                HasViolation("grant.principal", "MALFORMED"));
  EXPECT_STATUS(grant("grant { role: 'KING' }"), HasViolation("grant.role", "UNKNOWN_ROLE"));
  EXPECT_STATUS(grant("grant { scope { whole_tree: true organization: 'organizations/a' } }"),
                HasViolation("grant.scope", "CONTRADICTION"));
  EXPECT_STATUS(grant("grant { scope { division: 'x' } }"),
                HasViolation("grant.scope.division", "MALFORMED"));
  EXPECT_STATUS(grant("grant { start_date " + InDays(1) + " end_date " + InDays(1) + "}"),
                HasViolation("grant.end_date", "NOT_AFTER_START"));
  EXPECT_STATUS(Revoke("name: 'grants/a'"), HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(HandOver(""), HasViolation("from", "REQUIRED"));
  EXPECT_STATUS(HandOver("from: 'principals/person/a' to: 'principals/person/a'"),
                HasViolation("to", "SAME_PRINCIPAL"));
  EXPECT_STATUS(HandOver("grants: 'grants/a' grants: 'grants/a'"),
                HasViolation("grants[1]", "DUPLICATE"));
  EXPECT_STATUS(Call(&PrincipalStub::ListGrants, "role: 'KING'"),
                HasViolation("role", "UNKNOWN_ROLE"));
}

TEST_F(PrincipalServiceTest, Feed_TellsEachState) {
  ASSERT_OK(Grant("g", std::string(kLiIsClerk) + kJinkouScope));
  const auto revoked = Revoke("name: 'grants/g' reason: 'x' request_id: 'r'");
  ASSERT_OK(revoked);
  const auto changes = Call(&Feed::ListChanges, "resource_types: 'cobuild.registry.v1.Grant'");
  ASSERT_OK(changes);
  ASSERT_EQ(changes->changes_size(), 2);
  v1::Grant image;
  ASSERT_TRUE(changes->changes(1).resource().UnpackTo(&image));
  EXPECT_THAT(image, EqualsMessage(*revoked));
}

}  // namespace
}  // namespace cobuild::registry
