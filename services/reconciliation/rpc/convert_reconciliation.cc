#include "services/reconciliation/rpc/convert_reconciliation.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "services/reconciliation/domain/certificate.h"

namespace cobuild::reconciliation {
namespace {

constexpr size_t kMaxPrincipalCharacters = 128;
constexpr size_t kMaxPlaceCharacters = 255;
constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr std::string_view kChecks = "checks";

std::string CheckName(std::string_view id) { return fmt::format("{}/{}", kChecks, id); }
std::string RunName(const std::string& id) { return id.empty() ? "" : records::NameOf<Run>(id); }

// The id of "checks/{id}" of a check that there is; "" for "".
std::string OptionalCheck(error::Violations& violations, std::string_view field,
                          const std::string& value) {
  std::string id = rpc::OptionalIdName(violations, field, value, kChecks);
  if (!id.empty() && FindCheck(id) == nullptr) {
    violations.Add(std::string(field), "UNKNOWN_CHECK", "must be one that ListChecks tells");
  }
  return id;
}

v1::CheckResult ToProto(const CheckResult& result) {
  v1::CheckResult proto;
  proto.set_check(CheckName(result.check));
  proto.set_outcome(static_cast<v1::CheckOutcome>(result.result));
  proto.set_reason(result.reason);
  proto.set_compared_count(result.compared);
  proto.set_break_count(result.broken);
  proto.set_in_flight_count(result.in_flight);
  proto.set_digest(base::ToHex(result.digest));
  return proto;
}

template <class Req>
absl::StatusOr<records::ListQuery> ListQueryFrom(const Req& request, const rpc::Call& call) {
  error::Violations violations;
  records::ListQuery query = rpc::ListQueryOf(violations, call, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

}  // namespace

v1::Check ToProto(const Check& check) {
  v1::Check proto;
  proto.set_name(CheckName(check.id));
  proto.set_rule(check.rule);
  proto.set_title_zh(std::string(check.title_zh));
  proto.set_title_en(std::string(check.title_en));
  proto.set_left(std::string(check.left));
  proto.set_right(std::string(check.right));
  for (const Source source : kSources) {
    if (check.needs.Has(source)) proto.add_needs(std::string(NameOf(source)));
  }
  proto.set_grace_hours(static_cast<int32_t>(check.grace.count()));
  return proto;
}

v1::Run ToProto(const Record<Run>& record) {
  const Run& run = record.facts;
  v1::Run proto;
  rpc::SetStanding(record, proto);
  proto.set_mode(static_cast<v1::RunMode>(run.mode));
  proto.set_requester(run.requester);
  *proto.mutable_start_time() = rpc::ToProto(run.start_time);
  *proto.mutable_finish_time() = rpc::ToProto(run.finish_time);
  proto.mutable_positions()->set_registry(run.registry);
  proto.mutable_positions()->set_finance(run.finance);
  proto.mutable_positions()->set_projects(run.projects);
  proto.mutable_positions()->set_assessment(run.assessment);
  for (const CheckResult& check : run.checks) *proto.add_checks() = ToProto(check);
  proto.set_opened_count(run.opened);
  proto.set_closed_count(run.closed);
  proto.set_certificate(records::NameOf<Certificate>(run.certificate));
  proto.set_lease_token(run.lease_token);
  return proto;
}

v1::Break ToProto(const Record<Break>& record, base::Timestamp now) {
  const Break& facts = record.facts;
  v1::Break proto;
  rpc::SetStanding(record, proto);
  proto.set_check(CheckName(facts.check));
  proto.set_break_class(static_cast<v1::BreakClass>(facts.break_class));
  proto.set_place(facts.place);
  proto.set_subject(facts.subject);
  proto.set_left_value(facts.left);
  proto.set_right_value(facts.right);
  proto.set_state(static_cast<v1::BreakState>(facts.state));
  *proto.mutable_open_time() = rpc::ToProto(facts.opened);
  proto.set_opened_by(RunName(facts.opened_by));
  if (facts.closed) *proto.mutable_close_time() = rpc::ToProto(*facts.closed);
  proto.set_closed_by(RunName(facts.closed_by));
  const base::Timestamp end = facts.closed.value_or(now);
  proto.set_age_seconds((end.micros - facts.opened.micros) / kMicrosPerSecond);
  proto.set_owner(facts.owner);
  if (facts.acknowledgement) {
    v1::Acknowledgement& acknowledgement = *proto.mutable_acknowledgement();
    acknowledgement.set_principal(facts.acknowledgement->principal);
    *acknowledgement.mutable_acknowledge_time() = rpc::ToProto(facts.acknowledgement->time);
    acknowledgement.set_note(facts.acknowledgement->note);
  }
  if (facts.waiver) {
    v1::Waiver& waiver = *proto.mutable_waiver();
    waiver.set_maker(facts.waiver->maker);
    waiver.set_reason(facts.waiver->reason);
    waiver.set_approver(facts.waiver->approver);
    *waiver.mutable_propose_time() = rpc::ToProto(facts.waiver->proposed);
    if (facts.waiver->approved) {
      *waiver.mutable_approve_time() = rpc::ToProto(*facts.waiver->approved);
    }
  }
  return proto;
}

v1::Certificate ToProto(const Record<Certificate>& record) {
  const Certificate& certificate = record.facts;
  v1::Certificate proto;
  rpc::SetStanding(record, proto);
  proto.set_number(certificate.number);
  proto.set_run(RunName(certificate.run));
  proto.set_content(certificate.content);
  proto.set_previous_digest(base::ToHex(certificate.previous));
  proto.set_digest(base::ToHex(certificate.digest));
  proto.set_signature(certificate.signature);
  proto.set_key_id(certificate.key_id);
  proto.set_text(TextOf(certificate));
  return proto;
}

v1::VerifyCertificateResponse ToProto(const Verification& verification,
                                      const std::string& public_key) {
  v1::VerifyCertificateResponse proto;
  proto.set_certificates_checked(verification.checked);
  if (verification.fault) {
    proto.set_first_broken_number(verification.fault->number);
    proto.set_problem(std::string(base::NameOf(verification.fault->kind)));
  }
  proto.set_public_key(public_key);
  return proto;
}

absl::StatusOr<RunCommand> FromProto(const v1::RunReconciliationRequest& request) {
  error::Violations violations;
  RunCommand command;
  command.mode = static_cast<RunMode>(rpc::RequiredEnum(violations, "mode", request.mode()));
  rpc::RequireAtMost(violations, "checks", request.checks_size(),
                     static_cast<int>(Checks().size()));
  std::set<std::string> seen;
  for (int i = 0; i < request.checks_size(); ++i) {
    const std::string field = rpc::ElementOf("checks", i);
    const std::string id = OptionalCheck(violations, field, request.checks(i));
    if (request.checks(i).empty()) violations.Add(field, "REQUIRED", "must be given");
    if (!id.empty() && !seen.insert(id).second) {
      violations.Add(field, "DUPLICATE", "must be given once");
    }
    command.checks.push_back(id);
  }
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<AcknowledgeBreakCommand> FromProto(const v1::AcknowledgeBreakRequest& request) {
  error::Violations violations;
  AcknowledgeBreakCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), Break::kNamePattern);
  command.note = rpc::RequiredText(violations, "note", request.note(), rpc::kMaxReasonCharacters);
  command.owner = rpc::OptionalText(violations, "owner", request.owner(), kMaxPrincipalCharacters);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<WaiveBreakCommand> FromProto(const v1::WaiveBreakRequest& request) {
  error::Violations violations;
  WaiveBreakCommand command;
  command.id = rpc::RequiredName(violations, "name", request.name(), Break::kNamePattern);
  command.approve = request.approve();
  command.reason =
      rpc::OptionalText(violations, "reason", request.reason(), rpc::kMaxReasonCharacters);
  command.approver =
      rpc::OptionalText(violations, "approver", request.approver(), kMaxPrincipalCharacters);
  const auto judge = [&](const char* field, const std::string& value) {
    if (command.approve && !value.empty()) {
      violations.Add(field, "NOT_APPLICABLE", "must be empty where a waiver is approved");
    } else if (!command.approve && value.empty()) {
      violations.Add(field, "REQUIRED", "must be given where a waiver is proposed");
    }
  };
  judge("reason", command.reason);
  judge("approver", command.approver);
  command.etag = rpc::OptionalEtag(violations, request.etag());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<std::string> FromProto(const v1::ExplainBreakRequest& request) {
  error::Violations violations;
  std::string id = rpc::RequiredName(violations, "name", request.name(), Break::kNamePattern);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return id;
}

absl::StatusOr<std::string> FromProto(const v1::VerifyCertificateRequest& request) {
  error::Violations violations;
  std::string id = rpc::OptionalName(violations, "name", request.name(), Certificate::kNamePattern);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return id;
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListRunsRequest& request,
                                             const rpc::Call& call) {
  return ListQueryFrom(request, call);
}

absl::StatusOr<records::ListQuery> FromProto(const v1::ListCertificatesRequest& request,
                                             const rpc::Call& call) {
  return ListQueryFrom(request, call);
}

absl::StatusOr<ListBreaksFields> FromProto(const v1::ListBreaksRequest& request,
                                           const rpc::Call& call) {
  error::Violations violations;
  ListBreaksFields fields;
  fields.query = rpc::ListQueryOf(violations, call, request);
  fields.filter.check = OptionalCheck(violations, "check", request.check());
  fields.filter.place =
      rpc::OptionalText(violations, "place", request.place(), kMaxPlaceCharacters);
  const auto break_class = rpc::OptionalEnum(violations, "break_class", request.break_class());
  if (break_class != 0) fields.filter.break_class = static_cast<BreakClass>(break_class);
  const auto state = rpc::OptionalEnum(violations, "state", request.state());
  if (state != 0) fields.filter.state = static_cast<BreakState>(state);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return fields;
}

}  // namespace cobuild::reconciliation
