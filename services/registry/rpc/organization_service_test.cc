// OrganizationService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::EqualsProto;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

constexpr char kFacts[] = R"(
  display_name: '市水务局' kind: MUNICIPAL_UNIT division: 'divisions/420100000000'
  data_origin: EXAMPLE)";

class OrganizationServiceTest : public RegistryServerTest {
 protected:
  OrganizationServiceTest() { ImportSmallTree(); }

  auto Create(const std::string& id, const std::string& request_id,
              const std::string& facts = kFacts, const std::string& more = "") {
    return Call(&Organizations::CreateOrganization, "organization_id: '" + id + "' request_id: '" +
                                                        request_id + "' organization {" + facts +
                                                        "}" + more);
  }
  auto Update(const std::string& id, const std::string& facts, const std::string& more) {
    return Call(&Organizations::UpdateOrganization,
                "organization { name: 'organizations/" + id + "'" + facts + "}" + more);
  }
  auto Delete(const std::string& request) {
    return Call(&Organizations::DeleteOrganization, request);
  }
  auto Get(const std::string& request) { return Call(&Organizations::GetOrganization, request); }
  auto List(const std::string& request) { return Call(&Organizations::ListOrganizations, request); }
};

TEST_F(OrganizationServiceTest, Create_GivesWhatGetGives) {
  auto created = Create("water", "a");
  ASSERT_OK(created);
  EXPECT_THAT(Get("name: 'organizations/water'"), IsOkAndHolds(EqualsMessage(*created)));
  created->clear_record_time();
  EXPECT_THAT(*created, EqualsProto(std::string(kFacts) +
                                    " name: 'organizations/water' etag: '10' position: 10"));
}

TEST_F(OrganizationServiceTest, Create_WithoutAnId_MakesOneUpAndARetryGivesItAgain) {
  const auto created = Create("", "a");
  ASSERT_OK(created);
  EXPECT_THAT(created->name(), ::testing::MatchesRegex("organizations/[0-9a-z]{26}"));
  EXPECT_THAT(Create("", "a"), IsOkAndHolds(EqualsMessage(*created)));
  EXPECT_EQ(HeadPosition(), 10);
}

TEST_F(OrganizationServiceTest, Create_ValidateOnly_StoresNothing) {
  const auto checked = Create("water", "a", kFacts, " validate_only: true");
  ASSERT_OK(checked);
  EXPECT_EQ(checked->position(), 0);
  EXPECT_EQ(HeadPosition(), 9);
}

