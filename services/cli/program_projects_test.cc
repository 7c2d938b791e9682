// Commands of projects that are more than one RPC with one answer.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "cobuild/projects/v1/evidence.pb.h"
#include "cobuild/projects/v1/project.pb.h"
#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "services/cli/served_program.h"

namespace cobuild::cli {
namespace {

using ::testing::HasSubstr;

constexpr rpc::Method kSummarizeProjects =
    ReadMethod("cobuild.projects.v1.ProjectService/SummarizeProjects");
constexpr rpc::Method kImportProjects =
    ChangeMethod("cobuild.projects.v1.ProjectService/ImportProjects");

TEST_F(Program, ProjectSummarize_PrintsGroupsAndTheTotal) {
  projects::v1::SummarizeProjectsRequest seen;
  Serve([&seen](rpc::Router& router) {
    router.Unary<projects::v1::SummarizeProjectsRequest, projects::v1::SummarizeProjectsResponse>(
        kSummarizeProjects,
        [&seen](rpc::Call&, const projects::v1::SummarizeProjectsRequest& request) {
          seen = request;
          projects::v1::SummarizeProjectsResponse summary;
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
  EXPECT_EQ(seen.group_by(), projects::v1::BY_CATEGORY);
  EXPECT_EQ(seen.villages(0), "villages/420115002201");
  EXPECT_EQ(seen.filter().started_to().year(), 2011);
  EXPECT_TRUE(seen.filter().exclude_cancelled());
  EXPECT_THAT(out_.str(), HasSubstr("INFRASTRUCTURE"));
  EXPECT_THAT(out_.str(), HasSubstr("total"));
  EXPECT_THAT(out_.str(), HasSubstr("482"));
  EXPECT_EQ(Run({"project", "summarize", "--group-by", "colour"}), 2);
}

TEST_F(Program, ProjectImport_SendsHeaderAndRowsAndReportsRejectedLines) {
  projects::v1::ImportProjectsHeader header;
  int rows = 0;
  Serve([&](rpc::Router& router) {
    router.ClientStream<projects::v1::ImportProjectsRequest, projects::v1::ProjectImport>(
        kImportProjects,
        [&](rpc::Call&, rpc::StreamReader<projects::v1::ImportProjectsRequest>& reader)
            -> absl::StatusOr<projects::v1::ProjectImport> {
          projects::v1::ImportProjectsRequest message;
          while (true) {
            COBUILD_ASSIGN_OR_RETURN(const bool more, reader.Read(message));
            if (!more) break;
            if (message.has_header()) header = message.header();
            rows += message.rows().rows_size();
          }
          projects::v1::ProjectImport report;
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

constexpr rpc::Method kUpload = ChangeMethod("cobuild.projects.v1.EvidenceService/UploadEvidence");
constexpr rpc::Method kGetEvidence = ReadMethod("cobuild.projects.v1.EvidenceService/GetEvidence");

std::string ContentOf(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

TEST_F(Program, EvidenceUpload_SendsTheHeaderThenTheContentInParts) {
  projects::v1::UploadEvidenceHeader header;
  std::string content;
  Serve([&](rpc::Router& router) {
    router.ClientStream<projects::v1::UploadEvidenceRequest, projects::v1::Evidence>(
        kUpload,
        [&](rpc::Call&, rpc::StreamReader<projects::v1::UploadEvidenceRequest>& reader)
            -> absl::StatusOr<projects::v1::Evidence> {
          projects::v1::UploadEvidenceRequest message;
          while (true) {
            COBUILD_ASSIGN_OR_RETURN(const bool more, reader.Read(message));
            if (!more) break;
            if (message.has_header()) header = message.header();
            content += message.chunk();
          }
          return header.evidence();
        });
  });
  const std::string path = ::testing::TempDir() + "photo.jpg";
  const std::string photo = std::string(1'500'000, 'p') + "\xFF";
  std::ofstream(path, std::ios::binary) << photo;
  EXPECT_EQ(Run({"evidence", "upload", "lotus", path, "--media-type", "image/jpeg", "--dry-run"}),
            0)
      << err_.str();
  EXPECT_EQ(content, photo);
  EXPECT_EQ(header.parent(), "projects/lotus");
  EXPECT_EQ(header.evidence().file_name(), "photo.jpg");
  EXPECT_EQ(header.evidence().sha256(), base::ToHex(base::Sha256(photo)));
  EXPECT_TRUE(header.validate_only());
}

TEST_F(Program, EvidenceGet_WritesOnlyWhatItsDigestSays) {
  std::string digest = base::ToHex(base::Sha256("other"));
  Serve([&digest](rpc::Router& router) {
    router.ServerStream<projects::v1::GetEvidenceRequest, projects::v1::GetEvidenceResponse>(
        kGetEvidence, [&digest](rpc::Call&, const projects::v1::GetEvidenceRequest&,
                                rpc::StreamWriter<projects::v1::GetEvidenceResponse>& writer) {
          projects::v1::GetEvidenceResponse part;
          part.mutable_evidence()->set_sha256(digest);
          writer.Write(part);
          for (const char* chunk : {"con", "tent"}) {
            part.set_chunk(chunk);
            writer.Write(part);
          }
          return absl::OkStatus();
        });
  });
  const std::string path = ::testing::TempDir() + "evidence.bin";
  std::ofstream(path) << "before";
  EXPECT_EQ(Run({"evidence", "get", "projects/lotus/evidence/photo", path}), 1);
  EXPECT_EQ(ContentOf(path), "before");
  digest = base::ToHex(base::Sha256("content"));
  EXPECT_EQ(Run({"evidence", "get", "projects/lotus/evidence/photo", path}), 0) << err_.str();
  EXPECT_EQ(ContentOf(path), "content");
}

}  // namespace
}  // namespace cobuild::cli
