#include "services/assessment/rpc/testing/assessment_server.h"

#include "services/assessment/app/testing/programme_example.h"
#include "services/assessment/rpc/metric_service.h"
#include "services/assessment/rpc/report_service.h"

namespace cobuild::assessment {
namespace {

constexpr char kGrants[] = R"({"principals": [
  {"name": "machine/assessor", "roles": ["ASSESSOR"]},
  {"name": "machine/signer", "roles": ["ASSESSOR"]},
  {"name": "machine/viewer", "roles": ["MUNICIPAL_VIEWER"]}
]})";

// Hands calls on to sources that it does not own.
class BorrowedSources : public Sources {
 public:
  explicit BorrowedSources(Sources& sources) : sources_(sources) {}

  absl::StatusOr<int64_t> RegistryPosition(const std::string& perimeter,
                                           std::optional<base::Timestamp> time) override {
    return sources_.RegistryPosition(perimeter, time);
  }
  absl::StatusOr<Subjects> ReadPerimeter(const std::string& perimeter, base::Date as_of,
                                         int64_t position) override {
    return sources_.ReadPerimeter(perimeter, as_of, position);
  }
  absl::StatusOr<std::vector<Episode>> ReadEpisodes(base::Date open_on, int64_t position) override {
    return sources_.ReadEpisodes(open_on, position);
  }
  absl::StatusOr<std::vector<Item>> ReadRegistryRecords(const RecordQuery& query,
                                                        int64_t position) override {
    return sources_.ReadRegistryRecords(query, position);
  }
  absl::StatusOr<std::vector<District>> ReadDistricts(const std::vector<std::string>& townships,
                                                      base::Date as_of, int64_t position) override {
    return sources_.ReadDistricts(townships, as_of, position);
  }
  absl::StatusOr<int64_t> FinancePosition(std::optional<base::Timestamp> time) override {
    return sources_.FinancePosition(time);
  }
  absl::StatusOr<int64_t> ProjectsPosition(std::optional<base::Timestamp> time) override {
    return sources_.ProjectsPosition(time);
  }
  absl::StatusOr<std::vector<Project>> ReadProjects(const ProjectQuery& query,
                                                    int64_t position) override {
    return sources_.ReadProjects(query, position);
  }
  absl::StatusOr<std::vector<PromotedModel>> ReadPromotedModels(base::Date as_of,
                                                                int64_t position) override {
    return sources_.ReadPromotedModels(as_of, position);
  }
  absl::StatusOr<ProjectEvidence> ReadProjectEvidence(base::Date as_of, int64_t position) override {
    return sources_.ReadProjectEvidence(as_of, position);
  }
  absl::StatusOr<Incomes> SummarizeIncome(const std::vector<std::string>& villages, int year,
                                          const std::string& definition,
                                          int64_t position) override {
    return sources_.SummarizeIncome(villages, year, definition, position);
  }
  absl::Status ReadIncomeLines(const std::vector<std::string>& villages, int year,
                               const std::string& definition, int64_t position,
                               const LineSink& sink) override {
    return sources_.ReadIncomeLines(villages, year, definition, position, sink);
  }
  absl::StatusOr<Investments> SummarizeInvestments(const std::vector<std::string>& projects,
                                                   base::Date as_of, int64_t position) override {
    return sources_.SummarizeInvestments(projects, as_of, position);
  }
  absl::Status ReadInvestmentLines(const std::vector<std::string>& projects, base::Date as_of,
                                   int64_t position, const InvestmentLineSink& sink) override {
    return sources_.ReadInvestmentLines(projects, as_of, position, sink);
  }
  absl::StatusOr<std::vector<Item>> ReadFinanceRecords(const RecordQuery& query,
                                                       int64_t position) override {
    return sources_.ReadFinanceRecords(query, position);
  }
  absl::StatusOr<std::string> ReadFundDivision(const std::string& fund, int64_t position) override {
    return sources_.ReadFundDivision(fund, position);
  }
  absl::StatusOr<std::vector<JournalLine>> ReadFundLines(const RecordQuery& query,
                                                         int64_t position) override {
    return sources_.ReadFundLines(query, position);
  }

 private:
  Sources& sources_;
};

}  // namespace

AssessmentServerTest::AssessmentServerTest(const rpc::Directory* directory)
    : claims_(ProgrammeClaims()), feed_source_(store_, live_) {
  const auto add_routes = [this](rpc::Router& router) {
    const SourcesFor sources_for = [this](const rpc::Call&) {
      return std::make_unique<BorrowedSources>(sources_);
    };
    RegisterMetricService(router, live_, sources_for, claims_);
    RegisterReportService(router, live_, sources_for, claims_);
    feed_and_audit_.RegisterAt(router);
  };
  test::TestServerOptions options;
  options.grants_json = kGrants;
  options.directory = directory;
  server_ = std::make_unique<test::TestServer>(add_routes, options);
  const auto channel = server_->ChannelAs("machine/assessor");
  metrics_ = v1::MetricService::NewStub(channel);
  reports_ = v1::ReportService::NewStub(channel);
  feed_ = feed::v1::FeedService::NewStub(channel);
}

std::unique_ptr<v1::MetricService::Stub> AssessmentServerTest::MetricsAs(
    const std::string& principal) {
  return v1::MetricService::NewStub(server_->ChannelAs(principal));
}

std::unique_ptr<v1::ReportService::Stub> AssessmentServerTest::ReportsAs(
    const std::string& principal) {
  return v1::ReportService::NewStub(server_->ChannelAs(principal));
}

std::pair<std::vector<v1::ExplainFigureResponse>, absl::Status> AssessmentServerTest::Explain(
    const std::string& request) {
  const auto context = rpc::ContextFor(kPatience, obs::NewTrace());
  const auto reader =
      metrics().ExplainFigure(context.get(), Parse<v1::ExplainFigureRequest>(request));
  std::vector<v1::ExplainFigureResponse> messages;
  for (v1::ExplainFigureResponse message; reader->Read(&message);) messages.push_back(message);
  return {std::move(messages), rpc::FromGrpc(reader->Finish())};
}

}  // namespace cobuild::assessment
