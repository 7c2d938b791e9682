#include "services/assessment/rpc/convert_report.h"

#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "services/assessment/rpc/enums.h"
#include "services/assessment/rpc/names.h"

namespace cobuild::assessment {
namespace {

int64_t CheckedPosition(error::Violations& violations, const std::string& field, int64_t position) {
  if (position < 0) violations.Add(field, "OUT_OF_RANGE", "must not be negative");
  return position;
}

v1::Violator ToProto(const StatedViolator& violator) {
  v1::Violator proto;
  if (!violator.village.empty()) proto.set_village(VillageName(violator.village));
  proto.set_display_name(violator.display_name);
  proto.set_value(violator.value);
  proto.set_subject(violator.subject);
  return proto;
}

v1::ClaimResult ToProto(const StatedClaim& claim) {
  v1::ClaimResult proto;
  proto.set_id(claim.id);
  proto.set_statement(claim.statement);
  proto.set_claimed_value(claim.claimed_value);
  proto.set_relation(claim.relation);
  proto.set_computed_value(claim.computed_value);
  proto.set_rendered_value(claim.rendered_value);
  proto.set_unit(claim.unit);
  proto.set_verdict(ToProto(claim.verdict));
  for (const StatedViolator& violator : claim.violators) {
    *proto.add_violators() = ToProto(violator);
  }
  for (const std::string& name : claim.missing) AddMissing(name, proto);
  proto.set_period(claim.period);
  proto.set_as_of(claim.as_of);
  proto.set_perimeter(claim.perimeter);
  proto.set_definition(claim.definition);
  proto.set_data_origin(ToProto(claim.origin));
  proto.set_formula(claim.formula);
  return proto;
}

}  // namespace

Positions RequiredPositions(error::Violations& violations, const v1::SourcePositions& positions) {
  return {.registry = CheckedPosition(violations, "positions.registry", positions.registry()),
          .finance = CheckedPosition(violations, "positions.finance", positions.finance()),
          .projects = CheckedPosition(violations, "positions.projects", positions.projects())};
}

int64_t MetricsPositionOf(error::Violations& violations, int64_t position, bool with_positions) {
  if (position > 0 && !with_positions) {
    violations.Add("metrics_position", "NOT_APPLICABLE", "must not be given without positions");
  }
  return CheckedPosition(violations, "metrics_position", position);
}

absl::StatusOr<GenerateProgrammeReportCommand> FromProto(
    const v1::GenerateProgrammeReportRequest& request, const rpc::Call& call) {
  error::Violations violations;
  GenerateProgrammeReportCommand command = GenerateOf(violations, request, call);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

v1::ProgrammeReport ToProto(const ReportContent& content) {
  v1::ProgrammeReport proto;
  for (const StatedClaim& claim : content.claims) *proto.add_claims() = ToProto(claim);
  *proto.mutable_generate_time() = rpc::ToProto(content.generate_time);
  if (content.known_at) *proto.mutable_known_at() = rpc::ToProto(*content.known_at);
  *proto.mutable_positions() = ToProto(content.positions);
  proto.set_data_origin(ToProto(content.origin));
  proto.set_metrics_position(content.metrics_position);
  proto.set_content_digest(base::ToHex(DigestOf(content)));
  return proto;
}

}  // namespace cobuild::assessment
