// VillageService's reads over the wire: what they answer, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsProto;
using test::HasViolation;
using test::Refuses;
using ::testing::ElementsAre;

std::vector<std::string> Names(const v1::ListVillagesResponse& page) {
  std::vector<std::string> names;
  for (const v1::Village& village : page.villages()) names.push_back(village.name());
  return names;
}

class VillageServiceTest : public RegistryServerTest {
 protected:
  VillageServiceTest() { ImportSmallTree(); }

  auto Get(const std::string& request) { return Call(&Villages::GetVillage, request); }
  auto BatchGet(const std::string& request) { return Call(&Villages::BatchGetVillages, request); }
  auto List(const std::string& request) { return Call(&Villages::ListVillages, request); }
};

TEST_F(VillageServiceTest, Get_GivesEveryField) {
  ASSERT_OK(OpenCategory(""));
  const auto village = Get("name: 'villages/420115002202'");
  ASSERT_OK(village);
  EXPECT_THAT(*village, EqualsProto(R"pb(
    name: 'villages/420115002202'
    division: 'divisions/420115002202'
    display_name: '山前村村委会'
    kind: VILLAGERS_COMMITTEE
    township: 'divisions/420115002000'
    township_display_name: '金口街道'
    category: HOLLOW_ECONOMY)pb"));
}

TEST_F(VillageServiceTest, Get_FollowsBothTimes) {
  ASSERT_OK(OpenCategory(""));
  const std::string name = "name: 'villages/420115002202' ";
  EXPECT_EQ(Get(name + "as_of { year: 2009 month: 12 day: 31 }")->category(),
            v1::VILLAGE_CATEGORY_UNSPECIFIED);
  EXPECT_EQ(Get(name + "as_of { year: 2010 month: 1 day: 1 }")->category(), v1::HOLLOW_ECONOMY);
  EXPECT_EQ(Get(name + "known_at { position: 9 }")->category(), v1::VILLAGE_CATEGORY_UNSPECIFIED);
}

TEST_F(VillageServiceTest, Get_Refusals) {
  const auto not_found = Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND");
  EXPECT_STATUS(Get("name: 'villages/999999999999'"), not_found);
  EXPECT_STATUS(Get("name: 'villages/420115002000'"), not_found);  // a township
  EXPECT_STATUS(Get("name: 'villages/420115002202' as_of { year: 2008 month: 1 day: 1 }"),
                not_found);
  EXPECT_STATUS(Get("name: 'villages/420115002202' known_at { position: 99 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
  EXPECT_STATUS(Get(""), HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(Get("name: 'divisions/420115002202'"), HasViolation("name", "MALFORMED"));
  EXPECT_STATUS(Get("as_of { year: 1 }"), HasViolation("as_of", "INVALID_DATE"));
}

TEST_F(VillageServiceTest, BatchGet_InTheOrderAskedFor) {
  const auto villages = BatchGet(
      "names: 'villages/420115010401' names: 'villages/420115002001' "
      "names: 'villages/420115010401'");
  ASSERT_OK(villages);
  ASSERT_EQ(villages->villages_size(), 3);
  EXPECT_EQ(villages->villages(0).name(), "villages/420115010401");
  EXPECT_EQ(villages->villages(1).name(), "villages/420115002001");
  EXPECT_EQ(villages->villages(2).name(), "villages/420115010401");
}

TEST_F(VillageServiceTest, BatchGet_NamesTheFirstThatIsMissing) {
  const auto refused = BatchGet(
      "names: 'villages/420115002001' names: 'villages/888888888888' "
      "names: 'villages/999999999999'");
  EXPECT_STATUS(refused, Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_EQ(error::DetailOf(refused.status())->metadata.at("name"), "villages/888888888888");
}

TEST_F(VillageServiceTest, BatchGet_Refusals) {
  EXPECT_STATUS(BatchGet(""), HasViolation("names", "REQUIRED"));
  EXPECT_STATUS(BatchGet("names: 'villages/420115002001' names: 'x' names: ''"),
                HasViolation("names[1]", "MALFORMED"));
  EXPECT_STATUS(BatchGet("names: 'villages/420115002001' names: ''"),
                HasViolation("names[1]", "REQUIRED"));
  v1::BatchGetVillagesRequest request;
  for (int i = 0; i < 1'001; ++i) request.add_names("villages/420115002001");
  EXPECT_STATUS(Call(&Villages::BatchGetVillages, request), HasViolation("names", "TOO_MANY"));
  request.mutable_names()->RemoveLast();
  EXPECT_OK(Call(&Villages::BatchGetVillages, request));
}

TEST_F(VillageServiceTest, List_PagesAndCounts) {
  const auto page = List("page_size: 3");
  ASSERT_OK(page);
  EXPECT_THAT(Names(*page), ElementsAre("villages/420115002001", "villages/420115002201",
                                        "villages/420115002202"));
  EXPECT_EQ(page->total_size(), 4);
  const auto last = List("page_size: 3 page_token: '" + page->next_page_token() + "'");
  ASSERT_OK(last);
  EXPECT_THAT(Names(*last), ElementsAre("villages/420115010401"));
  EXPECT_EQ(last->total_size(), 4);
  EXPECT_EQ(last->next_page_token(), "");
}

TEST_F(VillageServiceTest, List_ConditionsCombine) {
  ASSERT_OK(OpenCategory(""));
  ASSERT_OK(Call(&Perimeters::CreatePerimeter, R"(
    perimeter_id: 'rural' request_id: 'p' perimeter {
      display_name: 'p' include_prefixes: '42' kinds: VILLAGERS_COMMITTEE basis: 'b'
      data_origin: EXAMPLE })"));
  EXPECT_THAT(Names(*List("division: 'divisions/420115010000'")),
              ElementsAre("villages/420115010401"));
  EXPECT_THAT(Names(*List("category: HOLLOW_ECONOMY")), ElementsAre("villages/420115002202"));
  EXPECT_THAT(Names(*List("perimeter: 'perimeters/rural'")),
              ElementsAre("villages/420115002201", "villages/420115002202"));
  EXPECT_THAT(Names(*List("perimeter: 'perimeters/rural' category: HOLLOW_ECONOMY "
                          "division: 'divisions/420115002000'")),
              ElementsAre("villages/420115002202"));
}

TEST_F(VillageServiceTest, List_Refusals) {
  EXPECT_STATUS(List("perimeter: 'perimeters/none'"),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(List("division: 'x'"), HasViolation("division", "MALFORMED"));
  EXPECT_STATUS(List("category: 99"), HasViolation("category", "UNKNOWN_ENUM"));
  EXPECT_STATUS(List("perimeter: 'perimeters/A'"), HasViolation("perimeter", "MALFORMED"));
  EXPECT_STATUS(List("as_of { day: 1 }"), HasViolation("as_of", "INVALID_DATE"));
  EXPECT_STATUS(List("known_at { position: -1 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
  EXPECT_STATUS(List("page_size: -1"), HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(List("page_token: 'x'"), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

}  // namespace
}  // namespace cobuild::registry
