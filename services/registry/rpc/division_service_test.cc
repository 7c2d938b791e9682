// DivisionService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsProto;
using test::HasViolation;
using test::Refuses;
using ::testing::ElementsAre;

template <class Page>
std::vector<std::string> Names(const Page& page) {
  std::vector<std::string> names;
  for (const v1::Division& division : page.divisions()) names.push_back(division.name());
  return names;
}

class DivisionServiceTest : public RegistryServerTest {
 protected:
  auto Get(const std::string& request) { return Call(&Divisions::GetDivision, request); }
  auto List(const std::string& request) { return Call(&Divisions::ListDivisions, request); }
  auto Search(const std::string& request) { return Call(&Divisions::SearchDivisions, request); }
};

TEST_F(DivisionServiceTest, Get_GivesEveryField) {
  ImportSmallTree();
  auto division = Get("name: 'divisions/420115002000'");
  ASSERT_OK(division);
  EXPECT_GT(division->record_time().seconds(), 0);
  division->clear_record_time();
  EXPECT_THAT(*division, EqualsProto(R"pb(
    name: 'divisions/420115002000'
    display_name: '金口街道'
    level: TOWNSHIP
    kind: STREET
    parent: 'divisions/420115000000'
    aliases: '金口街'
    effective_date { year: 2009 month: 1 day: 1 }
    edition: 'nbs-2023'
    position: 4)pb"));
}

TEST_F(DivisionServiceTest, Get_FollowsBothTimes) {
  ImportSmallTree();
  std::vector<DivisionFacts> renamed = {SmallTree()[3]};
  renamed[0].name = "新金口";
  ASSERT_OK(Import(
      {HeaderMessage("request_id: 'b' effective_date { year: 2012 }"), RowsMessage(renamed)}));
  const std::string name = "name: 'divisions/420115002000' ";
  EXPECT_EQ(Get(name)->display_name(), "新金口");
  EXPECT_EQ(Get(name + "as_of { year: 2011 month: 12 day: 31 }")->display_name(), "金口街道");
  EXPECT_EQ(Get(name + "known_at { position: 9 }")->display_name(), "金口街道");
  EXPECT_EQ(Get(name + "known_at { position: 10 }")->display_name(), "新金口");
}

TEST_F(DivisionServiceTest, Get_Refusals) {
  ImportSmallTree();
  const std::string name = "name: 'divisions/420115002000' ";
  const auto not_found = Refuses(StatusCode::kNotFound, "DIVISION_NOT_FOUND");
  EXPECT_STATUS(Get("name: 'divisions/999999999999'"), not_found);
  EXPECT_STATUS(Get(name + "as_of { year: 2008 month: 12 day: 31 }"), not_found);
  EXPECT_STATUS(Get(name + "known_at { position: 0 }"), not_found);
  EXPECT_STATUS(Get(name + "known_at { time { seconds: 1 } }"), not_found);
  EXPECT_STATUS(Get(name + "known_at { position: 10 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
}

TEST_F(DivisionServiceTest, Get_EveryWrongFieldAtOnce) {
  const auto refused = Get("name: 'villages/1' as_of { year: 2011 } known_at {}");
  EXPECT_STATUS(refused, HasViolation("name", "MALFORMED"));
  EXPECT_STATUS(refused, HasViolation("as_of", "INVALID_DATE"));
  EXPECT_STATUS(refused, HasViolation("known_at", "REQUIRED"));
}

TEST_F(DivisionServiceTest, List_PagesInOrderOfCode) {
  ImportSmallTree();
  const auto page = List("page_size: 7");
  ASSERT_OK(page);
  EXPECT_EQ(page->divisions_size(), 7);
  EXPECT_EQ(page->divisions(0).name(), "divisions/420000000000");
  const auto last = List("page_size: 7 page_token: '" + page->next_page_token() + "'");
  ASSERT_OK(last);
  EXPECT_THAT(Names(*last), ElementsAre("divisions/420115010000", "divisions/420115010401"));
  EXPECT_EQ(last->next_page_token(), "");
}

TEST_F(DivisionServiceTest, List_ByParentAndLevel) {
  ImportSmallTree();
  EXPECT_THAT(Names(*List("parent: 'divisions/420115000000'")),
              ElementsAre("divisions/420115002000", "divisions/420115010000"));
  EXPECT_THAT(Names(*List("level: PROVINCE")), ElementsAre("divisions/420000000000"));
  EXPECT_EQ(List("parent: 'divisions/999999999999'")->divisions_size(), 0);
}

TEST_F(DivisionServiceTest, List_TokenOfAnotherRequest_IsRefused) {
  ImportSmallTree();
  const std::string token = " page_token: '" + List("page_size: 1")->next_page_token() + "'";
  EXPECT_OK(List("page_size: 2" + token));
  EXPECT_STATUS(List("level: VILLAGE" + token), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
  EXPECT_STATUS(Search("query: '金'" + token), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(DivisionServiceTest, Search_FindsNamesAndAliases) {
  ImportSmallTree();
  EXPECT_THAT(Names(*Search("query: '山坡乡'")), ElementsAre("divisions/420115010000"));
  const auto page = Search("query: '山' page_size: 2");
  EXPECT_THAT(Names(*page), ElementsAre("divisions/420115002202", "divisions/420115010000"));
  EXPECT_THAT(
      Names(*Search("query: '山' page_size: 2 page_token: '" + page->next_page_token() + "'")),
      ElementsAre("divisions/420115010401"));
  EXPECT_EQ(Search("query: '山' as_of { year: 2008 month: 1 day: 1 }")->divisions_size(), 0);
}

TEST_F(DivisionServiceTest, InvalidUtf8_IsRefusedByName) {
  v1::SearchDivisionsRequest request;
  request.set_query("\xff\xfe");
  EXPECT_STATUS(Call(&Divisions::SearchDivisions, request), HasViolation("query", "INVALID_UTF8"));
}

TEST_F(DivisionServiceTest, Permissions) {
  ImportSmallTree();
  const auto get_as = [this](const std::string& principal) {
    const auto stub = v1::DivisionService::NewStub(ChannelAs(principal));
    const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
    v1::Division division;
    return rpc::FromGrpc(stub->GetDivision(
        context.get(), Parse<v1::GetDivisionRequest>("name: 'divisions/420115002000'"), &division));
  };
  EXPECT_OK(get_as("machine/viewer"));
  EXPECT_STATUS(get_as("machine/security"), test::HasCode(StatusCode::kPermissionDenied));

  const auto stub = v1::DivisionService::NewStub(ChannelAs("machine/viewer"));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::ImportDivisionsResponse response;
  const auto writer = stub->ImportDivisions(context.get(), &response);
  writer->WritesDone();
  EXPECT_STATUS(rpc::FromGrpc(writer->Finish()), test::HasCode(StatusCode::kPermissionDenied));
}

class GetDivisionMalformed : public DivisionServiceTest,
                             public ::testing::WithParamInterface<Malformed> {};

TEST_P(GetDivisionMalformed, IsRefusedByName) {
  EXPECT_STATUS(Get(GetParam().request), HasViolation(GetParam().field, GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, GetDivisionMalformed,
    ::testing::Values(
        Malformed{"NoName", "", "name", "REQUIRED"},
        Malformed{"ShortCode", "name: 'divisions/42'", "name", "MALFORMED"},
        Malformed{"OtherCollection", "name: 'villages/420115002201'", "name", "MALFORMED"},
        Malformed{"NoSuchDay", "as_of { year: 2011 month: 2 day: 29 }", "as_of", "INVALID_DATE"},
        Malformed{"EmptyKnownAt", "known_at {}", "known_at", "REQUIRED"},
        Malformed{"NegativePosition", "known_at { position: -1 }", "known_at.position",
                  "OUT_OF_RANGE"},
        Malformed{"TimeOutOfRange", "known_at { time { nanos: -1 } }", "known_at.time",
                  "OUT_OF_RANGE"}),
    NameOf);

class ListDivisionsMalformed : public DivisionServiceTest,
                               public ::testing::WithParamInterface<Malformed> {};

TEST_P(ListDivisionsMalformed, IsRefusedByName) {
  EXPECT_STATUS(List(GetParam().request), HasViolation(GetParam().field, GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, ListDivisionsMalformed,
    ::testing::Values(
        Malformed{"BadParent", "parent: 'divisions/x'", "parent", "MALFORMED"},
        Malformed{"UnknownLevel", "level: 99", "level", "UNKNOWN_ENUM"},
        Malformed{"NegativePage", "page_size: -1", "page_size", "NEGATIVE_PAGE_SIZE"},
        Malformed{"MadeUpToken", "page_token: 'eA=='", "page_token", "PAGE_TOKEN_INVALID"},
        Malformed{"NoSuchDay", "as_of { year: 10000 month: 1 day: 1 }", "as_of", "INVALID_DATE"},
        Malformed{"EmptyKnownAt", "known_at {}", "known_at", "REQUIRED"}),
    NameOf);

class SearchDivisionsMalformed : public DivisionServiceTest,
                                 public ::testing::WithParamInterface<Malformed> {};

TEST_P(SearchDivisionsMalformed, IsRefusedByName) {
  EXPECT_STATUS(Search(GetParam().request), HasViolation(GetParam().field, GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, SearchDivisionsMalformed,
    ::testing::Values(
        Malformed{"NoQuery", "", "query", "REQUIRED"},
        Malformed{"LongQuery", "query: '" + std::string(51, 'a') + "'", "query", "TOO_LONG"},
        Malformed{"NegativePage", "query: 'a' page_size: -1", "page_size", "NEGATIVE_PAGE_SIZE"},
        Malformed{"MadeUpToken", "query: 'a' page_token: 'x'", "page_token", "PAGE_TOKEN_INVALID"},
        Malformed{"NoSuchDay", "query: 'a' as_of { month: 1 }", "as_of", "INVALID_DATE"}),
    NameOf);

}  // namespace
}  // namespace cobuild::registry
