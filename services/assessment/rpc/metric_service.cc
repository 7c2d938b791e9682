#include "services/assessment/rpc/metric_service.h"

#include "cobuild/assessment/v1/metric.pb.h"
#include "common/base/status_macros.h"
#include "common/rpc/page.h"
#include "services/assessment/app/create_metric.h"
#include "services/assessment/app/evaluate_metric.h"
#include "services/assessment/app/explain_figure.h"
#include "services/assessment/app/read_metrics.h"
#include "services/assessment/rpc/convert_figure.h"
#include "services/assessment/rpc/convert_metric.h"
#include "services/assessment/rpc/convert_request.h"
#include "services/assessment/rpc/methods.h"
#include "services/assessment/rpc/streamed_explanation.h"

namespace cobuild::assessment {
namespace {

absl::StatusOr<v1::Metric> Create(LiveAssessment& live, const rpc::Call& call,
                                  const v1::CreateMetricRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const Metric wanted, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Metric> metric,
                           CreateMetric(live, ChangeOf(call, request), wanted));
  return ToProto(metric);
}

absl::StatusOr<v1::Metric> Get(const LiveAssessment& live, const v1::GetMetricRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const MetricKey key, FromProto(request));
  COBUILD_ASSIGN_OR_RETURN(const Record<Metric> metric, GetMetric(live, key));
  return ToProto(metric);
}

absl::StatusOr<v1::ListMetricsResponse> List(const LiveAssessment& live,
                                             const v1::ListMetricsRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const ListMetricsFields fields, FromProto(request));
  const MetricPage page = ListMetrics(live, fields.after, fields.size);
  v1::ListMetricsResponse response;
  for (const Record<Metric>& metric : page.metrics) *response.add_metrics() = ToProto(metric);
  if (page.more) {
    response.set_next_page_token(rpc::NextPageToken(request, page.metrics.back().id));
  }
  return response;
}

absl::StatusOr<v1::Figure> Evaluate(const LiveAssessment& live, Sources& sources,
                                    const rpc::Call& call,
                                    const v1::EvaluateMetricRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const EvaluateMetricCommand command, FromProto(request, call));
  COBUILD_ASSIGN_OR_RETURN(const Figure figure, EvaluateMetric(live, sources, command));
  return ToProto(figure);
}

absl::Status Explain(const LiveAssessment& live, Sources& sources, const std::vector<Claim>& claims,
                     const rpc::Call& call, const v1::ExplainFigureRequest& request,
                     rpc::StreamWriter<v1::ExplainFigureResponse>& writer) {
  COBUILD_ASSIGN_OR_RETURN(const ExplainFigureCommand command, FromProto(request, call));
  StreamedExplanation explanation(writer);
  return ExplainFigure(live, sources, claims, command, explanation);
}

}  // namespace

void RegisterMetricService(rpc::Router& router, LiveAssessment& live, const SourcesFor& sources_for,
                           const std::vector<Claim>& claims) {
  router.Unary<v1::CreateMetricRequest, v1::Metric>(
      kCreateMetric, [&](rpc::Call& call, const v1::CreateMetricRequest& request) {
        return Create(live, call, request);
      });
  router.Unary<v1::GetMetricRequest, v1::Metric>(
      kGetMetric,
      [&](rpc::Call&, const v1::GetMetricRequest& request) { return Get(live, request); });
  router.Unary<v1::ListMetricsRequest, v1::ListMetricsResponse>(
      kListMetrics,
      [&](rpc::Call&, const v1::ListMetricsRequest& request) { return List(live, request); });
  router.Unary<v1::EvaluateMetricRequest, v1::Figure>(
      kEvaluateMetric,
      [&live, sources_for](rpc::Call& call, const v1::EvaluateMetricRequest& request) {
        return Evaluate(live, *sources_for(call), call, request);
      });
  router.ServerStream<v1::ExplainFigureRequest, v1::ExplainFigureResponse>(
      kExplainFigure,
      [&live, sources_for, &claims](rpc::Call& call, const v1::ExplainFigureRequest& request,
                                    rpc::StreamWriter<v1::ExplainFigureResponse>& writer) {
        return Explain(live, *sources_for(call), claims, call, request, writer);
      });
}

}  // namespace cobuild::assessment
