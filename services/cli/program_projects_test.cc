// Commands of projects that are more than one RPC with one answer.
#include <gmock/gmock.h>

#include <fstream>

#include "cobuild/projects/v1/project.pb.h"
#include "common/base/status_macros.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using ::testing::HasSubstr;

namespace v1 = projects::v1;

constexpr rpc::Method kSummarize =
    ReadMethod("cobuild.projects.v1.ProjectService/SummarizeProjects");
constexpr rpc::Method kImportProjects =
    ChangeMethod("cobuild.projects.v1.ProjectService/ImportProjects");

TEST_F(Program, ProjectSummarize_PrintsGroupsAndTheTotal) {
  v1::SummarizeProjectsRequest seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<v1::SummarizeProjectsRequest, v1::SummarizeProjectsResponse>(
        kSummarize, [&seen](rpc::Call&, const v1::SummarizeProjectsRequest& request) {
          seen = request;
          v1::SummarizeProjectsResponse summary;
          summary.add_groups()->set_key("INFRASTRUCTURE");
          summary.mutable_groups(0)->set_project_count(160);
          summary.mutable_total()->set_project_count(482);
          return summary;
        });
  });
  EXPECT_EQ(Run({"project", "summarize", "--group-by", "category", "--village", "420115002201",
                 "--started-to", "2011-12-31", "--exclude-cancelled"}),
            0)
      << err_.str();
  EXPECT_EQ(seen.group_by(), v1::BY_CATEGORY);
  EXPECT_EQ(seen.villages(0), "villages/420115002201");
  EXPECT_EQ(seen.filter().started_to().year(), 2011);
  EXPECT_TRUE(seen.filter().exclude_cancelled());
  EXPECT_THAT(out_.str(), HasSubstr("INFRASTRUCTURE"));
  EXPECT_THAT(out_.str(), HasSubstr("total"));
  EXPECT_THAT(out_.str(), HasSubstr("482"));
  EXPECT_EQ(Run({"project", "summarize", "--group-by", "colour"}), 2);
}

TEST_F(Program, ProjectImport_SendsHeaderAndRowsAndReportsRejectedLines) {
  v1::ImportProjectsHeader header;
  int rows = 0;
  Serve([&](rpc::Router& router) {
    router.ClientStream<v1::ImportProjectsRequest, v1::ProjectImport>(
        kImportProjects,
        [&](rpc::Call&, rpc::StreamReader<v1::ImportProjectsRequest>& reader)
            -> absl::StatusOr<v1::ProjectImport> {
          v1::ImportProjectsRequest message;
          while (true) {
            COBUILD_ASSIGN_OR_RETURN(const bool more, reader.Read(message));
            if (!more) break;
            if (message.has_header()) header = message.header();
            rows += message.rows().rows_size();
          }
          v1::ProjectImport report;
          report.set_rows_rejected(1);
          report.add_errors()->set_line(3);
          report.mutable_errors(0)->set_reason("DUPLICATE");
          return report;
        });
  });
  const std::string path = ::testing::TempDir() + "projects.csv";
  std::ofstream file(path);
  file << "id,display_name,villages,category,sponsor,budget,planned_start_date,planned_end_date,"
          "data_origin\n";
  for (int i = 0; i < 1'500; ++i) {
    file << "p,x,420115002201:10000,INFRASTRUCTURE,roads,city:1,2010-03-01,2010-12-31,EXAMPLE\n";
  }
  file.close();
  EXPECT_EQ(Run({"project", "import", path, "--partial"}), 1);
  EXPECT_EQ(rows, 1'500);
  EXPECT_TRUE(header.partial());
  EXPECT_THAT(err_.str(), HasSubstr("line 3"));
  EXPECT_THAT(err_.str(), HasSubstr("nothing was stored"));
}

}  // namespace
}  // namespace cobuild::cli
