// Categories over the wire: what opening, graduating and listing answer, and every documented
// refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsProto;
using test::HasViolation;
using test::Refuses;

class CategoryTest : public RegistryServerTest {
 protected:
  CategoryTest() { ImportSmallTree(); }

  auto ListEpisodes(const std::string& request) {
    return Call(&Villages::ListCategoryEpisodes, request);
  }
};

TEST_F(CategoryTest, Open_GivesTheEpisode) {
  auto episode = OpenCategory("");
  ASSERT_OK(episode);
  episode->clear_record_time();
  EXPECT_THAT(*episode, EqualsProto(R"pb(
    name: 'villages/420115002202/episodes/2010-01-01'
    village: 'villages/420115002202'
    category: HOLLOW_ECONOMY
    entered_date { year: 2010 month: 1 day: 1 }
    basis: 'decision'
    position: 10
    data_origin: EXAMPLE)pb"));
}

TEST_F(CategoryTest, Open_Refusals) {
  EXPECT_STATUS(OpenCategory("village: 'villages/999999999999'"),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  ASSERT_OK(OpenCategory(""));
  EXPECT_STATUS(OpenCategory("basis: 'other'"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(OpenCategory("request_id: 'b'"),
                Refuses(StatusCode::kFailedPrecondition, "CATEGORY_ALREADY_OPEN"));
  ASSERT_OK(GraduateCategory(""));
  EXPECT_STATUS(OpenCategory("request_id: 'b' entered_date { year: 2011 }"),
                Refuses(StatusCode::kFailedPrecondition, "EPISODE_OVERLAPS"));
  EXPECT_EQ(HeadPosition(), 11);
}

TEST_F(CategoryTest, Open_ValidateOnly_HasPosition0) {
  const auto episode = OpenCategory("validate_only: true");
  ASSERT_OK(episode);
  EXPECT_EQ(episode->position(), 0);
  EXPECT_EQ(episode->name(), "villages/420115002202/episodes/2010-01-01");
  EXPECT_EQ(HeadPosition(), 9);
}

TEST_F(CategoryTest, Graduate_GivesTheEpisodeInItsNewState) {
  ASSERT_OK(OpenCategory(""));
  auto episode = GraduateCategory("");
  ASSERT_OK(episode);
  episode->clear_record_time();
  EXPECT_THAT(*episode, EqualsProto(R"pb(
    name: 'villages/420115002202/episodes/2010-01-01'
    village: 'villages/420115002202'
    category: HOLLOW_ECONOMY
    entered_date { year: 2010 month: 1 day: 1 }
    basis: 'decision'
    graduated_date { year: 2012 month: 1 day: 1 }
    evidence: 'audit'
    position: 11
    data_origin: EXAMPLE)pb"));
}

TEST_F(CategoryTest, Graduate_Refusals) {
  EXPECT_STATUS(GraduateCategory("village: 'villages/999999999999'"),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_STATUS(GraduateCategory(""),
                Refuses(StatusCode::kFailedPrecondition, "CATEGORY_NOT_OPEN"));
  ASSERT_OK(OpenCategory(""));
  EXPECT_STATUS(GraduateCategory("graduated_date { year: 2009 }"),
                Refuses(StatusCode::kFailedPrecondition, "GRADUATED_BEFORE_ENTERED"));
  ASSERT_OK(GraduateCategory(""));
  EXPECT_STATUS(GraduateCategory("evidence: 'other'"),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(HeadPosition(), 11);
}

TEST_F(CategoryTest, ListEpisodes_InOrderOfVillageAndEntry) {
  ASSERT_OK(OpenCategory(""));
  ASSERT_OK(GraduateCategory(""));
  ASSERT_OK(
      OpenCategory("request_id: 'b' category: WEAK_ORGANISATION entered_date { year: 2013 }"));
  const auto page = ListEpisodes("page_size: 1");
  ASSERT_OK(page);
  ASSERT_EQ(page->episodes_size(), 1);
  EXPECT_EQ(page->episodes(0).name(), "villages/420115002202/episodes/2010-01-01");
  EXPECT_EQ(page->episodes(0).evidence(), "audit");
  const auto last = ListEpisodes("page_size: 1 page_token: '" + page->next_page_token() + "'");
  ASSERT_OK(last);
  EXPECT_EQ(last->episodes(0).name(), "villages/420115002202/episodes/2013-01-01");
  EXPECT_EQ(last->next_page_token(), "");
  EXPECT_EQ(ListEpisodes("category: HOLLOW_ECONOMY")->episodes_size(), 1);
  EXPECT_EQ(ListEpisodes("open_on { year: 2012 month: 6 day: 1 }")->episodes_size(), 0);
  EXPECT_EQ(ListEpisodes("open_on { year: 2012 month: 6 day: 1 } known_at { position: 10 }")
                ->episodes_size(),
            1);
  EXPECT_EQ(ListEpisodes("village: 'villages/420115002001'")->episodes_size(), 0);
}

TEST_F(CategoryTest, ListEpisodes_Refusals) {
  EXPECT_STATUS(ListEpisodes("village: 'x'"), HasViolation("village", "MALFORMED"));
  EXPECT_STATUS(ListEpisodes("category: 99"), HasViolation("category", "UNKNOWN_ENUM"));
  EXPECT_STATUS(ListEpisodes("open_on { day: 1 }"), HasViolation("open_on", "INVALID_DATE"));
  EXPECT_STATUS(ListEpisodes("known_at {}"), HasViolation("known_at", "REQUIRED"));
  EXPECT_STATUS(ListEpisodes("known_at { position: 99 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
  EXPECT_STATUS(ListEpisodes("page_size: -1"), HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(ListEpisodes("page_token: 'x'"), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(CategoryTest, InvalidUtf8_IsRefusedByNameAndStoresNothing) {
  v1::OpenCategoryRequest request = OpenCategoryExample();
  request.set_basis("\xc0\x80");
  EXPECT_STATUS(Call(&Villages::OpenCategory, request), HasViolation("basis", "INVALID_UTF8"));
  EXPECT_EQ(HeadPosition(), 9);
}

TEST_F(CategoryTest, ViewerMayNotCategorise) {
  const auto stub = v1::VillageService::NewStub(ChannelAs("machine/viewer"));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::CategoryEpisode episode;
  EXPECT_STATUS(rpc::FromGrpc(stub->OpenCategory(context.get(), OpenCategoryExample(), &episode)),
                test::HasCode(StatusCode::kPermissionDenied));
  EXPECT_EQ(HeadPosition(), 9);
}

const std::string kLong(501, 'x');
const std::string kLongId(65, 'r');

class OpenCategoryMalformed : public CategoryTest,
                              public ::testing::WithParamInterface<Malformed> {};

TEST_P(OpenCategoryMalformed, IsRefusedByNameAndStoresNothing) {
  EXPECT_STATUS(Call(&Villages::OpenCategory, GetParam().request),
                HasViolation(GetParam().field, GetParam().reason));
  EXPECT_EQ(HeadPosition(), 9);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, OpenCategoryMalformed,
    ::testing::Values(
        Malformed{"NoVillage", "", "village", "REQUIRED"},
        Malformed{"BadVillage", "village: 'villages/4201150022'", "village", "MALFORMED"},
        Malformed{"NoCategory", "", "category", "REQUIRED"},
        Malformed{"UnknownCategory", "category: 5", "category", "UNKNOWN_ENUM"},
        Malformed{"NoDay", "", "entered_date", "REQUIRED"},
        Malformed{"NoSuchDay", "entered_date { year: 2011 month: 2 day: 29 }", "entered_date",
                  "INVALID_DATE"},
        Malformed{"NoBasis", "", "basis", "REQUIRED"},
        Malformed{"LongBasis", "basis: '" + kLong + "'", "basis", "TOO_LONG"},
        Malformed{"NoRequestId", "", "request_id", "REQUIRED"},
        Malformed{"LongRequestId", "request_id: '" + kLongId + "'", "request_id", "TOO_LONG"},
        Malformed{"NoOrigin", "", "data_origin", "REQUIRED"},
        Malformed{"UnknownOrigin", "data_origin: 3", "data_origin", "UNKNOWN_ENUM"}),
    NameOf);

class GraduateCategoryMalformed : public CategoryTest,
                                  public ::testing::WithParamInterface<Malformed> {};

TEST_P(GraduateCategoryMalformed, IsRefusedByNameAndStoresNothing) {
  ASSERT_OK(OpenCategory(""));
  EXPECT_STATUS(Call(&Villages::GraduateCategory, GetParam().request),
                HasViolation(GetParam().field, GetParam().reason));
  EXPECT_EQ(HeadPosition(), 10);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, GraduateCategoryMalformed,
    ::testing::Values(
        Malformed{"NoVillage", "", "village", "REQUIRED"},
        Malformed{"BadVillage", "village: 'x'", "village", "MALFORMED"},
        Malformed{"NoDay", "", "graduated_date", "REQUIRED"},
        Malformed{"NoSuchDay", "graduated_date { year: 2011 month: 13 day: 1 }", "graduated_date",
                  "INVALID_DATE"},
        Malformed{"NoEvidence", "", "evidence", "REQUIRED"},
        Malformed{"LongEvidence", "evidence: '" + kLong + "'", "evidence", "TOO_LONG"},
        Malformed{"NoRequestId", "", "request_id", "REQUIRED"},
        Malformed{"LongRequestId", "request_id: '" + kLongId + "'", "request_id", "TOO_LONG"}),
    NameOf);

}  // namespace
}  // namespace cobuild::registry
