// Every RPC of metrics with requests that are wrong: field and reason are named, and nothing is
// stored.
#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/rpc/testing/assessment_server.h"

namespace cobuild::assessment {
namespace {

using test::HasViolation;
using test::Refuses;

struct Malformed {
  const char* name;
  std::string request;
  const char* field;
  const char* reason;
};

std::string NameOf(const ::testing::TestParamInfo<Malformed>& malformed) {
  return malformed.param.name;
}

// ---- CreateMetric ----

class CreateMetricMalformed : public AssessmentServerTest,
                              public ::testing::WithParamInterface<Malformed> {};

TEST_P(CreateMetricMalformed, IsRefusedByNameAndStoresNothing) {
  EXPECT_STATUS(Create(GetParam().request), HasViolation(GetParam().field, GetParam().reason));
  EXPECT_EQ(store_.ReadHead()->position, 0);
}

std::string Metric(const std::string& fields) {
  return "request_id: 'r' metric { " + fields + " }";
}
constexpr char kRest[] = " description: 'd' fact: VILLAGE";

INSTANTIATE_TEST_SUITE_P(
    Fields, CreateMetricMalformed,
    ::testing::Values(
        Malformed{"NoMetric", "request_id: 'r'", "metric", "REQUIRED"},
        Malformed{"NoId", Metric(std::string("version: 1") + kRest), "metric.metric_id",
                  "REQUIRED"},
        Malformed{"IdInCapitals", Metric(std::string("metric_id: 'Villages' version: 1") + kRest),
                  "metric.metric_id", "MALFORMED"},
        Malformed{"IdTooLong",
                  Metric("metric_id: '" + std::string(64, 'a') + "' version: 1" + kRest),
                  "metric.metric_id", "MALFORMED"},
        Malformed{"NoVersion", Metric(std::string("metric_id: 'a'") + kRest), "metric.version",
                  "REQUIRED"},
        Malformed{"NegativeVersion", Metric(std::string("metric_id: 'a' version: -1") + kRest),
                  "metric.version", "OUT_OF_RANGE"},
        Malformed{"NoDescription", Metric("metric_id: 'a' version: 1 fact: VILLAGE"),
                  "metric.description", "REQUIRED"},
        Malformed{"DescriptionTooLong",
                  Metric("metric_id: 'a' version: 1 fact: VILLAGE description: '" +
                         std::string(201, 'x') + "'"),
                  "metric.description", "TOO_LONG"},
        Malformed{"NoFact", Metric("metric_id: 'a' version: 1 description: 'd'"), "metric.fact",
                  "REQUIRED"},
        Malformed{"UnknownFact", Metric("metric_id: 'a' version: 1 description: 'd' fact: 99"),
                  "metric.fact", "UNKNOWN_ENUM"},
        Malformed{"VillageWithDefinition",
                  Metric(std::string("metric_id: 'a' version: 1 income_definition: 'b@1'") + kRest),
                  "metric.income_definition", "OUT_OF_RANGE"},
        Malformed{"VillageWithQualifier",
                  Metric(std::string("metric_id: 'a' version: 1 qualifier: 'NEW'") + kRest),
                  "metric.qualifier", "OUT_OF_RANGE"},
        Malformed{"QualifierTooLongForAnyFact",
                  Metric("metric_id: 'a' version: 1 description: 'd' qualifier: '" +
                         std::string(64, 'x') + "'"),
                  "metric.qualifier", "TOO_LONG"},
        Malformed{"IncomeWithoutDefinition",
                  Metric("metric_id: 'a' version: 1 description: 'd' fact: VILLAGE_INCOME"),
                  "metric.income_definition", "REQUIRED"},
        Malformed{"DefinitionWithoutVersion",
                  Metric("metric_id: 'a' version: 1 description: 'd' fact: VILLAGE_INCOME "
                         "income_definition: 'b'"),
                  "metric.income_definition", "MALFORMED"},
        Malformed{"NoRequestId", std::string("metric { metric_id: 'a' version: 1") + kRest + "}",
                  "request_id", "REQUIRED"},
        Malformed{"RequestIdTooLong",
                  "request_id: '" + std::string(65, 'r') + "' metric { metric_id: 'a' version: 1" +
                      kRest + "}",
                  "request_id", "TOO_LONG"}),
    NameOf);

TEST_F(CreateMetricMalformed, AllAtOnce_AreAllNamed) {
  const auto refused = Create("metric { metric_id: '?' fact: 99 }");
  for (const char* field :
       {"metric.metric_id", "metric.version", "metric.description", "metric.fact", "request_id"}) {
    EXPECT_THAT(error::DetailOf(refused.status())->violations,
                ::testing::Contains(::testing::Field(&error::Violation::field, field)));
  }
}

TEST_F(CreateMetricMalformed, TextThatIsNotUtf8_IsRefused) {
  const auto refused = Create(
      "request_id: 'r' metric { metric_id: 'a' version: 1 fact: VILLAGE description: '\\377' }");
  EXPECT_STATUS(refused, Refuses(absl::StatusCode::kInvalidArgument, "INVALID_UTF8"));
  EXPECT_EQ(store_.ReadHead()->position, 0);
}

// ---- GetMetric ----

class GetMetricMalformed : public AssessmentServerTest,
                           public ::testing::WithParamInterface<Malformed> {};

TEST_P(GetMetricMalformed, IsRefusedByName) {
  EXPECT_STATUS(Call(metrics(), &v1::MetricService::Stub::GetMetric,
                     Parse<v1::GetMetricRequest>(GetParam().request)),
                HasViolation(GetParam().field, GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, GetMetricMalformed,
    ::testing::Values(Malformed{"NoName", "", "name", "REQUIRED"},
                      Malformed{"OtherCollection", "name: 'villages/a@1'", "name", "MALFORMED"},
                      Malformed{"NoVersion", "name: 'metrics/a'", "name", "MALFORMED"},
                      Malformed{"VersionZero", "name: 'metrics/a@0'", "name", "MALFORMED"}),
    NameOf);

// ---- ListMetrics ----

class ListMetricsMalformed : public AssessmentServerTest,
                             public ::testing::WithParamInterface<Malformed> {};

TEST_P(ListMetricsMalformed, IsRefusedByName) {
  EXPECT_STATUS(Call(metrics(), &v1::MetricService::Stub::ListMetrics,
                     Parse<v1::ListMetricsRequest>(GetParam().request)),
                HasViolation(GetParam().field, GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(Fields, ListMetricsMalformed,
                         ::testing::Values(Malformed{"NegativePage", "page_size: -1", "page_size",
                                                     "NEGATIVE_PAGE_SIZE"},
                                           Malformed{"MadeUpToken", "page_token: 'abc'",
                                                     "page_token", "PAGE_TOKEN_INVALID"}),
                         NameOf);

// ---- figures: EvaluateMetric and ExplainFigure take the same query ----

class QueryMalformed : public AssessmentServerTest,
                       public ::testing::WithParamInterface<Malformed> {
 protected:
  QueryMalformed() { CreateProgrammeMetrics(live_); }
};

TEST_P(QueryMalformed, IsRefusedByNameInBoth) {
  EXPECT_STATUS(Call(metrics(), &v1::MetricService::Stub::EvaluateMetric,
                     Parse<v1::EvaluateMetricRequest>(GetParam().request)),
                HasViolation(GetParam().field, GetParam().reason));
  const auto [messages, status] = Explain(GetParam().request);
  EXPECT_THAT(messages, ::testing::IsEmpty());
  EXPECT_STATUS(status, HasViolation(GetParam().field, GetParam().reason));
}

constexpr char kSum[] =
    "metric: 'metrics/collective_income@1' aggregation: SUM perimeter: 'perimeters/here' year: "
    "2011 "
    "as_of { year: 2011 month: 12 day: 31 } ";
constexpr char kGrowth[] =
    "metric: 'metrics/collective_income@1' aggregation: COMPOUND_ANNUAL_GROWTH "
    "perimeter: 'perimeters/here' as_of { year: 2011 month: 12 day: 31 } ";

// The later of two values of a field stands.
std::string Query(const std::string& base, const std::string& changed) {
  auto query = Parse<v1::FigureQuery>(base);
  query.MergeFrom(Parse<v1::FigureQuery>(changed));
  return "query { " + query.ShortDebugString() + " }";
}

std::string Without(const std::string& field) {
  auto query = Parse<v1::FigureQuery>(kSum);
  query.GetReflection()->ClearField(&query, query.GetDescriptor()->FindFieldByName(field));
  return "query { " + query.ShortDebugString() + " }";
}

INSTANTIATE_TEST_SUITE_P(
    Fields, QueryMalformed,
    ::testing::Values(
        Malformed{"NoMetric", Without("metric"), "query.metric", "REQUIRED"},
        Malformed{"MetricWithoutVersion", Query(kSum, "metric: 'metrics/a'"), "query.metric",
                  "MALFORMED"},
        Malformed{"NoAggregation", Without("aggregation"), "query.aggregation", "REQUIRED"},
        Malformed{"UnknownAggregation", Query(kSum, "aggregation: 99"), "query.aggregation",
                  "UNKNOWN_ENUM"},
        Malformed{"NoPerimeter", Without("perimeter"), "query.perimeter", "REQUIRED"},
        Malformed{"PerimeterWithoutCollection", Query(kSum, "perimeter: 'here'"), "query.perimeter",
                  "MALFORMED"},
        Malformed{"UnknownCategory",
                  Query(kSum, "category: 9 cohort_date { year: 2010 month: 1 day: 1 }"),
                  "query.category", "UNKNOWN_ENUM"},
        Malformed{"CategoryWithoutDay", Query(kSum, "category: HOLLOW_ECONOMY"),
                  "query.cohort_date", "REQUIRED"},
        Malformed{"CohortOnNoDay", Query(kSum, "cohort_date { year: 2010 month: 2 day: 30 }"),
                  "query.cohort_date", "INVALID_DATE"},
        Malformed{"NoAsOf", Without("as_of"), "query.as_of", "REQUIRED"},
        Malformed{"AsOfOnNoDay", Query(kSum, "as_of { day: 32 }"), "query.as_of", "INVALID_DATE"},
        Malformed{"YearTooEarly", Query(kSum, "year: 1977"), "query.year", "OUT_OF_RANGE"},
        Malformed{"YearTooLate", Query(kSum, "year: 2101"), "query.year", "OUT_OF_RANGE"},
        Malformed{"IncomeWithoutYear", Without("year"), "query.year", "REQUIRED"},
        Malformed{"FromYearOfASum", Query(kSum, "from_year: 2009"), "query.from_year",
                  "OUT_OF_RANGE"},
        Malformed{"GrowthWithoutYear", Query(kGrowth, "from_year: 2009"), "query.year", "REQUIRED"},
        Malformed{"GrowthWithoutFromYear", Query(kGrowth, "year: 2011"), "query.from_year",
                  "REQUIRED"},
        Malformed{"GrowthBackwards", Query(kGrowth, "year: 2011 from_year: 2011"),
                  "query.from_year", "OUT_OF_RANGE"},
        Malformed{"VillagesSummed", Query(kSum, "metric: 'metrics/villages@1'"),
                  "query.aggregation", "OUT_OF_RANGE"},
        Malformed{"VillagesOfAYear", Query(kSum, "metric: 'metrics/villages@1' aggregation: COUNT"),
                  "query.year", "OUT_OF_RANGE"},
        Malformed{"KnownAtPosition", Query(kSum, "") + " known_at { position: 7 }",
                  "known_at.position", "POSITION_NOT_ALLOWED"},
        Malformed{"KnownAtNothing", Query(kSum, "") + " known_at { }", "known_at", "REQUIRED"},
        Malformed{"KnownAtOutOfTime",
                  Query(kSum, "") + " known_at { time { seconds: 253402300800 } }", "known_at.time",
                  "OUT_OF_RANGE"}),
    NameOf);

TEST_F(QueryMalformed, EvaluateMetric_WithoutQuery_IsRefused) {
  EXPECT_STATUS(
      Call(metrics(), &v1::MetricService::Stub::EvaluateMetric, v1::EvaluateMetricRequest()),
      HasViolation("query", "REQUIRED"));
}

TEST_F(QueryMalformed, ExplainFigure_WithoutFigure_IsRefused) {
  EXPECT_STATUS(Explain("").second, HasViolation("figure", "REQUIRED"));
}

TEST_F(QueryMalformed, ExplainFigure_MalformedClaim_IsRefused) {
  for (const char* claim : {"''", "'F1'", "'F001'", "'f22'", "'F2x'"}) {
    EXPECT_STATUS(Explain(std::string("claim: ") + claim).second,
                  HasViolation("claim", "MALFORMED"))
        << claim;
  }
}

}  // namespace
}  // namespace cobuild::assessment
