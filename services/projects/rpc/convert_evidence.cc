#include "services/projects/rpc/convert_evidence.h"

#include <utility>

#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

constexpr size_t kMaxFileNameCharacters = 200;
constexpr size_t kMaxMediaTypeCharacters = 100;

base::Digest RequiredSha256(error::Violations& violations, const std::string& field,
                            const std::string& value) {
  const auto digest = base::DigestFromHex(value);
  if (value.empty()) {
    violations.Add(field, "REQUIRED", "must be given");
  } else if (!digest) {
    violations.Add(field, "MALFORMED", "must be 64 hexadecimal digits in lower case");
  }
  return digest.value_or(base::Digest{});
}

}  // namespace

absl::StatusOr<UploadEvidenceCommand> FromProto(const v1::UploadEvidenceHeader& header) {
  error::Violations violations;
  UploadEvidenceCommand command;
  const v1::Evidence& proto = header.evidence();
  Evidence& facts = command.facts;
  facts.project =
      rpc::RequiredName(violations, "header.parent", header.parent(), Project::kNamePattern);
  command.id = rpc::OptionalId(violations, "header.evidence_id", header.evidence_id());
  facts.file_name = rpc::RequiredText(violations, "header.evidence.file_name", proto.file_name(),
                                      kMaxFileNameCharacters);
  facts.media_type = rpc::RequiredText(violations, "header.evidence.media_type", proto.media_type(),
                                       kMaxMediaTypeCharacters);
  facts.content_digest = RequiredSha256(violations, "header.evidence.sha256", proto.sha256());
  facts.data_origin = static_cast<DataOrigin>(
      rpc::RequiredEnum(violations, "header.evidence.data_origin", proto.data_origin()));
  rpc::RequiredRequestId(violations, header.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListEvidenceRequest& request,
                                             const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query = rpc::ListQueryOf(violations, call, request);
  query.key =
      ProjectName(rpc::RequiredName(violations, "parent", request.parent(), Project::kNamePattern));
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::Evidence ToProto(const Record<Evidence>& evidence) {
  v1::Evidence proto;
  rpc::SetRecorded(evidence, proto);
  const Evidence& facts = evidence.facts;
  proto.set_file_name(facts.file_name);
  proto.set_media_type(facts.media_type);
  proto.set_sha256(base::ToHex(facts.content_digest));
  proto.set_size_bytes(facts.size_bytes);
  proto.set_data_origin(static_cast<type::v1::DataOrigin>(facts.data_origin));
  return proto;
}

v1::ListEvidenceResponse ToProto(const records::Page<Evidence>& page,
                                 const v1::ListEvidenceRequest& request) {
  v1::ListEvidenceResponse response;
  for (const auto& evidence : page.records) *response.add_evidence() = ToProto(evidence);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::projects
