#include "services/assessment/rpc/convert_figure.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/fields.h"
#include "services/assessment/rpc/enums.h"
#include "services/assessment/rpc/names.h"

namespace cobuild::assessment {
namespace {

// The years for which finance records income.
constexpr int kFirstYear = 1978;
constexpr int kLastYear = 2100;

bool IsYear(int year) { return kFirstYear <= year && year <= kLastYear; }

// Whether the metric has years at all is checked where it is known.
void CheckYears(error::Violations& violations, const v1::FigureQuery& query) {
  const bool growth = query.aggregation() == v1::COMPOUND_ANNUAL_GROWTH;
  if (query.year() != 0 && !IsYear(query.year())) {
    violations.Add("query.year", "OUT_OF_RANGE", "must be 1978 to 2100");
  }
  if (growth && query.year() == 0) {
    violations.Add("query.year", "REQUIRED", "must be given for a growth");
  }
  if (growth && query.from_year() == 0) {
    violations.Add("query.from_year", "REQUIRED", "must be given for a growth");
  } else if (query.from_year() != 0 &&
             (!IsYear(query.from_year()) || query.from_year() >= query.year())) {
    violations.Add("query.from_year", "OUT_OF_RANGE", "must be 1978 or later, and before the year");
  }
}

FigureQuery ReadQuery(error::Violations& violations, const v1::FigureQuery& query) {
  FigureQuery read;
  read.metric = RequiredMetricName(violations, "query.metric", query.metric());
  read.aggregation =
      FromProto(rpc::RequiredEnum(violations, "query.aggregation", query.aggregation()));
  read.perimeter =
      rpc::RequiredIdName(violations, "query.perimeter", query.perimeter(), "perimeters");
  read.category = FromProto(rpc::OptionalEnum(violations, "query.category", query.category()));
  read.cohort_date = rpc::OptionalDate(violations, "query.cohort_date", query.cohort_date());
  if (query.category() != registry::v1::VILLAGE_CATEGORY_UNSPECIFIED && !read.cohort_date) {
    violations.Add("query.cohort_date", "REQUIRED", "must be given with a category");
  }
  CheckYears(violations, query);
  read.year = query.year();
  read.from_year = query.from_year();
  read.as_of = rpc::RequiredDate(violations, "query.as_of", query.as_of());
  return read;
}

bool IsClaimId(std::string_view text) {
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  return text.size() == 3 && text[0] == 'F' && is_digit(text[1]) && is_digit(text[2]);
}

std::string ReadClaim(error::Violations& violations, const std::string& claim) {
  if (!IsClaimId(claim)) violations.Add("claim", "MALFORMED", "must be F and two digits, as F22");
  return claim;
}

v1::FigureQuery ToProto(const FigureQuery& query) {
  v1::FigureQuery proto;
  proto.set_metric(MetricName(query.metric));
  proto.set_aggregation(ToProto(query.aggregation));
  proto.set_perimeter(PerimeterName(query.perimeter));
  proto.set_category(ToProto(query.category));
  if (query.cohort_date) *proto.mutable_cohort_date() = rpc::ToProto(*query.cohort_date);
  proto.set_year(query.year);
  proto.set_from_year(query.from_year);
  *proto.mutable_as_of() = rpc::ToProto(query.as_of);
  return proto;
}

finance::v1::Transfer ToProto(const Transfer& transfer) {
  finance::v1::Transfer proto;
  proto.set_name(transfer.name);
  proto.set_debit_account(transfer.debit_account);
  proto.set_credit_account(transfer.credit_account);
  *proto.mutable_amount() = rpc::ToProto(transfer.amount);
  *proto.mutable_effective_date() = rpc::ToProto(transfer.effective_date);
  proto.set_description(transfer.description);
  proto.set_reverses(transfer.reverses);
  proto.set_position(transfer.position);
  *proto.mutable_record_time() = rpc::ToProto(transfer.record_time);
  proto.set_actor(transfer.actor);
  return proto;
}

}  // namespace

std::optional<base::Timestamp> RequiredKnownTime(error::Violations& violations,
                                                 const type::v1::KnownAt& known_at) {
  if (known_at.has_position()) {
    violations.Add("known_at.position", "POSITION_NOT_ALLOWED",
                   "must be an instant: each service numbers its own positions");
    return std::nullopt;
  }
  return rpc::RequiredKnownAt(violations, known_at).time;
}

absl::StatusOr<EvaluateMetricCommand> FromProto(const v1::EvaluateMetricRequest& request,
                                                const rpc::Call& call) {
  error::Violations violations;
  EvaluateMetricCommand command;
  if (request.has_query()) {
    command.query = ReadQuery(violations, request.query());
  } else {
    violations.Add("query", "REQUIRED", "must be given");
  }
  command.known_at = KnownTimeOf(violations, request);
  command.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

absl::StatusOr<ExplainFigureCommand> FromProto(const v1::ExplainFigureRequest& request,
                                               const rpc::Call& call) {
  error::Violations violations;
  ExplainFigureCommand command;
  switch (request.figure_case()) {
    case v1::ExplainFigureRequest::kClaim:
      command.figure = ReadClaim(violations, request.claim());
      break;
    case v1::ExplainFigureRequest::kQuery:
      command.figure = ReadQuery(violations, request.query());
      break;
    case v1::ExplainFigureRequest::FIGURE_NOT_SET:
      violations.Add("figure", "REQUIRED", "must be a claim or a query");
      break;
  }
  command.known_at = KnownTimeOf(violations, request);
  command.reach = call.reach();
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return command;
}

v1::Figure ToProto(const Figure& figure) {
  v1::Figure proto;
  *proto.mutable_query() = ToProto(figure.query);
  if (figure.value) proto.set_value(ToDecimal(*figure.value, LeastPlaces(figure.unit)));
  proto.set_unit(std::string(NameOf(figure.unit)));
  proto.set_formula(figure.formula);
  proto.set_subject_count(figure.subject_count);
  for (const std::string& name : figure.missing) AddMissing(name, proto);
  proto.set_data_origin(ToProto(figure.origin));
  proto.set_definition(figure.definition);
  *proto.mutable_positions() = ToProto(figure.positions);
  proto.mutable_verification()->set_declared(figure.verification.declared);
  proto.mutable_verification()->set_township_verified(figure.verification.township_verified);
  proto.mutable_verification()->set_district_accepted(figure.verification.district_accepted);
  return proto;
}

v1::SourcePositions ToProto(const Positions& positions) {
  v1::SourcePositions proto;
  proto.set_registry(positions.registry);
  proto.set_finance(positions.finance);
  proto.set_projects(positions.projects);
  return proto;
}

v1::FigureRow ToProto(const Row& row) {
  v1::FigureRow proto;
  if (!row.village.code.empty()) proto.set_village(VillageName(row.village.code));
  proto.set_village_display_name(row.village.name);
  proto.set_township_display_name(row.village.township_name);
  proto.set_value(ToDecimal(row.value, LeastPlaces(row.unit)));
  proto.set_subject(row.subject);
  proto.set_subject_display_name(row.display_name);
  for (const std::string& name : row.facts) proto.add_facts(name);
  for (const Evidence& evidence : row.evidence) {
    v1::FigureEvidence& added = *proto.add_evidence();
    added.set_record(evidence.record);
    added.set_sha256(evidence.sha256);
  }
  return proto;
}

v1::FigureLine ToProto(const JournalLine& line) {
  v1::FigureLine proto;
  if (!line.village.empty()) proto.set_village(VillageName(line.village));
  *proto.mutable_signed_amount() = rpc::ToProto(line.signed_amount);
  *proto.mutable_transfer() = ToProto(line.transfer);
  proto.set_subject(line.subject);
  proto.set_record(line.record);
  for (const std::string& sha256 : line.evidence) proto.add_evidence_sha256(sha256);
  return proto;
}

}  // namespace cobuild::assessment
