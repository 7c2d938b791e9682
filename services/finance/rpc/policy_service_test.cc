#include <gmock/gmock.h>

#include <fmt/format.h>

#include <string>
#include <vector>

#include "common/testing/proto_matchers.h"
#include "common/testing/status_matchers.h"
#include "services/finance/rpc/testing/finance_server.h"

namespace cobuild::finance {
namespace {

using ::absl::StatusCode;
using ::cobuild::test::EqualsMessage;
using ::cobuild::test::HasViolation;
using ::cobuild::test::Refuses;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PolicyServiceTest : public FinanceServerTest {
 protected:
  absl::StatusOr<v1::Policy> Create(const std::string& id, const std::string& more = "",
                                    const std::string& group = "CROPS") {
    return Send(*policies_, &PolicyStub::CreatePolicy,
                fmt::format("policy_id: '{}' policy {{ display_name: '蔬菜' group: {} standard: "
                            "'五亩以上' subsidy_rule: '每亩 100 元' data_origin: EXAMPLE }} "
                            "request_id: 'p{}' {}",
                            id, group, ++requests_, more));
  }
  absl::StatusOr<v1::Policy> Adopt(const std::string& id, int year = 2010,
                                   const std::string& more = "") {
    return Send(*policies_, &PolicyStub::AdoptPolicy,
                fmt::format("name: 'policies/{}' adopted_date {{ year: {} month: 3 day: 1 }} "
                            "document: '夏政 1 号' request_id: 'p{}' {}",
                            id, year, ++requests_, more));
  }
  absl::StatusOr<v1::Policy> Void(const std::string& id, const std::string& more = "") {
    return Send(*policies_, &PolicyStub::VoidPolicy,
                fmt::format("name: 'policies/{}' reason: '误录' request_id: 'p{}' {}", id,
                            ++requests_, more));
  }
  absl::StatusOr<v1::Policy> Get(const std::string& id, const std::string& more = "") {
    return Send(*policies_, &PolicyStub::GetPolicy, "name: 'policies/" + id + "' " + more);
  }
  std::vector<std::string> Listed(const std::string& request = "") {
    std::vector<std::string> names;
    const auto page = Send(*policies_, &PolicyStub::ListPolicies, request);
    EXPECT_OK(page);
    for (const v1::Policy& policy : page->policies()) {
      names.push_back(policy.name().substr(sizeof("policies/") - 1));
    }
    return names;
  }

  int requests_ = 0;
};

TEST_F(PolicyServiceTest, Create_IsNotAdoptedYet) {
  ASSERT_OK_AND_ASSIGN(const v1::Policy made, Create("a"));
  EXPECT_EQ(made.name(), "policies/a");
  EXPECT_EQ(made.group(), v1::CROPS);
  EXPECT_EQ(made.subsidy_rule(), "每亩 100 元");
  EXPECT_FALSE(made.has_adopted_date());
  EXPECT_EQ(made.position(), HeadPosition());
  ASSERT_OK_AND_ASSIGN(const v1::Policy read, Get("a"));
  EXPECT_THAT(read, EqualsMessage(made));
}

TEST_F(PolicyServiceTest, Create_OfATakenId_IsRefused) {
  ASSERT_OK(Create("a"));
  EXPECT_STATUS(Create("a"), Refuses(StatusCode::kAlreadyExists, "POLICY_EXISTS"));
  requests_ = 0;
  EXPECT_STATUS(Create("b"), HasViolation("request_id", "REQUEST_ID_REUSED"));
  ASSERT_OK(Void("a"));
  EXPECT_STATUS(Create("a"), Refuses(StatusCode::kAlreadyExists, "POLICY_EXISTS"));
}

TEST_F(PolicyServiceTest, Create_WithoutAnId_GetsOneThatARetryGetsAgain) {
  ASSERT_OK_AND_ASSIGN(const v1::Policy made, Create(""));
  --requests_;
  ASSERT_OK_AND_ASSIGN(const v1::Policy again, Create(""));
  EXPECT_THAT(again, EqualsMessage(made));
}

TEST_F(PolicyServiceTest, Create_ValidateOnly_StoresNothing) {
  ASSERT_OK_AND_ASSIGN(const v1::Policy would, Create("a", "validate_only: true"));
  EXPECT_EQ(would.etag(), "");
  EXPECT_EQ(HeadPosition(), 0);
}

TEST_F(PolicyServiceTest, Adopt_IsOnceAndByADocument) {
  ASSERT_OK_AND_ASSIGN(const v1::Policy made, Create("a"));
  ASSERT_OK_AND_ASSIGN(const v1::Policy adopted, Adopt("a", 2010, "etag: '" + made.etag() + "'"));
  EXPECT_EQ(adopted.adopted_date().year(), 2010);
  EXPECT_EQ(adopted.document(), "夏政 1 号");
  EXPECT_STATUS(Adopt("a"), Refuses(StatusCode::kFailedPrecondition, "POLICY_ADOPTED"));
  EXPECT_STATUS(Adopt("a", 2010, "etag: '" + made.etag() + "'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(Adopt("no"), Refuses(StatusCode::kNotFound, "POLICY_NOT_FOUND"));
}

TEST_F(PolicyServiceTest, Void_KeepsWhatWasKnown) {
  ASSERT_OK_AND_ASSIGN(const v1::Policy made, Create("a"));
  EXPECT_STATUS(Void("a", "etag: 'x'"), Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  ASSERT_OK_AND_ASSIGN(const v1::Policy withdrawn, Void("a"));
  EXPECT_EQ(withdrawn.void_reason(), "误录");
  EXPECT_THAT(Listed(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const v1::Policy read, Get("a"));
  EXPECT_THAT(read, EqualsMessage(withdrawn));
  ASSERT_OK_AND_ASSIGN(const v1::Policy then,
                       Get("a", fmt::format("known_at {{ position: {} }}", made.position())));
  EXPECT_THAT(then, EqualsMessage(made));
  EXPECT_STATUS(Void("a"), Refuses(StatusCode::kNotFound, "POLICY_NOT_FOUND"));
  EXPECT_STATUS(Adopt("a"), Refuses(StatusCode::kNotFound, "POLICY_NOT_FOUND"));
  EXPECT_STATUS(Get("no"), Refuses(StatusCode::kNotFound, "POLICY_NOT_FOUND"));
}

TEST_F(PolicyServiceTest, List_IsByGroupAndDayOfAdoption) {
  ASSERT_OK(Create("a"));
  ASSERT_OK(Create("b", "", "AQUACULTURE"));
  ASSERT_OK(Create("c"));
  ASSERT_OK(Adopt("a", 2010));
  ASSERT_OK(Adopt("b", 2011));
  EXPECT_THAT(Listed(), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Listed("group: CROPS"), ElementsAre("a", "c"));
  EXPECT_THAT(Listed("to_date { year: 2011 month: 12 day: 31 }"), ElementsAre("a", "b"));
  EXPECT_THAT(Listed("to_date { year: 2010 month: 3 day: 1 }"), ElementsAre("a"));
  EXPECT_THAT(Listed("to_date { year: 2010 month: 2 day: 28 }"), IsEmpty());
  EXPECT_THAT(Listed("from_date { year: 2010 month: 3 day: 2 }"), ElementsAre("b"));
  EXPECT_THAT(Listed("group: CROPS from_date { year: 2010 month: 3 day: 2 }"), IsEmpty());
}

TEST_F(PolicyServiceTest, List_GoesPageByPage) {
  for (const char* id : {"a", "b", "c"}) ASSERT_OK(Create(id));
  ASSERT_OK_AND_ASSIGN(const auto first,
                       Send(*policies_, &PolicyStub::ListPolicies, "page_size: 2"));
  ASSERT_THAT(first.policies(), SizeIs(2));
  ASSERT_OK_AND_ASSIGN(const auto last,
                       Send(*policies_, &PolicyStub::ListPolicies,
                            "page_size: 2 page_token: '" + first.next_page_token() + "'"));
  ASSERT_THAT(last.policies(), SizeIs(1));
  EXPECT_EQ(last.policies(0).name(), "policies/c");
  EXPECT_EQ(last.next_page_token(), "");
}

}  // namespace
}  // namespace cobuild::finance
