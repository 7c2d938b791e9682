// Files of projects, to the service and back.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cobuild/projects/v1/evidence.grpc.pb.h"
#include "common/base/digest.h"
#include "common/rpc/status.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/failure.h"
#include "services/cli/session.h"
#include "services/cli/text_file.h"

namespace cobuild::cli {
namespace {

constexpr size_t kChunkBytes = 1UL << 20;

projects::v1::UploadEvidenceHeader HeaderFrom(Arguments& arguments, Session& session) {
  projects::v1::UploadEvidenceHeader header;
  header.set_parent(arguments.Name("PROJECT", "projects"));
  header.set_evidence_id(arguments.Text("id"));
  projects::v1::Evidence& evidence = *header.mutable_evidence();
  evidence.set_file_name(arguments.Has("file-name")
                             ? arguments.Text("file-name")
                             : std::filesystem::path(arguments.Text("FILE")).filename().string());
  evidence.set_media_type(arguments.Text("media-type"));
  evidence.set_data_origin(DataOriginOf(arguments));
  header.set_request_id(session.RequestId(arguments));
  header.set_validate_only(arguments.Has("dry-run"));
  return header;
}

absl::Status UploadEvidence(Arguments& arguments, Session& session) {
  projects::v1::UploadEvidenceRequest message;
  *message.mutable_header() = HeaderFrom(arguments, session);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const std::string content, ReadTextFile(arguments.Text("FILE")));
  message.mutable_header()->mutable_evidence()->set_sha256(base::ToHex(base::Sha256(content)));
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(Service::kProjects));
  projects::v1::EvidenceService::Stub stub(channel);
  projects::v1::Evidence stored;
  const auto context = session.Context();
  const auto writer = stub.UploadEvidence(context.get(), &stored);
  // A write that fails means that the call has ended already; Finish tells why.
  bool open = writer->Write(message);
  for (size_t sent = 0; open && sent < content.size(); sent += kChunkBytes) {
    message.set_chunk(content.substr(sent, kChunkBytes));
    open = writer->Write(message);
    session.ShowProgress("bytes sent", std::min(sent + kChunkBytes, content.size()),
                         content.size());
  }
  if (open) writer->WritesDone();
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(writer->Finish()));
  session.Print(stored);
  return absl::OkStatus();
}

struct Received {
  projects::v1::Evidence evidence;
  std::string content;
};

absl::StatusOr<Received> Receive(Session& session,
                                 const projects::v1::GetEvidenceRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(Service::kProjects));
  projects::v1::EvidenceService::Stub stub(channel);
  const auto context = session.Context();
  const auto stream = stub.GetEvidence(context.get(), request);
  Received received;
  projects::v1::GetEvidenceResponse part;
  while (stream->Read(&part)) {
    if (part.has_evidence()) received.evidence = part.evidence();
    received.content += part.chunk();
  }
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return received;
}

// Nothing is written before the whole content is there and is what its digest says.
absl::Status GetEvidence(Arguments& arguments, Session& session) {
  projects::v1::GetEvidenceRequest request;
  request.set_name(arguments.Text("NAME"));
  SetKnownAt(arguments, request);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  COBUILD_ASSIGN_OR_RETURN(const Received received, Receive(session, request));
  if (base::ToHex(base::Sha256(received.content)) != received.evidence.sha256()) {
    return AnswerIsNo("the content is not what its digest says: nothing was written");
  }
  const std::string path = arguments.Text("FILE");
  if (path == "-") {
    session.out() << received.content;
    return absl::OkStatus();
  }
  std::ofstream file(path, std::ios::binary);
  file << received.content;
  file.close();
  if (!file) return UsageError(fmt::format("{} cannot be written", path));
  session.Print(received.evidence);
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> EvidenceCommands() {
  return {
      {"evidence",
       "upload",
       "stores a file of a project, at most 50 MiB",
       With({Positional("PROJECT", "id of the project"), Positional("FILE", "the file"),
             Required("media-type", "as application/pdf"),
             Optional("id", "of the evidence; default: the service makes one"),
             Optional("file-name", "as people know it; default that of FILE")},
            With(DataOrigin(), DryRunAndRequestId())),
       UploadEvidence,
       {"cobuild.projects.v1.EvidenceService/UploadEvidence"},
       {},
       "evidence upload lotus photo.jpg --media-type image/jpeg"},
      {"evidence",
       "get",
       "writes the content to a file once it is what its digest says",
       With({Positional("NAME", "as projects/lotus/evidence/photo"),
             Positional("FILE", "where to; - is standard output")},
            KnownAtOnly()),
       GetEvidence,
       {"cobuild.projects.v1.EvidenceService/GetEvidence"},
       {},
       "evidence get projects/lotus/evidence/photo photo.jpg"},
  };
}

}  // namespace cobuild::cli