TEST_F(OrganizationServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(Create("water", "a"));
  const std::string nowhere =
      "display_name: 'x' kind: ENTERPRISE division: 'divisions/999999999999' data_origin: EXAMPLE";
  EXPECT_STATUS(Create("water", "a", nowhere),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create("water", "b", nowhere),
                Refuses(StatusCode::kAlreadyExists, "ORGANIZATION_EXISTS"));
  EXPECT_STATUS(Create("other", "b", nowhere),
                Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  EXPECT_EQ(HeadPosition(), 10);
}

TEST_F(OrganizationServiceTest, Update_ReplacesAllFactsAndTheOldStateStaysKnown) {
  ASSERT_OK(Create("water", "a"));
  const auto updated =
      Update("water", "display_name: '水务集团' kind: ENTERPRISE data_origin: EXAMPLE",
             "etag: '10' request_id: 'b'");
  ASSERT_OK(updated);
  EXPECT_EQ(updated->division(), "");
  EXPECT_EQ(updated->etag(), "11");
  EXPECT_EQ(Get("name: 'organizations/water'")->display_name(), "水务集团");
  EXPECT_EQ(Get("name: 'organizations/water' known_at { position: 10 }")->display_name(),
            "市水务局");
}

TEST_F(OrganizationServiceTest, Update_RefusalsInOrder) {
  ASSERT_OK(Create("water", "a"));
  const std::string nowhere =
      "display_name: 'x' kind: ENTERPRISE division: 'divisions/999999999999' data_origin: EXAMPLE";
  EXPECT_STATUS(Update("none", nowhere, "etag: '1' request_id: 'b'"),
                Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Update("water", nowhere, "etag: '9' request_id: 'b'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Update("water", nowhere, "etag: '10' request_id: 'b'"),
                Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND"));
  EXPECT_EQ(HeadPosition(), 10);
}

TEST_F(OrganizationServiceTest, Delete_IsNoLongerListedAndSaysWhy) {
  ASSERT_OK(Create("water", "a"));
  const auto deleted =
      Delete("name: 'organizations/water' reason: 'entered twice' request_id: 'b'");
  ASSERT_OK(deleted);
  EXPECT_EQ(deleted->void_reason(), "entered twice");
  EXPECT_EQ(Get("name: 'organizations/water'")->void_reason(), "entered twice");
  EXPECT_EQ(List("")->organizations_size(), 0);
  EXPECT_EQ(List("known_at { position: 10 }")->organizations_size(), 1);
  EXPECT_STATUS(Create("water", "c"), Refuses(StatusCode::kAlreadyExists, "ORGANIZATION_EXISTS"));
}

TEST_F(OrganizationServiceTest, Delete_RefusalsInOrder) {
  ASSERT_OK(Create("water", "a"));
  ASSERT_OK(Call(&Pairings::CreatePairing, R"(request_id: 'p' pairing {
    village: 'villages/420115002202' organization: 'organizations/water'
    start_date { year: 2010 month: 1 day: 1 } data_origin: EXAMPLE })"));
  EXPECT_STATUS(Delete("name: 'organizations/none' reason: 'x' request_id: 'b' etag: '1'"),
                Refuses(StatusCode::kNotFound, "ORGANIZATION_NOT_FOUND"));
  EXPECT_STATUS(Delete("name: 'organizations/water' reason: 'x' request_id: 'b' etag: '1'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Delete("name: 'organizations/water' reason: 'x' request_id: 'b'"),
                Refuses(StatusCode::kFailedPrecondition, "ORGANIZATION_IN_USE"));
}

TEST_F(OrganizationServiceTest, List_PagesInOrderOfIdAndByKind) {
  const std::string enterprise = "display_name: 'x' kind: ENTERPRISE data_origin: EXAMPLE";
  ASSERT_OK(Create("b", "b"));
  ASSERT_OK(Create("c", "c", enterprise));
  ASSERT_OK(Create("a", "a"));
  const auto first = List("page_size: 2");
  ASSERT_OK(first);
  ASSERT_EQ(first->organizations_size(), 2);
  EXPECT_EQ(first->organizations(0).name(), "organizations/a");
  EXPECT_EQ(first->position(), 12);
  const auto second = List("page_size: 2 page_token: '" + first->next_page_token() + "'");
  ASSERT_OK(second);
  ASSERT_EQ(second->organizations_size(), 1);
  EXPECT_EQ(second->organizations(0).name(), "organizations/c");
  EXPECT_EQ(second->next_page_token(), "");
  EXPECT_EQ(List("kind: ENTERPRISE")->organizations_size(), 1);
  EXPECT_STATUS(List("kind: ENTERPRISE page_token: '" + first->next_page_token() + "'"),
                HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(OrganizationServiceTest, Malformed_EveryFieldIsNamed) {
  EXPECT_STATUS(Create("-", ""), HasViolation("organization_id", "MALFORMED"));
  EXPECT_STATUS(Create("a", ""), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(Create("a", "a", ""), HasViolation("organization.display_name", "REQUIRED"));
  EXPECT_STATUS(Create("a", "a", ""), HasViolation("organization.kind", "REQUIRED"));
  EXPECT_STATUS(Create("a", "a", ""), HasViolation("organization.data_origin", "REQUIRED"));
  EXPECT_STATUS(Create("a", "a", "display_name: '" + std::string(101, 'x') + "'"),
                HasViolation("organization.display_name", "TOO_LONG"));
  EXPECT_STATUS(Create("a", "a", "kind: 99"), HasViolation("organization.kind", "UNKNOWN_ENUM"));
  EXPECT_STATUS(Create("a", "a", "division: 'divisions/1'"),
                HasViolation("organization.division", "MALFORMED"));
  EXPECT_STATUS(Update("-", kFacts, ""), HasViolation("organization.name", "MALFORMED"));
  EXPECT_STATUS(Update("a", kFacts, "etag: '" + std::string(65, '1') + "'"),
                HasViolation("etag", "TOO_LONG"));
  EXPECT_STATUS(Delete(""), HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(Delete("name: 'organizations/a'"), HasViolation("reason", "REQUIRED"));
  EXPECT_STATUS(Delete("reason: '" + std::string(501, 'x') + "'"),
                HasViolation("reason", "TOO_LONG"));
  EXPECT_STATUS(Get("name: 'pairings/a'"), HasViolation("name", "MALFORMED"));
  EXPECT_STATUS(Get("name: 'organizations/a' known_at { position: 99 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
  EXPECT_STATUS(List("page_size: -1"), HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(List("kind: 99"), HasViolation("kind", "UNKNOWN_ENUM"));
}

TEST_F(OrganizationServiceTest, Feed_TellsEachState) {
  ASSERT_OK(Create("water", "a"));
  ASSERT_OK(Delete("name: 'organizations/water' reason: 'x' request_id: 'b'"));
  const auto page = Call(&Feed::ListChanges, "after_position: 9");
  ASSERT_OK(page);
  ASSERT_EQ(page->changes_size(), 2);
  v1::Organization organization;
  ASSERT_TRUE(page->changes(1).resource().UnpackTo(&organization));
  EXPECT_EQ(organization.void_reason(), "x");
  EXPECT_EQ(page->changes(1).resource_name(), "organizations/water");
}

}  // namespace
}  // namespace cobuild::registry
