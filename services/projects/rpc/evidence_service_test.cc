// EvidenceService over the wire: what it answers, and every documented refusal.
#include "services/projects/domain/evidence.h"
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::EqualsMessage;
using test::HasViolation;
using test::IsOkAndHolds;
using test::Refuses;

using Message = v1::UploadEvidenceRequest;

Message Header(const std::string& content, const std::string& fields = "") {
  Message message;
  *message.mutable_header() = Parse<v1::UploadEvidenceHeader>(
      "parent: 'projects/p' evidence_id: 'e' request_id: 'u' evidence { file_name: '验收.pdf' "
      "media_type: 'application/pdf' data_origin: EXAMPLE }");
  message.mutable_header()->mutable_evidence()->set_sha256(base::ToHex(base::Sha256(content)));
  message.mutable_header()->MergeFrom(Parse<v1::UploadEvidenceHeader>(fields));
  return message;
}

Message Chunk(std::string content) {
  Message message;
  message.set_chunk(std::move(content));
  return message;
}

class EvidenceServiceTest : public ProjectsServerTest {
 protected:
  EvidenceServiceTest() { EXPECT_OK(Create("p", "p")); }

  auto List(const std::string& request) { return Call(&EvidenceStub::ListEvidence, request); }
};

TEST_F(EvidenceServiceTest, Upload_GivesWhatGetGivesAndARetryGivesItAgain) {
  const auto uploaded = Upload({Header("a,b"), Chunk("a,"), Chunk("b")});
  ASSERT_OK(uploaded);
  EXPECT_EQ(uploaded->name(), "projects/p/evidence/e");
  EXPECT_EQ(uploaded->size_bytes(), 3);
  v1::Evidence told;
  EXPECT_THAT(Download("name: 'projects/p/evidence/e'", &told), IsOkAndHolds("a,b"));
  EXPECT_THAT(told, EqualsMessage(*uploaded));
  EXPECT_THAT(Upload({Header("a,b"), Chunk("a,b")}), IsOkAndHolds(EqualsMessage(*uploaded)));
  EXPECT_EQ(HeadPosition(), 2);
}

TEST_F(EvidenceServiceTest, Upload_TheLargestFile_AndAByteMoreIsRefused) {
  const std::string part(kMaxChunkBytes, 'x');
  std::string content;
  for (int i = 0; i < 50; ++i) content += part;
  std::vector<Message> messages = {Header(content)};
  messages.insert(messages.end(), 50, Chunk(part));
  ASSERT_OK(Upload(messages));
  v1::Evidence told;
  const auto read = Download("name: 'projects/p/evidence/e'", &told);
  ASSERT_OK(read);
  EXPECT_TRUE(*read == content);
  messages.push_back(Chunk("x"));
  EXPECT_STATUS(Upload(messages), HasViolation("chunk", "TOO_LARGE"));
  EXPECT_STATUS(Upload({Header(part + "x"), Chunk(part + "x")}),
                HasViolation("chunk", "TOO_LARGE"));
}

