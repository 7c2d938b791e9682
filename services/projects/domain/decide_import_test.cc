#include "services/projects/domain/decide_import.h"

#include <gmock/gmock.h>

#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

const scope::Reach kEverywhere = scope::Reach::Everything();

ImportRow Row(int64_t line, const std::string& id) { return {line, id, TourismStatement(), {}}; }

ProjectImport ReportOf(const Rows& rows) {
  return std::get<ProjectImport>(rows.records.back().facts);
}

auto Fault(int64_t line, const std::string& field, const std::string& reason) {
  return ::testing::AllOf(Field(&RowFault::line, line), Field(&RowFault::field, field),
                          Field(&RowFault::reason, reason));
}

TEST(DecideImport, GoodRows_AreNewProjectsAndThenTheReport) {
  const Rows rows = DecideImport({}, kEverywhere, "import", {false, {Row(2, "b"), Row(3, "a")}});
  ASSERT_EQ(rows.records.size(), 3U);
  EXPECT_EQ(rows.records[0].id, "b");
  EXPECT_EQ(std::get<Project>(rows.records[1].facts), (Project{TourismStatement(), {}}));
  EXPECT_EQ(rows.records[2].id, "import");
  EXPECT_EQ(ReportOf(rows), (ProjectImport{2, 0, {}}));
}

TEST(DecideImport, FaultsOfRows_TheFirstOfEach) {
  Projects projects;
  Put(projects, Record<Project>{"old", {TourismStatement(), {}}});
  ImportRow no_line = Row(0, "x");
  no_line.fault = RowFault{0, "project.budget", "REQUIRED", ""};
  ImportRow malformed = Row(3, "a");
  malformed.fault = RowFault{3, "project.budget", "REQUIRED", ""};
  const Rows rows =
      DecideImport(projects, kEverywhere, "import",
                   {false, {no_line, Row(2, "a"), malformed, Row(4, "a"), Row(5, "old")}});
  ASSERT_EQ(rows.records.size(), 1U);
  const ProjectImport report = ReportOf(rows);
  EXPECT_EQ(report.received, 5);
  EXPECT_EQ(report.rejected, 4);
  EXPECT_THAT(
      report.faults,
      ElementsAre(Fault(0, "line", "OUT_OF_RANGE"), Fault(3, "project.budget", "REQUIRED"),
                  Fault(4, "project_id", "DUPLICATE"), Fault(5, "project_id", "PROJECT_EXISTS")));
}

TEST(DecideImport, RowOutOfReach_IsAFaultOfItsRowBeforeItsIdIsLookedAt) {
  Projects projects;
  Put(projects, Record<Project>{"old", {RoadStatement(), {}}});
  const std::vector<scope::Bound> water = {scope::Bound::Organization("water")};
  const scope::Reach reach = scope::Reach::Of(nullptr, water);
  ImportRow outside = Row(3, "old");
  outside.stated = RoadStatement();
  const Rows rows =
      DecideImport(projects, reach, "import", {true, {Row(2, "a"), outside, Row(4, "old")}});
  ASSERT_EQ(rows.records.size(), 2U);
  EXPECT_EQ(rows.records[0].id, "a");
  EXPECT_THAT(ReportOf(rows).faults, ElementsAre(Fault(3, "project", "OUT_OF_SCOPE"),
                                                 Fault(4, "project_id", "DUPLICATE")));
  EXPECT_EQ(DecideImport(projects, {}, "import", {false, {Row(2, "a")}}).records.size(), 1U);
}

TEST(DecideImport, Partial_KeepsTheGoodRows) {
  const Rows rows =
      DecideImport({}, kEverywhere, "import", {true, {Row(2, "a"), Row(0, "b"), Row(4, "c")}});
  ASSERT_EQ(rows.records.size(), 3U);
  EXPECT_EQ(rows.records[1].id, "c");
  EXPECT_EQ(ReportOf(rows).rejected, 1);
}

TEST(DecideImport, MoreThanAThousandFaults_AreCountedAndTheFirstListed) {
  ImportCommand command;
  for (int i = 0; i < 1'001; ++i) command.rows.push_back(Row(0, "a"));
  const ProjectImport report = ReportOf(DecideImport({}, kEverywhere, "import", command));
  EXPECT_EQ(report.rejected, 1'001);
  EXPECT_EQ(report.faults.size(), 1'000U);
}

}  // namespace
}  // namespace cobuild::projects
