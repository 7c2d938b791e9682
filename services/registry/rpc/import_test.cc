// ImportDivisions over the wire: the stream, the report, and every documented refusal.
#include "services/registry/rpc/testing/registry_server.h"

namespace cobuild::registry {
namespace {

using absl::StatusCode;
using test::EqualsProto;
using test::HasViolation;
using test::Refuses;

class ImportTest : public RegistryServerTest {};

std::vector<DivisionFacts> Provinces(int count) {
  std::vector<DivisionFacts> provinces;
  for (int i = 0; i < count; ++i) {
    provinces.push_back({std::to_string(420'000'000'000 + i), "省", Level::kProvince, "", "", {}});
  }
  return provinces;
}

TEST_F(ImportTest, RowsInSeveralMessages_AreOneEdition) {
  const std::vector<DivisionFacts> tree = SmallTree();
  const auto response = Import({HeaderMessage("request_id: 'a'"),
                                RowsMessage({tree.begin() + 5, tree.end()}),  // children first
                                RowsMessage({}), RowsMessage({tree.begin(), tree.begin() + 5})});
  ASSERT_OK(response);
  EXPECT_THAT(*response, EqualsProto("rows_received: 9 rows_accepted: 9 position: 9"));
  EXPECT_EQ(Call(&Divisions::GetDivision, "name: 'divisions/420115010401'")->display_name(),
            "山坡生产队");
}

TEST_F(ImportTest, HeaderAlone_IsAnEmptyEdition) {
  const auto response = Import({HeaderMessage("request_id: 'a'")});
  ASSERT_OK(response);
  EXPECT_THAT(*response, EqualsProto(""));
}

TEST_F(ImportTest, RepeatedAndUnchangedRows_AreToldApart) {
  ImportSmallTree();
  std::vector<DivisionFacts> rows = SmallTree();
  rows.push_back({kCounty, "江夏区", Level::kTownship, kCounty, "", {}});
  rows[8].name = "新名";
  const auto response = Import({HeaderMessage("request_id: 'b'"), RowsMessage(rows)});
  ASSERT_OK(response);
  EXPECT_THAT(*response, EqualsProto(R"pb(rows_received: 10
                                          rows_accepted: 10
                                          rows_unchanged: 8
                                          repeated_codes: 'divisions/420115000000'
                                          position: 10)pb"));
}

TEST_F(ImportTest, BadRows_AreReportedWithTheirLinesAndNothingIsStored) {
  auto rows = RowsMessage(SmallTree());
  rows.mutable_rows()->mutable_rows(6)->set_line(700);
  rows.mutable_rows()->mutable_rows(6)->set_parent_code("420115999000");
  rows.mutable_rows()->mutable_rows(8)->set_level(static_cast<v1::DivisionLevel>(17));
  auto response = Import({HeaderMessage("request_id: 'a'"), rows});
  ASSERT_OK(response);
  for (v1::RowError& error : *response->mutable_errors()) {
    EXPECT_NE(error.description(), "");
    error.clear_description();
  }
  EXPECT_THAT(*response, EqualsProto(R"pb(
    rows_received: 9
    rows_accepted: 7
    rows_rejected: 2
    errors { line: 700 field: 'parent_code' reason: 'PARENT_NOT_FOUND' }
    errors { line: 9 field: 'level' reason: 'UNKNOWN_ENUM' })pb"));
  EXPECT_EQ(HeadPosition(), 0);
}

TEST_F(ImportTest, ValidateOnly_StoresNothing) {
  const auto response =
      Import({HeaderMessage("request_id: 'a' validate_only: true"), RowsMessage(SmallTree())});
  ASSERT_OK(response);
  EXPECT_THAT(*response, EqualsProto("rows_received: 9 rows_accepted: 9"));
  EXPECT_EQ(HeadPosition(), 0);
}

TEST_F(ImportTest, SameRequestAgain_GivesTheSameCounts) {
  const auto messages = std::vector<v1::ImportDivisionsRequest>{HeaderMessage("request_id: 'a'"),
                                                                RowsMessage(SmallTree())};
  const auto first = Import(messages);
  ASSERT_OK(first);
  EXPECT_THAT(Import(messages), test::IsOkAndHolds(test::EqualsMessage(*first)));
  EXPECT_EQ(HeadPosition(), 9);
}

TEST_F(ImportTest, SameIdOtherRows_IsRefused) {
  ImportSmallTree();
  EXPECT_STATUS(Import({HeaderMessage("request_id: 'small-tree'"), RowsMessage(Provinces(1))}),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(HeadPosition(), 9);
}

TEST_F(ImportTest, NoHeader_IsRefused) {
  const auto missing = Refuses(StatusCode::kInvalidArgument, "HEADER_MISSING");
  EXPECT_STATUS(Import({}), missing);
  EXPECT_STATUS(Import({v1::ImportDivisionsRequest()}), missing);
  EXPECT_STATUS(Import({RowsMessage(SmallTree()), HeaderMessage("request_id: 'a'")}), missing);
}

TEST_F(ImportTest, SecondHeader_IsRefused) {
  EXPECT_STATUS(Import({HeaderMessage("request_id: 'a'"), RowsMessage(SmallTree()),
                        HeaderMessage("request_id: 'a'")}),
                Refuses(StatusCode::kInvalidArgument, "HEADER_REPEATED"));
  EXPECT_EQ(HeadPosition(), 0);
}

TEST_F(ImportTest, MessageThatIsNeither_IsRefused) {
  EXPECT_STATUS(Import({HeaderMessage("request_id: 'a'"), v1::ImportDivisionsRequest()}),
                HasViolation("part", "REQUIRED"));
}

TEST_F(ImportTest, MoreThanAThousandRowsAMessage_AreRefused) {
  EXPECT_OK(Import({HeaderMessage("request_id: 'a'"), RowsMessage(Provinces(1'000))}));
  EXPECT_STATUS(Import({HeaderMessage("request_id: 'b'"), RowsMessage(Provinces(1'001))}),
                HasViolation("rows.rows", "TOO_MANY"));
}

TEST_F(ImportTest, MoreThanAMillionRows_AreRefused) {
  std::vector<v1::ImportDivisionsRequest> messages(1'002, RowsMessage(Provinces(1'000)));
  messages[0] = HeaderMessage("request_id: 'a'");
  EXPECT_STATUS(Import(messages), Refuses(StatusCode::kInvalidArgument, "TOO_MANY_ROWS"));
}

TEST_F(ImportTest, InvalidUtf8InARow_RefusesTheImport) {
  auto rows = RowsMessage(SmallTree());
  rows.mutable_rows()->mutable_rows(2)->set_display_name("\xe5\xb1");
  EXPECT_STATUS(Import({HeaderMessage("request_id: 'a'"), rows}),
                Refuses(StatusCode::kInvalidArgument, "INVALID_UTF8"));
  EXPECT_EQ(HeadPosition(), 0);
}

struct MalformedHeader {
  const char* name;
  v1::ImportDivisionsRequest header;
  const char* field;
  const char* reason;
};

class ImportHeaderMalformed : public ImportTest,
                              public ::testing::WithParamInterface<MalformedHeader> {};

TEST_P(ImportHeaderMalformed, IsRefusedByNameAndStoresNothing) {
  EXPECT_STATUS(Import({GetParam().header, RowsMessage(SmallTree())}),
                HasViolation(GetParam().field, GetParam().reason));
  EXPECT_EQ(HeadPosition(), 0);
}

v1::ImportDivisionsRequest Only(const std::string& fields) {
  v1::ImportDivisionsRequest message;
  *message.mutable_header() = Parse<v1::ImportHeader>(fields);
  return message;
}

INSTANTIATE_TEST_SUITE_P(
    Fields, ImportHeaderMalformed,
    ::testing::Values(
        MalformedHeader{"NoRequestId", HeaderMessage(""), "request_id", "REQUIRED"},
        MalformedHeader{"LongRequestId",
                        HeaderMessage("request_id: '" + std::string(65, 'r') + "'"), "request_id",
                        "TOO_LONG"},
        MalformedHeader{"NoEdition", Only("request_id: 'a'"), "edition", "REQUIRED"},
        MalformedHeader{"BadEdition", HeaderMessage("request_id: 'a' edition: 'NBS 2023'"),
                        "edition", "MALFORMED"},
        MalformedHeader{"NoDay", Only("request_id: 'a'"), "effective_date", "REQUIRED"},
        MalformedHeader{"NoSuchDay",
                        HeaderMessage("request_id: 'a' effective_date { month: 2 day: 30 }"),
                        "effective_date", "INVALID_DATE"}),
    [](const auto& header) { return std::string(header.param.name); });

}  // namespace
}  // namespace cobuild::registry
