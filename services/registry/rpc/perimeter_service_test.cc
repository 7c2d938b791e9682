// PerimeterService over the wire: what it answers, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsProto;
using test::HasViolation;
using test::Refuses;

constexpr char kRule[] = R"(
  display_name: '江夏区结对共建村' include_prefixes: '420115' exclude_prefixes: '420115010'
  kinds: VILLAGERS_COMMITTEE include_villages: 'villages/420115002001'
  exclude_villages: 'villages/420115002202' basis: 'reconstructed' data_origin: EXAMPLE)";

std::string CreateRequest(const std::string& perimeter_fields,
                          const std::string& fields = "perimeter_id: 'p' request_id: 'create'") {
  return fields + " perimeter {" + perimeter_fields + "}";
}

class PerimeterServiceTest : public RegistryServerTest {
 protected:
  PerimeterServiceTest() { ImportSmallTree(); }

  auto Create(const std::string& request) { return Call(&Perimeters::CreatePerimeter, request); }
  auto Get(const std::string& request) { return Call(&Perimeters::GetPerimeter, request); }
  auto Update(const std::string& request) { return Call(&Perimeters::UpdatePerimeter, request); }
  auto List(const std::string& request) { return Call(&Perimeters::ListPerimeters, request); }
  auto ListVillages(const std::string& request) {
    return Call(&Perimeters::ListPerimeterVillages, request);
  }
};

TEST_F(PerimeterServiceTest, Create_GivesWhatGetGives) {
  auto perimeter = Create(CreateRequest(kRule));
  ASSERT_OK(perimeter);
  EXPECT_THAT(Get("name: 'perimeters/p'"), test::IsOkAndHolds(test::EqualsMessage(*perimeter)));
  perimeter->clear_record_time();
  perimeter->clear_etag();
  EXPECT_THAT(*perimeter, EqualsProto(std::string("name: 'perimeters/p' position: 10") + kRule));
}

TEST_F(PerimeterServiceTest, Create_WithoutAnId_MakesOneUpAndARetryGivesItAgain) {
  const std::string request = CreateRequest(kRule, "request_id: 'a'");
  const auto perimeter = Create(request);
  ASSERT_OK(perimeter);
  EXPECT_THAT(perimeter->name(), ::testing::MatchesRegex("perimeters/[0-9a-z]{26}"));
  EXPECT_THAT(Create(request), test::IsOkAndHolds(test::EqualsMessage(*perimeter)));
  EXPECT_EQ(HeadPosition(), 10);
}

