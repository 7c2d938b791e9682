#include "cobuild/assessment/v1/metric.grpc.pb.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/pages.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

absl::Status CreateMetric(Arguments& arguments, Session& session) {
  assessment::v1::CreateMetricRequest request;
  assessment::v1::Metric& metric = *request.mutable_metric();
  metric.set_metric_id(arguments.Text("ID"));
  metric.set_version(static_cast<int32_t>(arguments.Integer("VERSION", 1, INT32_MAX)));
  metric.set_description(arguments.Text("description"));
  metric.set_fact(arguments.Enum<assessment::v1::Fact>("fact"));
  metric.set_income_definition(arguments.Text("income-definition"));
  metric.set_qualifier(arguments.Text("qualifier"));
  request.set_request_id(session.RequestId(arguments));
  request.set_validate_only(arguments.Has("dry-run"));
  return session.CallAndPrint(arguments, Service::kAssessment,
                              &assessment::v1::MetricService::Stub::CreateMetric, request);
}

absl::Status GetMetric(Arguments& arguments, Session& session) {
  assessment::v1::GetMetricRequest request;
  request.set_name(arguments.Name("METRIC", "metrics"));
  return session.CallAndPrint(arguments, Service::kAssessment,
                              &assessment::v1::MetricService::Stub::GetMetric, request);
}

absl::Status ListMetrics(Arguments& arguments, Session& session) {
  return ListRows(
      session, arguments, Service::kAssessment, &assessment::v1::MetricService::Stub::ListMetrics,
      assessment::v1::ListMetricsRequest(), &assessment::v1::ListMetricsResponse::metrics);
}

}  // namespace

std::vector<Command> MetricCommands() {
  return {
      {"metric",
       "create",
       "the next version of a metric",
       With({Positional("ID", "as collective_income"), Positional("VERSION", "from 1"),
             Required("description", "for people"),
             OneOf(assessment::v1::Fact_descriptor(),
                   Required("fact", "as VILLAGE, VILLAGE_INCOME or POSTING")),
             Optional("income-definition", "for VILLAGE_INCOME, as collective_income_gross@1"),
             Optional("qualifier", "which records count, as FIRST_SECRETARY of POSTING")},
            DryRunAndRequestId()),
       CreateMetric,
       {"cobuild.assessment.v1.MetricService/CreateMetric"},
       {},
       "metric create collective_income 2 --description 集体经济收入 --fact village-income "
       "--income-definition collective_income_gross@1"},
      {"metric",
       "get",
       "one metric",
       {Positional("METRIC", "as collective_income@1")},
       GetMetric,
       {"cobuild.assessment.v1.MetricService/GetMetric"},
       {},
       "metric get collective_income@1"},
      {"metric",
       "list",
       "metrics in order of id and version",
       Limit(),
       ListMetrics,
       {"cobuild.assessment.v1.MetricService/ListMetrics"},
       {{"name", "METRIC"},
        {"fact", "FACT"},
        {"income_definition", "INCOME DEFINITION"},
        {"qualifier", "QUALIFIER"},
        {"description", "DESCRIPTION"}},
       "metric list"},
  };
}

}  // namespace cobuild::cli