TEST_F(EvidenceServiceTest, Upload_RefusalsInOrder) {
  EXPECT_STATUS(Upload({}), Refuses(StatusCode::kInvalidArgument, "HEADER_MISSING"));
  EXPECT_STATUS(Upload({Chunk("a")}), Refuses(StatusCode::kInvalidArgument, "HEADER_MISSING"));
  EXPECT_STATUS(Upload({Header("a"), Header("a")}),
                Refuses(StatusCode::kInvalidArgument, "HEADER_REPEATED"));
  EXPECT_STATUS(Upload({Header("a"), Message()}), HasViolation("part", "REQUIRED"));
  EXPECT_STATUS(Upload({Header("")}), HasViolation("chunk", "REQUIRED"));
  EXPECT_STATUS(Upload({Header("a"), Chunk("b")}),
                HasViolation("header.evidence.sha256", "DIGEST_MISMATCH"));
  ASSERT_OK(Upload({Header("a"), Chunk("a")}));
  EXPECT_STATUS(Upload({Header("b"), Chunk("b")}),
                Refuses(StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_STATUS(Upload({Header("a", "parent: 'projects/none' request_id: 'v'"), Chunk("a")}),
                Refuses(StatusCode::kNotFound, "PROJECT_NOT_FOUND"));
  EXPECT_STATUS(Upload({Header("b", "request_id: 'v'"), Chunk("b")}),
                Refuses(StatusCode::kAlreadyExists, "EVIDENCE_EXISTS"));
}

TEST_F(EvidenceServiceTest, Upload_ValidateOnly_StoresNothing) {
  ASSERT_OK(Upload({Header("a", "validate_only: true"), Chunk("a")}));
  EXPECT_EQ(HeadPosition(), 1);
}

TEST_F(EvidenceServiceTest, TheSameContentInTwoFiles) {
  ASSERT_OK(UploadFile("p", "one", "same"));
  ASSERT_OK(UploadFile("p", "two", "same"));
  v1::Evidence told;
  EXPECT_THAT(Download("name: 'projects/p/evidence/two'", &told), IsOkAndHolds("same"));
}

TEST_F(EvidenceServiceTest, List_TheFilesOfAProjectPageByPage) {
  ASSERT_OK(Create("q", "q"));
  ASSERT_OK(UploadFile("p", "b", "1"));
  ASSERT_OK(UploadFile("p", "a", "2"));
  ASSERT_OK(UploadFile("q", "c", "3"));
  const auto first = List("parent: 'projects/p' page_size: 1");
  ASSERT_OK(first);
  ASSERT_EQ(first->evidence_size(), 1);
  EXPECT_EQ(first->evidence(0).name(), "projects/p/evidence/a");
  const auto second =
      List("parent: 'projects/p' page_size: 1 page_token: '" + first->next_page_token() + "'");
  ASSERT_OK(second);
  ASSERT_EQ(second->evidence_size(), 1);
  EXPECT_EQ(second->evidence(0).name(), "projects/p/evidence/b");
  EXPECT_EQ(second->next_page_token(), "");
}

TEST_F(EvidenceServiceTest, Malformed_EveryFieldIsNamed) {
  Message header;
  header.mutable_header();
  const auto nothing = Upload({header});
  for (const char* field :
       {"header.parent", "header.evidence.file_name", "header.evidence.media_type",
        "header.evidence.sha256", "header.evidence.data_origin", "request_id"}) {
    EXPECT_STATUS(nothing, HasViolation(field, "REQUIRED"));
  }
  const auto wrong =
      Upload({Header("a", "parent: 'p' evidence_id: '-' evidence { sha256: 'x' file_name: '" +
                              std::string(201, 'x') + "' media_type: '" + std::string(101, 'x') +
                              "' data_origin: 9 }")});
  EXPECT_STATUS(wrong, HasViolation("header.parent", "MALFORMED"));
  EXPECT_STATUS(wrong, HasViolation("header.evidence_id", "MALFORMED"));
  EXPECT_STATUS(wrong, HasViolation("header.evidence.sha256", "MALFORMED"));
  EXPECT_STATUS(wrong, HasViolation("header.evidence.file_name", "TOO_LONG"));
  EXPECT_STATUS(wrong, HasViolation("header.evidence.media_type", "TOO_LONG"));
  EXPECT_STATUS(wrong, HasViolation("header.evidence.data_origin", "UNKNOWN_ENUM"));
  v1::Evidence told;
  EXPECT_STATUS(Download("name: 'x'", &told), HasViolation("name", "MALFORMED"));
  EXPECT_STATUS(Download("name: 'projects/p/evidence/none'", &told),
                Refuses(StatusCode::kNotFound, "EVIDENCE_NOT_FOUND"));
  EXPECT_STATUS(List(""), HasViolation("parent", "REQUIRED"));
}

}  // namespace
}  // namespace cobuild::projects
