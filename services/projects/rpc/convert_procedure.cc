#include "services/projects/rpc/convert_procedure.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/record_message.h"
#include "common/rpc/record_requests.h"
#include "common/rpc/roles.h"
#include "services/projects/domain/check_procedure.h"
#include "services/projects/rpc/methods.h"

namespace cobuild::projects {
namespace {

constexpr size_t kMaxTitleCharacters = 100;
constexpr size_t kMaxRoleCharacters = 64;

// The domain's numbers are the proto's.
static_assert(static_cast<int>(ProcedureStepKind::kOther) == v1::OTHER_STEP);

std::string RoleOf(error::Violations& violations, const std::string& field,
                   const std::string& value) {
  std::string role = rpc::RequiredText(violations, field, value, kMaxRoleCharacters);
  if (!role.empty() && !rpc::RoleAllows(role, kDecideStep.permission)) {
    violations.Add(field, "ROLE_MAY_NOT_DECIDE",
                   "must be a role with the permission " + std::string(kDecideStep.permission));
  }
  return role;
}

ProcedureStep StepOf(error::Violations& violations, const std::string& field,
                     const v1::ProcedureStep& proto) {
  ProcedureStep step;
  step.id = rpc::RequiredId(violations, field + ".step_id", proto.step_id());
  step.title = rpc::RequiredText(violations, field + ".title", proto.title(), kMaxTitleCharacters);
  step.kind =
      static_cast<ProcedureStepKind>(rpc::RequiredEnum(violations, field + ".kind", proto.kind()));
  step.role = RoleOf(violations, field + ".role", proto.role());
  if (proto.has_quorum()) {
    const v1::QuorumRule& rule = proto.quorum();
    step.quorum = QuorumRule{rule.present_numerator(), rule.present_denominator(),
                             rule.in_favour_numerator(), rule.in_favour_denominator()};
  }
  step.notice_days = proto.notice_days();
  step.days_allowed = proto.days_allowed();
  return step;
}

Procedure ProcedureOf(error::Violations& violations, const v1::Procedure& proto) {
  Procedure procedure;
  procedure.title =
      rpc::RequiredText(violations, "procedure.title", proto.title(), kMaxTitleCharacters);
  procedure.division_prefix = proto.division_prefix();
  if (procedure.division_prefix.empty()) {
    violations.Add("procedure.division_prefix", "REQUIRED", "must be given");
  }
  procedure.effective_date =
      rpc::RequiredDate(violations, "procedure.effective_date", proto.effective_date());
  const std::string field = "procedure.steps";
  rpc::RequireSome(violations, field, proto.steps_size(), kMaxProcedureSteps);
  for (int i = 0; i < proto.steps_size(); ++i) {
    procedure.steps.push_back(StepOf(violations, rpc::ElementOf(field, i), proto.steps(i)));
  }
  procedure.allow_repeated_deciders = proto.allow_repeated_deciders();
  CheckProcedure(violations, procedure);
  return procedure;
}

}  // namespace

absl::StatusOr<CreateProcedureCommand> FromProto(const v1::CreateProcedureRequest& request) {
  error::Violations violations;
  CreateProcedureCommand command;
  command.id = rpc::OptionalId(violations, "procedure_id", request.procedure_id());
  command.procedure = ProcedureOf(violations, request.procedure());
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ListProceduresQuery> FromProto(const v1::ListProceduresRequest& request,
                                              const rpc::Call& call) {
  error::Violations violations;
  ListProceduresQuery query;
  query.village_code = rpc::OptionalCodeName(violations, "village", request.village(), "villages");
  query.as_of = rpc::AsOf(violations, request.as_of(), call.received());
  query.list = rpc::ListQueryOf(violations, call, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return query;
}

v1::ProcedureStep ToProto(const ProcedureStep& step) {
  v1::ProcedureStep proto;
  proto.set_step_id(step.id);
  proto.set_title(step.title);
  proto.set_kind(static_cast<v1::ProcedureStepKind>(step.kind));
  proto.set_role(step.role);
  if (step.quorum) {
    v1::QuorumRule* rule = proto.mutable_quorum();
    rule->set_present_numerator(static_cast<int32_t>(step.quorum->present_numerator));
    rule->set_present_denominator(static_cast<int32_t>(step.quorum->present_denominator));
    rule->set_in_favour_numerator(static_cast<int32_t>(step.quorum->in_favour_numerator));
    rule->set_in_favour_denominator(static_cast<int32_t>(step.quorum->in_favour_denominator));
  }
  proto.set_notice_days(static_cast<int32_t>(step.notice_days));
  proto.set_days_allowed(static_cast<int32_t>(step.days_allowed));
  return proto;
}

v1::Procedure ToProto(const Record<Procedure>& procedure) {
  v1::Procedure proto;
  rpc::SetRecorded(procedure, proto);
  const Procedure& facts = procedure.facts;
  proto.set_title(facts.title);
  proto.set_division_prefix(facts.division_prefix);
  const bool is_default = facts.division_prefix.empty();
  if (is_default) {
    proto.clear_record_time();
  } else {
    *proto.mutable_effective_date() = rpc::ToProto(facts.effective_date);
  }
  for (const ProcedureStep& step : facts.steps) *proto.add_steps() = ToProto(step);
  proto.set_allow_repeated_deciders(facts.allow_repeated_deciders);
  return proto;
}

v1::ListProceduresResponse ToProto(const records::Page<Procedure>& page,
                                   const v1::ListProceduresRequest& request) {
  v1::ListProceduresResponse response;
  for (const auto& procedure : page.records) *response.add_procedures() = ToProto(procedure);
  rpc::SetPage(page, request, response);
  return response;
}

}  // namespace cobuild::projects
