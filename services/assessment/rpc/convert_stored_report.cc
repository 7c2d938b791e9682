#include "services/assessment/rpc/convert_stored_report.h"

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/record_requests.h"
#include "services/assessment/rpc/convert_figure.h"
#include "services/assessment/rpc/convert_report.h"
#include "services/assessment/rpc/enums.h"

namespace cobuild::assessment {
namespace {

constexpr size_t kMaxTitle = 200;

std::string RequiredReport(error::Violations& violations, std::string_view field,
                           const std::string& name) {
  return rpc::RequiredName(violations, field, name, Report::kNamePattern);
}

base::Digest RequiredDigest(error::Violations& violations, const std::string& value) {
  const auto digest = base::DigestFromHex(value);
  if (value.empty()) {
    violations.Add("content_digest", "REQUIRED", "must be given");
  } else if (!digest) {
    violations.Add("content_digest", "MALFORMED", "must be 64 hexadecimal digits in lower case");
  }
  return digest.value_or(base::Digest{});
}

v1::ReportSignature ToProto(const ReportSignature& signature) {
  v1::ReportSignature proto;
  proto.set_signer(signature.signer);
  *proto.mutable_sign_time() = rpc::ToProto(signature.time);
  proto.set_content_digest(base::ToHex(signature.content_digest));
  return proto;
}

void SetCounts(const VerdictCounts& counts, v1::Report& proto) {
  proto.set_proven_count(static_cast<int32_t>(counts.proven));
  proto.set_refuted_count(static_cast<int32_t>(counts.refuted));
  proto.set_consistent_count(static_cast<int32_t>(counts.consistent));
  proto.set_undefined_count(static_cast<int32_t>(counts.undefined));
}

v1::ClaimComparison ToProto(const ClaimComparison& comparison) {
  v1::ClaimComparison proto;
  if (const auto& base = comparison.base) {
    proto.set_id(base->id);
    proto.set_statement(base->statement);
    proto.set_base_value(base->computed_value);
    proto.set_base_rendered_value(base->rendered_value);
    proto.set_base_verdict(ToProto(base->verdict));
  }
  if (const auto& other = comparison.other) {
    proto.set_id(other->id);
    proto.set_statement(other->statement);
    proto.set_other_value(other->computed_value);
    proto.set_other_rendered_value(other->rendered_value);
    proto.set_other_verdict(ToProto(other->verdict));
  }
  for (const ClaimChange change : comparison.changes) proto.add_changes(ToProto(change));
  return proto;
}

}  // namespace

absl::StatusOr<CreateReportCommand> FromProto(const v1::CreateReportRequest& request,
                                              const rpc::Call& call) {
  error::Violations violations;
  CreateReportCommand command;
  command.id = rpc::OptionalId(violations, "report_id", request.report_id());
  command.title = rpc::RequiredText(violations, "title", request.title(), kMaxTitle);
  command.generate = GenerateOf(violations, request, call);
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<SignReportCommand> FromProto(const v1::SignReportRequest& request) {
  error::Violations violations;
  SignReportCommand command;
  command.id = RequiredReport(violations, "name", request.name());
  command.content_digest = RequiredDigest(violations, request.content_digest());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<PublishReportCommand> FromProto(const v1::PublishReportRequest& request) {
  error::Violations violations;
  PublishReportCommand command;
  command.id = RequiredReport(violations, "name", request.name());
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<SupersedeReportCommand> FromProto(const v1::SupersedeReportRequest& request) {
  error::Violations violations;
  SupersedeReportCommand command;
  command.id = RequiredReport(violations, "name", request.name());
  command.successor = RequiredReport(violations, "successor", request.successor());
  if (!command.id.empty() && command.id == command.successor) {
    violations.Add("successor", "SAME_REPORT", "must be another report");
  }
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<CompareReportsQuery> FromProto(const v1::CompareReportsRequest& request,
                                              const rpc::Call& call) {
  error::Violations violations;
  CompareReportsQuery query;
  query.base = RequiredReport(violations, "base", request.base());
  query.other = rpc::OptionalName(violations, "other", request.other(), Report::kNamePattern);
  query.generate = {
      .known_at = KnownTimeOf(violations, request), .now = call.received(), .reach = call.reach()};
  if (request.has_known_at() && !request.other().empty()) {
    violations.Add("known_at", "NOT_APPLICABLE", "must not be given with other");
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

absl::StatusOr<ListReportsFields> FromProto(const v1::ListReportsRequest& request,
                                            const rpc::Call& call) {
  error::Violations violations;
  ListReportsFields fields;
  fields.query = rpc::ListQueryOf(violations, call, request);
  if (rpc::OptionalEnum(violations, "state", request.state()) != v1::REPORT_STATE_UNSPECIFIED) {
    fields.state = FromProto(request.state());
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return fields;
}

v1::Report ToProto(const Record<Report>& record) {
  const Report& report = record.facts;
  v1::Report proto;
  proto.set_name(records::NameOf<Report>(record.id));
  proto.set_title(report.title);
  proto.set_state(ToProto(report.state));
  proto.set_content_digest(base::ToHex(report.content_digest));
  SetCounts(report.counts, proto);
  proto.set_data_origin(ToProto(report.origin));
  proto.set_maker(report.maker);
  if (report.signature) *proto.mutable_signature() = ToProto(*report.signature);
  if (report.publication) {
    proto.set_publisher(report.publication->publisher);
    *proto.mutable_publish_time() = rpc::ToProto(report.publication->time);
  }
  if (!report.superseded_by.empty()) {
    proto.set_superseded_by(records::NameOf<Report>(report.superseded_by));
  }
  if (record.position > 0) {
    proto.set_etag(records::EtagOf(record.position));
    proto.set_position(record.position);
    *proto.mutable_record_time() = rpc::ToProto(record.record_time);
  }
  return proto;
}

v1::Report ToProto(const StoredReport& stored) {
  v1::Report proto = ToProto(stored.report);
  *proto.mutable_programme() = ToProto(stored.content);
  return proto;
}

v1::CompareReportsResponse ToProto(const ReportComparison& comparison) {
  v1::CompareReportsResponse proto;
  int32_t changed = 0;
  for (const ClaimComparison& claim : comparison.claims) {
    *proto.add_claims() = ToProto(claim);
    if (!claim.changes.empty()) ++changed;
  }
  proto.set_changed_count(changed);
  proto.set_base_content_digest(base::ToHex(comparison.base_digest));
  proto.set_other_content_digest(base::ToHex(comparison.other_digest));
  *proto.mutable_base_positions() = ToProto(comparison.base_positions);
  *proto.mutable_other_positions() = ToProto(comparison.other_positions);
  proto.set_position(comparison.position);
  return proto;
}

}  // namespace cobuild::assessment
