#include "cobuild/assessment/v1/metric.grpc.pb.h"
#include "common/rpc/status.h"
#include "services/cli/commands/explanation_view.h"
#include "services/cli/commands/nouns.h"
#include "services/cli/session.h"

namespace cobuild::cli {
namespace {

absl::StatusOr<std::vector<Explained>> ReadExplanation(
    Session& session, const assessment::v1::ExplainFigureRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const auto channel, session.connections().To(Service::kAssessment));
  assessment::v1::MetricService::Stub stub(channel);
  const auto context = session.Context();
  const auto stream = stub.ExplainFigure(context.get(), request);
  std::vector<Explained> explained;
  absl::Status appended;
  assessment::v1::ExplainFigureResponse part;
  while (appended.ok() && stream->Read(&part)) appended = Append(part, explained);
  if (!appended.ok()) {
    context->TryCancel();
    return appended;
  }
  COBUILD_RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return explained;
}

void PrintExplanation(Session& session, const std::vector<Explained>& explained) {
  switch (session.format()) {
    case Format::kTable: {
      const char* separator = "";
      for (const Explained& each : explained) {
        session.out() << separator << ExplanationTable(each, session.language());
        separator = "\n";
      }
      return;
    }
    case Format::kJson: {
      Json figures = Json::array();
      for (const Explained& each : explained) figures.push_back(ExplanationJson(each));
      session.out() << Dump(figures) << "\n";
      return;
    }
    case Format::kCsv:
      session.out() << ExplanationCsv(explained);
      return;
    case Format::kXlsx:
      session.Keep(ExplanationSheet(explained));
      return;
  }
}

absl::Status ExplainRequest(Session& session, const assessment::v1::ExplainFigureRequest& request) {
  COBUILD_ASSIGN_OR_RETURN(const auto explained, ReadExplanation(session, request));
  PrintExplanation(session, explained);
  for (const Explained& each : explained) COBUILD_RETURN_IF_ERROR(CheckSums(each));
  return absl::OkStatus();
}

absl::Status Explain(Arguments& arguments, Session& session) {
  assessment::v1::ExplainFigureRequest request;
  request.set_claim(arguments.Text("CLAIM"));
  SetKnownAt(arguments, request);
  COBUILD_RETURN_IF_ERROR(arguments.Check());
  return ExplainRequest(session, request);
}

assessment::v1::FigureQuery QueryFrom(Arguments& arguments) {
  assessment::v1::FigureQuery query;
  query.set_metric(arguments.Name("METRIC", "metrics"));
  query.set_aggregation(arguments.Enum<assessment::v1::Aggregation>("aggregation"));
  query.set_perimeter(arguments.Name("perimeter", "perimeters"));
  query.set_category(arguments.Enum<registry::v1::VillageCategory>("category"));
  if (arguments.Has("cohort-date")) *query.mutable_cohort_date() = arguments.Date("cohort-date");
  query.set_year(static_cast<int32_t>(arguments.Integer("year", 1, 9999)));
  query.set_from_year(static_cast<int32_t>(arguments.Integer("from-year", 1, 9999)));
  *query.mutable_as_of() = arguments.Date("as-of");
  return query;
}

absl::Status Evaluate(Arguments& arguments, Session& session) {
  if (arguments.Has("explain")) {
    assessment::v1::ExplainFigureRequest request;
    *request.mutable_query() = QueryFrom(arguments);
    SetKnownAt(arguments, request);
    COBUILD_RETURN_IF_ERROR(arguments.Check());
    return ExplainRequest(session, request);
  }
  assessment::v1::EvaluateMetricRequest request;
  *request.mutable_query() = QueryFrom(arguments);
  SetKnownAt(arguments, request);
  return session.CallAndPrint(arguments, Service::kAssessment,
                              &assessment::v1::MetricService::Stub::EvaluateMetric, request);
}

}  // namespace

std::vector<Command> FigureCommands() {
  return {
      {"figure",
       "explain",
       "a claim's figure with its formula, rows and journal lines",
       With({Positional("CLAIM", "as F22")}, KnownAtOnly()),
       Explain,
       {"cobuild.assessment.v1.MetricService/ExplainFigure"},
       ExplanationColumns(),
       "figure explain F22"},
      {"figure",
       "evaluate",
       "computes any figure",
       With({Positional("METRIC", "as collective_income@1"),
             OneOf(assessment::v1::Aggregation_descriptor(),
                   Required("aggregation",
                            "COUNT, SUM, MEAN, MINIMUM, COMPOUND_ANNUAL_GROWTH, SHARE, ...")),
             Required("perimeter", "the villages that count"),
             Required("as-of", "day at which the perimeter is taken"),
             OneOf(registry::v1::VillageCategory_descriptor(),
                   Optional("category", "only villages with this category open on --cohort-date")),
             Optional("cohort-date",
                      "day at which the cohort is frozen; without --category any category"),
             Optional("year", "calendar year; for growth the last one"),
             Optional("from-year", "first year of a growth or of a period of years"),
             Flag("explain", "with its rows and journal lines")},
            KnownAtOnly()),
       Evaluate,
       {"cobuild.assessment.v1.MetricService/EvaluateMetric",
        "cobuild.assessment.v1.MetricService/ExplainFigure"},
       {},
       "figure evaluate collective_income@1 --aggregation sum --perimeter jiangxia-programme "
       "--as-of 2011-12-31 --year 2011"},
  };
}

}  // namespace cobuild::cli
