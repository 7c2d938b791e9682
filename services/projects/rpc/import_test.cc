// ImportProjects over the wire.
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

using Message = v1::ImportProjectsRequest;

Message Header(const std::string& fields) { return Parse<Message>("header {" + fields + "}"); }

std::string Row(int line, const std::string& id, const std::string& facts = kRoad) {
  return "rows { line: " + std::to_string(line) + " project_id: '" + id + "' project {" + facts +
         "} }";
}
Message RowsOf(const std::string& rows) { return Parse<Message>("rows {" + rows + "}"); }

class ImportTest : public ProjectsServerTest {};

TEST_F(ImportTest, GoodRows_AreDraftsAndARetryGivesTheReportAgain) {
  const std::vector<Message> messages = {Header("request_id: 'i'"), RowsOf(Row(2, "a")),
                                         RowsOf(Row(3, "b", kTourism))};
  const auto report = Import(messages);
  ASSERT_OK(report);
  EXPECT_EQ(report->rows_received(), 2);
  EXPECT_EQ(report->rows_accepted(), 2);
  EXPECT_EQ(report->position(), 3);
  EXPECT_EQ(Get("name: 'projects/b'")->state(), v1::DRAFT);
  EXPECT_THAT(Import(messages), IsOkAndHolds(EqualsMessage(*report)));
  EXPECT_STATUS(Import({messages[0], messages[1]}),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_EQ(HeadPosition(), 3);
}

TEST_F(ImportTest, ABadRow_IsReportedAndNothingIsStored) {
  const auto report = Import({Header("request_id: 'i'"), RowsOf(Row(2, "a") + Row(3, "a") +
                                                                Row(4, "c", "display_name: 'x'"))});
  ASSERT_OK(report);
  EXPECT_EQ(report->rows_received(), 3);
  EXPECT_EQ(report->rows_accepted(), 1);
  EXPECT_EQ(report->rows_rejected(), 2);
  ASSERT_EQ(report->errors_size(), 2);
  EXPECT_EQ(report->errors(0).line(), 3);
  EXPECT_EQ(report->errors(0).reason(), "DUPLICATE");
  EXPECT_EQ(report->errors(1).field(), "project.villages");
  EXPECT_EQ(report->errors(1).reason(), "REQUIRED");
  EXPECT_EQ(report->name(), "");
  EXPECT_EQ(HeadPosition(), 0);
  // The request is forgotten: corrected rows may come under its id.
  EXPECT_OK(Import({Header("request_id: 'i'"), RowsOf(Row(2, "a"))}));
}

TEST_F(ImportTest, Partial_StoresTheGoodRowsAndARetryStillTellsTheBad) {
  const std::vector<Message> messages = {Header("request_id: 'i' partial: true"),
                                         RowsOf(Row(2, "a") + Row(0, "b") + Row(4, "c"))};
  const auto report = Import(messages);
  ASSERT_OK(report);
  EXPECT_EQ(report->rows_accepted(), 2);
  EXPECT_EQ(report->errors_size(), 1);
  EXPECT_OK(Get("name: 'projects/c'"));
  EXPECT_STATUS(Get("name: 'projects/b'"), Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  EXPECT_THAT(Import(messages), IsOkAndHolds(EqualsMessage(*report)));
}

TEST_F(ImportTest, ValidateOnly_StoresNothing) {
  const auto report = Import({Header("request_id: 'i' validate_only: true"), RowsOf(Row(2, "a"))});
  ASSERT_OK(report);
  EXPECT_EQ(report->rows_accepted(), 1);
  EXPECT_EQ(report->position(), 0);
  EXPECT_EQ(HeadPosition(), 0);
}

TEST_F(ImportTest, WithoutRows_StoresNothing) {
  const auto report = Import({Header("request_id: 'i'")});
  ASSERT_OK(report);
  EXPECT_EQ(report->rows_received(), 0);
  EXPECT_EQ(HeadPosition(), 0);
}

TEST_F(ImportTest, StreamsThatAreNone) {
  EXPECT_STATUS(Import({}), Refuses(StatusCode::kInvalidArgument, "HEADER_MISSING"));
  EXPECT_STATUS(Import({RowsOf("")}), Refuses(StatusCode::kInvalidArgument, "HEADER_MISSING"));
  EXPECT_STATUS(Import({Header("")}), HasViolation("request_id", "REQUIRED"));
  EXPECT_STATUS(Import({Header("request_id: 'i'"), Header("request_id: 'i'")}),
                Refuses(StatusCode::kInvalidArgument, "HEADER_REPEATED"));
  EXPECT_STATUS(Import({Header("request_id: 'i'"), Message()}), HasViolation("part", "REQUIRED"));
  Message many = RowsOf("");
  for (int i = 0; i < 1'000; ++i) many.mutable_rows()->add_rows()->set_line(i + 1);
  std::vector<Message> messages = {Header("request_id: 'i'")};
  messages.insert(messages.end(), 10, many);
  EXPECT_OK(Import(messages));
  messages.push_back(RowsOf(Row(1, "a")));
  EXPECT_STATUS(Import(messages), Refuses(StatusCode::kInvalidArgument, "TOO_MANY_ROWS"));
  many.mutable_rows()->add_rows();
  EXPECT_STATUS(Import({Header("request_id: 'i'"), many}), HasViolation("rows.rows", "TOO_MANY"));
}

}  // namespace
}  // namespace cobuild::projects
