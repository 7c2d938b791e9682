#include "services/assessment/rpc/convert_report.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/fields.h"
#include "services/assessment/rpc/convert_figure.h"
#include "services/assessment/rpc/enums.h"
#include "services/assessment/rpc/names.h"

namespace cobuild::assessment {
namespace {

v1::Violator ToViolator(const Row& row) {
  v1::Violator proto;
  if (!row.village.code.empty()) proto.set_village(VillageName(row.village.code));
  proto.set_display_name(row.display_name);
  proto.set_subject(row.subject);
  proto.set_value(ToDecimal(row.value, LeastPlaces(row.unit)));
  return proto;
}

void FillFromFigure(v1::ClaimResult& proto, const Figure& figure) {
  if (figure.value) proto.set_computed_value(ToDecimal(*figure.value, LeastPlaces(figure.unit)));
  for (const std::string& name : figure.missing) AddMissing(name, proto);
  proto.set_definition(figure.definition);
  proto.set_data_origin(ToProto(figure.origin));
}

v1::ClaimResult ToProto(const ClaimResult& result) {
  const Claim& claim = result.claim;
  v1::ClaimResult proto;
  proto.set_id(claim.id);
  proto.set_statement(claim.statement);
  proto.set_claimed_value(claim.claimed_value);
  proto.set_relation(claim.relation);
  proto.set_unit(claim.unit);
  proto.set_period(claim.period);
  proto.set_as_of(claim.as_of);
  if (claim.definition) proto.set_perimeter(DescribeScope(claim.definition->query));
  if (result.figure) FillFromFigure(proto, *result.figure);
  proto.set_rendered_value(result.rendered_value);
  proto.set_verdict(ToProto(result.finding.verdict));
  for (const Row& row : result.finding.violators) *proto.add_violators() = ToViolator(row);
  proto.set_formula(result.formula);
  return proto;
}

}  // namespace

absl::StatusOr<std::optional<base::Timestamp>> FromProto(
    const v1::GenerateProgrammeReportRequest& request) {
  error::Violations violations;
  const std::optional<base::Timestamp> known_at = KnownTimeOf(violations, request);
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return known_at;
}

v1::ProgrammeReport ToProto(const ProgrammeReport& report) {
  v1::ProgrammeReport proto;
  for (const ClaimResult& result : report.claims) *proto.add_claims() = ToProto(result);
  *proto.mutable_generate_time() = rpc::ToProto(report.generate_time);
  if (report.known_at) *proto.mutable_known_at() = rpc::ToProto(*report.known_at);
  *proto.mutable_positions() = ToProto(report.positions);
  proto.set_data_origin(ToProto(report.origin));
  return proto;
}

}  // namespace cobuild::assessment
