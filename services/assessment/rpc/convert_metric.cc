#include "services/assessment/rpc/convert_metric.h"

#include <utility>

#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/error/error.h"
#include "common/rpc/fields.h"
#include "common/rpc/page.h"
#include "services/assessment/rpc/enums.h"
#include "services/assessment/rpc/names.h"

namespace cobuild::assessment {
namespace {

constexpr size_t kMaxDescription = 200;
constexpr size_t kMaxQualifier = 63;

void CheckId(error::Violations& violations, const std::string& id) {
  if (id.empty()) {
    violations.Add("metric.metric_id", "REQUIRED", "must be given");
  } else if (!IsMetricId(id)) {
    violations.Add("metric.metric_id", "MALFORMED", "must match ^[a-z][a-z0-9_]{0,62}$");
  }
}

void CheckVersion(error::Violations& violations, int version) {
  if (version == 0) {
    violations.Add("metric.version", "REQUIRED", "must be given");
  } else if (version < 0) {
    violations.Add("metric.version", "OUT_OF_RANGE", "must be at least 1");
  }
}

// Definitions of finance are named as metrics are.
void CheckIncomeDefinition(error::Violations& violations, const v1::Metric& metric) {
  const std::string& definition = metric.income_definition();
  constexpr char kField[] = "metric.income_definition";
  if (metric.fact() != v1::VILLAGE_INCOME && !definition.empty()) {
    violations.Add(kField, "OUT_OF_RANGE", "must be empty where no incomes are summed");
  } else if (metric.fact() == v1::VILLAGE_INCOME && definition.empty()) {
    violations.Add(kField, "REQUIRED", "must be given where incomes are summed");
  } else if (!definition.empty() && !ParseMetricKey(definition)) {
    violations.Add(kField, "MALFORMED",
                   "must be {definition}@{version}, as collective_income_gross@1");
  }
}

// Its length whatever the fact is, then whether the fact can have it.
void CheckQualifier(error::Violations& violations, const v1::Metric& metric) {
  constexpr char kField[] = "metric.qualifier";
  if (base::CodePoints(metric.qualifier()) > kMaxQualifier) {
    violations.Add(kField, "TOO_LONG", "must have at most 63 characters");
    return;
  }
  if (!v1::Fact_IsValid(metric.fact()) || metric.fact() == v1::FACT_UNSPECIFIED) return;
  if (!TakesQualifier(FromProto(metric.fact()), metric.qualifier())) {
    violations.Add(kField, "OUT_OF_RANGE", "must be one that the fact can have");
  }
}

}  // namespace

v1::Metric ToProto(const Record<Metric>& record) {
  const Metric& metric = record.facts;
  v1::Metric proto;
  proto.set_name(MetricName(metric.key));
  proto.set_metric_id(metric.key.id);
  proto.set_version(metric.key.version);
  proto.set_description(metric.description);
  proto.set_fact(ToProto(metric.fact));
  proto.set_income_definition(metric.income_definition);
  proto.set_qualifier(metric.qualifier);
  if (record.position > 0) {
    proto.set_position(record.position);
    *proto.mutable_record_time() = rpc::ToProto(record.record_time);
  }
  return proto;
}

absl::StatusOr<Metric> FromProto(const v1::CreateMetricRequest& request) {
  error::Violations violations;
  Metric wanted;
  if (!request.has_metric()) {
    violations.Add("metric", "REQUIRED", "must be given");
  } else {
    const v1::Metric& metric = request.metric();
    CheckId(violations, metric.metric_id());
    CheckVersion(violations, metric.version());
    wanted.key = {metric.metric_id(), metric.version()};
    wanted.description =
        rpc::RequiredText(violations, "metric.description", metric.description(), kMaxDescription);
    wanted.fact = FromProto(rpc::RequiredEnum(violations, "metric.fact", metric.fact()));
    CheckIncomeDefinition(violations, metric);
    wanted.income_definition = metric.income_definition();
    CheckQualifier(violations, metric);
    wanted.qualifier = metric.qualifier();
  }
  rpc::RequiredRequestId(violations, request.request_id());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return wanted;
}

absl::StatusOr<MetricKey> FromProto(const v1::GetMetricRequest& request) {
  error::Violations violations;
  MetricKey key = RequiredMetricName(violations, "name", request.name());
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return key;
}

absl::StatusOr<ListMetricsFields> FromProto(const v1::ListMetricsRequest& request) {
  error::Violations violations;
  const rpc::Page page = rpc::PageOf(violations, request);
  ListMetricsFields fields{.size = page.size, .after = ParseMetricKey(page.after)};
  if (!page.after.empty() && !fields.after) {
    violations.Add("page_token", "PAGE_TOKEN_INVALID", "must come from the response before");
  }
  COBUILD_RETURN_IF_ERROR(std::move(violations).Finish());
  return fields;
}

}  // namespace cobuild::assessment
