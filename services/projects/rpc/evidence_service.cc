#include "services/projects/rpc/evidence_service.h"

#include <functional>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/projects/rpc/convert_evidence.h"
#include "services/projects/rpc/convert_request.h"
#include "services/projects/rpc/methods.h"
#include "services/projects/rpc/read_upload.h"

namespace cobuild::projects {
namespace {

absl::StatusOr<v1::Evidence> HandleUploadEvidence(
    LiveProjects& live, EvidenceStore& contents, rpc::Call& call,
    rpc::StreamReader<v1::UploadEvidenceRequest>& reader) {
  COBUILD_ASSIGN_OR_RETURN(const v1::UploadEvidenceHeader header, ReadUploadHeader(reader));
  COBUILD_ASSIGN_OR_RETURN(UploadEvidenceCommand command, FromProto(header));
  COBUILD_ASSIGN_OR_RETURN(const std::string content,
                           ReadUploadContent(reader, command.facts.content_digest));
  command.facts.size_bytes = static_cast<int64_t>(content.size());
  COBUILD_ASSIGN_OR_RETURN(
      const Record<Evidence> evidence,
      UploadEvidence(live, contents, ChangeOf(call, header), command, content));
  return ToProto(evidence);
}

absl::Status HandleGetEvidence(LiveProjects& live, EvidenceStore& contents, rpc::Call& call,
                               const v1::GetEvidenceRequest& request,
                               rpc::StreamWriter<v1::GetEvidenceResponse>& writer) {
  COBUILD_ASSIGN_OR_RETURN(const records::GetQuery query, rpc::GetQueryOf<Evidence>(call, request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Evidence> evidence, GetEvidence(live, query));
  v1::GetEvidenceResponse message;
  *message.mutable_evidence() = ToProto(evidence);
  if (!writer.Write(message)) return absl::OkStatus();
  return ReadContent(contents, evidence, [&](std::string&& part) {
    message.set_chunk(std::move(part));
    return writer.Write(message);
  });
}

absl::StatusOr<v1::ListEvidenceResponse> HandleListEvidence(
    LiveProjects& live, rpc::Call& call, const v1::ListEvidenceRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const records::ListQuery query, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const records::Page<Evidence> page, ListEvidence(live, query));
  return ToProto(page, request);
}

}  // namespace

void RegisterEvidenceService(rpc::Router& router, LiveProjects& live, EvidenceStore& contents) {
  router.ClientStream<v1::UploadEvidenceRequest, v1::Evidence>(
      kUploadEvidence, std::bind_front(HandleUploadEvidence, std::ref(live), std::ref(contents)));
  router.ServerStream<v1::GetEvidenceRequest, v1::GetEvidenceResponse>(
      kGetEvidence, std::bind_front(HandleGetEvidence, std::ref(live), std::ref(contents)));
  router.Unary<v1::ListEvidenceRequest, v1::ListEvidenceResponse>(
      kListEvidence, std::bind_front(HandleListEvidence, std::ref(live)));
}

}  // namespace cobuild::projects