TEST_F(PerimeterServiceTest, Create_ValidateOnly_StoresNothing) {
  const auto perimeter =
      Create(CreateRequest(kRule, "perimeter_id: 'p' request_id: 'a' validate_only: true"));
  ASSERT_OK(perimeter);
  EXPECT_EQ(perimeter->position(), 0);
  EXPECT_EQ(HeadPosition(), 9);
  EXPECT_STATUS(Get("name: 'perimeters/p'"), Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
}

TEST_F(PerimeterServiceTest, Create_RefusalsInOrder) {
  ASSERT_OK(Create(CreateRequest(kRule)));
  const std::string no_village = std::string(kRule) + " include_villages: 'villages/999999999999'";
  EXPECT_STATUS(Create(CreateRequest(no_village)),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Create(CreateRequest(no_village, "perimeter_id: 'p' request_id: 'b'")),
                Refuses(StatusCode::kAlreadyExists, "PERIMETER_EXISTS"));
  EXPECT_STATUS(Create(CreateRequest(no_village, "perimeter_id: 'q' request_id: 'b'")),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_EQ(HeadPosition(), 10);
}

TEST_F(PerimeterServiceTest, Update_ChangesWhatIsReadNowAndNotWhatWasKnown) {
  const auto created = Create(CreateRequest(kRule));
  ASSERT_OK(created);
  const std::string smaller =
      "perimeter { name: 'perimeters/p' exclude_villages: 'villages/420115002201' " +
      std::string(kRule) + "} etag: '" + created->etag() + "' request_id: 'u'";
  const auto updated = Update(smaller);
  ASSERT_OK(updated);
  EXPECT_NE(updated->etag(), created->etag());
  EXPECT_THAT(Update(smaller), test::IsOkAndHolds(test::EqualsMessage(*updated)));
  EXPECT_EQ(ListVillages("name: 'perimeters/p'")->total_size(), 1);
  EXPECT_EQ(ListVillages("name: 'perimeters/p' known_at { position: 10 }")->total_size(), 2);
  EXPECT_THAT(Get("name: 'perimeters/p' known_at { position: 10 }"),
              test::IsOkAndHolds(test::EqualsMessage(*created)));
  EXPECT_EQ(List("known_at { position: 9 }")->perimeters_size(), 0);
}

TEST_F(PerimeterServiceTest, Update_RefusalsInOrder) {
  ASSERT_OK(Create(CreateRequest(kRule)));
  const auto update = [&](const std::string& name, const std::string& fields) {
    return Update("perimeter { name: '" + name + "' include_villages: 'villages/999999999999' " +
                  kRule + "} " + fields);
  };
  EXPECT_STATUS(Update("request_id: 'u'"), HasViolation("perimeter", "REQUIRED"));
  EXPECT_STATUS(update("villages/p", "request_id: 'u'"),
                HasViolation("perimeter.name", "MALFORMED"));
  EXPECT_STATUS(update("perimeters/none", "request_id: 'u' etag: 'x'"),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(update("perimeters/p", "request_id: 'u' etag: 'x'"),
                Refuses(StatusCode::kAborted, "ETAG_MISMATCH"));
  EXPECT_STATUS(update("perimeters/p", "request_id: 'u'"),
                Refuses(StatusCode::kNotFound, "VILLAGE_NOT_FOUND"));
  EXPECT_EQ(HeadPosition(), 10);
}

TEST_F(PerimeterServiceTest, Get_Refusals) {
  EXPECT_STATUS(Get("name: 'perimeters/none'"),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(Get(""), HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(Get("name: 'perimeters/-'"), HasViolation("name", "MALFORMED"));
}

TEST_F(PerimeterServiceTest, List_PagesInOrderOfId) {
  for (const char* id : {"b", "c", "a"}) {
    const std::string quoted = "'" + std::string(id) + "'";
    ASSERT_OK(Create(CreateRequest(kRule, "perimeter_id: " + quoted + " request_id: " + quoted)));
  }
  const auto page = List("page_size: 2");
  ASSERT_OK(page);
  ASSERT_EQ(page->perimeters_size(), 2);
  EXPECT_EQ(page->perimeters(0).name(), "perimeters/a");
  EXPECT_EQ(page->perimeters(1).name(), "perimeters/b");
  const auto last = List("page_size: 2 page_token: '" + page->next_page_token() + "'");
  ASSERT_OK(last);
  ASSERT_EQ(last->perimeters_size(), 1);
  EXPECT_EQ(last->perimeters(0).name(), "perimeters/c");
  EXPECT_EQ(last->next_page_token(), "");
  EXPECT_STATUS(List("page_size: -1"), HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(List("page_token: 'x'"), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(PerimeterServiceTest, ListVillages_ByTheRuleWithTotalAndPosition) {
  ASSERT_OK(Create(CreateRequest(kRule)));
  const auto page = ListVillages("name: 'perimeters/p' page_size: 1");
  ASSERT_OK(page);
  ASSERT_EQ(page->villages_size(), 1);
  EXPECT_EQ(page->villages(0).name(), "villages/420115002001");  // an exception
  EXPECT_EQ(page->total_size(), 2);
  EXPECT_EQ(page->position(), 10);
  const auto last = ListVillages("name: 'perimeters/p' page_size: 1 page_token: '" +
                                 page->next_page_token() + "'");
  ASSERT_OK(last);
  EXPECT_EQ(last->villages(0).name(), "villages/420115002201");
  EXPECT_EQ(last->next_page_token(), "");
  EXPECT_STATUS(ListVillages("name: 'perimeters/p' known_at { position: 9 }"),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_EQ(ListVillages("name: 'perimeters/p' as_of { year: 2008 month: 1 day: 1 }")->total_size(),
            0);
}

TEST_F(PerimeterServiceTest, ListVillages_Jiangxia_Has277) {
  std::vector<DivisionFacts> tree = Jiangxia();
  ASSERT_OK(Import({HeaderMessage("request_id: 'jiangxia'"), RowsMessage(tree)}));
  ASSERT_OK(Create(CreateRequest(R"(
    display_name: 'p' include_prefixes: '420115' exclude_prefixes: '420115086'
    exclude_prefixes: '420115087' exclude_prefixes: '420115088' exclude_prefixes: '420115089'
    kinds: VILLAGERS_COMMITTEE basis: 'b' data_origin: EXAMPLE)")));
  const auto page = ListVillages("name: 'perimeters/p' page_size: 1000");
  ASSERT_OK(page);
  std::set<std::string> codes;
  for (const v1::Village& village : page->villages()) codes.insert(village.name().substr(9));
  EXPECT_EQ(codes, ProgrammeVillages());
}

TEST_F(PerimeterServiceTest, ListVillages_Refusals) {
  EXPECT_STATUS(ListVillages("name: 'perimeters/none'"),
                Refuses(StatusCode::kNotFound, "PERIMETER_NOT_FOUND"));
  EXPECT_STATUS(ListVillages(""), HasViolation("name", "REQUIRED"));
  EXPECT_STATUS(ListVillages("as_of { day: 1 }"), HasViolation("as_of", "INVALID_DATE"));
  EXPECT_STATUS(ListVillages("known_at {}"), HasViolation("known_at", "REQUIRED"));
  EXPECT_STATUS(ListVillages("name: 'perimeters/p' known_at { position: 99 }"),
                HasViolation("known_at.position", "OUT_OF_RANGE"));
  EXPECT_STATUS(ListVillages("page_size: -1"), HasViolation("page_size", "NEGATIVE_PAGE_SIZE"));
  EXPECT_STATUS(ListVillages("page_token: 'x'"), HasViolation("page_token", "PAGE_TOKEN_INVALID"));
}

TEST_F(PerimeterServiceTest, ViewerMayNotCreate) {
  const auto stub = v1::PerimeterService::NewStub(ChannelAs("machine/viewer"));
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  v1::Perimeter perimeter;
  EXPECT_STATUS(
      rpc::FromGrpc(stub->CreatePerimeter(
          context.get(), Parse<v1::CreatePerimeterRequest>(CreateRequest(kRule)), &perimeter)),
      test::HasCode(StatusCode::kPermissionDenied));
  EXPECT_EQ(HeadPosition(), 9);
}

TEST_F(PerimeterServiceTest, InvalidUtf8_IsRefusedAndStoresNothing) {
  auto request = Parse<v1::CreatePerimeterRequest>(CreateRequest(kRule));
  request.mutable_perimeter()->set_basis("\xff");
  EXPECT_STATUS(Call(&Perimeters::CreatePerimeter, request),
                Refuses(StatusCode::kInvalidArgument, "INVALID_UTF8"));
  EXPECT_EQ(HeadPosition(), 9);
}

class CreatePerimeterMalformed : public PerimeterServiceTest,
                                 public ::testing::WithParamInterface<Malformed> {};

TEST_P(CreatePerimeterMalformed, IsRefusedByNameAndStoresNothing) {
  EXPECT_STATUS(Create(GetParam().request), HasViolation(GetParam().field, GetParam().reason));
  EXPECT_EQ(HeadPosition(), 9);
}

std::string Repeat(const std::string& field, int times) {
  std::string fields;
  for (int i = 0; i < times; ++i) fields += field + " ";
  return fields;
}

INSTANTIATE_TEST_SUITE_P(
    Fields, CreatePerimeterMalformed,
    ::testing::Values(
        Malformed{"NoPerimeter", "request_id: 'a'", "perimeter", "REQUIRED"},
        Malformed{"BadId", "perimeter_id: 'A'", "perimeter_id", "MALFORMED"},
        Malformed{"NoRequestId", "", "request_id", "REQUIRED"},
        Malformed{"LongRequestId", "request_id: '" + std::string(65, 'r') + "'", "request_id",
                  "TOO_LONG"},
        Malformed{"NoDisplayName", "perimeter {}", "perimeter.display_name", "REQUIRED"},
        Malformed{"LongDisplayName", "perimeter { display_name: '" + std::string(101, 'x') + "' }",
                  "perimeter.display_name", "TOO_LONG"},
        Malformed{"NoPrefix", "perimeter {}", "perimeter.include_prefixes", "REQUIRED"},
        Malformed{"ShortPrefix", "perimeter { include_prefixes: '42' include_prefixes: '4' }",
                  "perimeter.include_prefixes[1]", "MALFORMED"},
        Malformed{"LongPrefix", "perimeter { exclude_prefixes: '4201150022011' }",
                  "perimeter.exclude_prefixes[0]", "MALFORMED"},
        Malformed{"LetterPrefix", "perimeter { include_prefixes: '42x' }",
                  "perimeter.include_prefixes[0]", "MALFORMED"},
        Malformed{"ManyPrefixes", "perimeter { " + Repeat("include_prefixes: '42'", 101) + "}",
                  "perimeter.include_prefixes", "TOO_MANY"},
        Malformed{"ManyExcluded", "perimeter { " + Repeat("exclude_prefixes: '42'", 101) + "}",
                  "perimeter.exclude_prefixes", "TOO_MANY"},
        Malformed{"UnknownKind", "perimeter { kinds: 99 }", "perimeter.kinds[0]", "UNKNOWN_ENUM"},
        Malformed{"NoKind", "perimeter { kinds: DIVISION_KIND_UNSPECIFIED }", "perimeter.kinds[0]",
                  "REQUIRED"},
        Malformed{"KindOfTownships", "perimeter { kinds: VILLAGE_LIKE kinds: TOWN }",
                  "perimeter.kinds[1]", "OUT_OF_RANGE"},
        Malformed{"ManyKinds", "perimeter { " + Repeat("kinds: VILLAGE_LIKE", 4) + "}",
                  "perimeter.kinds", "TOO_MANY"},
        Malformed{"BadVillage", "perimeter { include_villages: 'divisions/420115002001' }",
                  "perimeter.include_villages[0]", "MALFORMED"},
        Malformed{"ManyVillages",
                  "perimeter { " + Repeat("include_villages: 'villages/420115002001'", 1'001) + "}",
                  "perimeter.include_villages", "TOO_MANY"},
        Malformed{"VillageInBothLists",
                  "perimeter { include_villages: 'villages/420115002001' "
                  "exclude_villages: 'villages/420115002001' }",
                  "perimeter.exclude_villages[0]", "DUPLICATE"},
        Malformed{"NoBasis", "perimeter {}", "perimeter.basis", "REQUIRED"},
        Malformed{"LongBasis", "perimeter { basis: '" + std::string(501, 'x') + "' }",
                  "perimeter.basis", "TOO_LONG"},
        Malformed{"NoOrigin", "perimeter {}", "perimeter.data_origin", "REQUIRED"},
        Malformed{"UnknownOrigin", "perimeter { data_origin: 9 }", "perimeter.data_origin",
                  "UNKNOWN_ENUM"}),
    NameOf);

}  // namespace
}  // namespace cobuild::registry
