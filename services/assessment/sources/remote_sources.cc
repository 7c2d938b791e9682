#include "services/assessment/sources/remote_sources.h"

#include "services/assessment/sources/finance_client.h"
#include "services/assessment/sources/projects_client.h"
#include "services/assessment/sources/registry_client.h"
#include "services/assessment/sources/registry_records.h"

namespace cobuild::assessment {
namespace {

class RemoteSources : public Sources {
 public:
  RemoteSources(RegistryClient registry, const RegistryRecords& records,
                const FinanceClient& finance, const ProjectsClient& projects)
      : registry_(std::move(registry)), records_(records), finance_(finance), projects_(projects) {}

  absl::StatusOr<int64_t> RegistryPosition(const std::string& perimeter,
                                           std::optional<base::Timestamp> time) override {
    return registry_.Position(perimeter, time);
  }
  absl::StatusOr<int64_t> FinancePosition(std::optional<base::Timestamp> time) override {
    return finance_.Position(time);
  }
  absl::StatusOr<int64_t> ProjectsPosition(std::optional<base::Timestamp> time) override {
    return projects_.Position(time);
  }
  absl::StatusOr<Subjects> ReadPerimeter(const std::string& perimeter, base::Date as_of,
                                         int64_t position) override {
    return registry_.ReadPerimeter(perimeter, as_of, position);
  }
  absl::StatusOr<std::vector<Episode>> ReadEpisodes(base::Date open_on, int64_t position) override {
    return registry_.ReadEpisodes(open_on, position);
  }
  absl::StatusOr<std::vector<Item>> ReadRegistryRecords(const RecordQuery& query,
                                                        int64_t position) override {
    return records_.Read(query, position);
  }
  absl::StatusOr<std::vector<District>> ReadDistricts(const std::vector<std::string>& townships,
                                                      base::Date as_of, int64_t position) override {
    return records_.ReadDistricts(townships, as_of, position);
  }
  absl::StatusOr<std::vector<Project>> ReadProjects(const ProjectQuery& query,
                                                    int64_t position) override {
    return projects_.ReadProjects(query, position);
  }
  absl::StatusOr<std::vector<PromotedModel>> ReadPromotedModels(base::Date as_of,
                                                                int64_t position) override {
    return projects_.ReadPromotedModels(as_of, position);
  }
  absl::StatusOr<ProjectEvidence> ReadProjectEvidence(base::Date as_of, int64_t position) override {
    return projects_.ReadEvidence(as_of, position);
  }
  absl::StatusOr<Incomes> SummarizeIncome(const std::vector<std::string>& villages, int year,
                                          const std::string& definition,
                                          int64_t position) override {
    return finance_.SummarizeIncome(villages, year, definition, position);
  }
  absl::Status ReadIncomeLines(const std::vector<std::string>& villages, int year,
                               const std::string& definition, int64_t position,
                               const LineSink& sink) override {
    return finance_.ReadIncomeLines(villages, year, definition, position, sink);
  }
  absl::StatusOr<Investments> SummarizeInvestments(const std::vector<std::string>& projects,
                                                   base::Date as_of, int64_t position) override {
    return finance_.SummarizeInvestments(projects, as_of, position);
  }
  absl::Status ReadInvestmentLines(const std::vector<std::string>& projects, base::Date as_of,
                                   int64_t position, const InvestmentLineSink& sink) override {
    return finance_.ReadInvestmentLines(projects, as_of, position, sink);
  }
  absl::StatusOr<std::vector<Item>> ReadFinanceRecords(const RecordQuery& query,
                                                       int64_t position) override {
    return finance_.ReadRecords(query, position);
  }
  absl::StatusOr<std::string> ReadFundDivision(const std::string& fund, int64_t position) override {
    return finance_.ReadFundDivision(fund, position);
  }
  absl::StatusOr<std::vector<JournalLine>> ReadFundLines(const RecordQuery& query,
                                                         int64_t position) override {
    return finance_.ReadFundLines(query, position);
  }

 private:
  RegistryClient registry_;
  RegistryRecords records_;
  FinanceClient finance_;
  ProjectsClient projects_;
};

}  // namespace

RemoteServices::RemoteServices(const std::shared_ptr<grpc::ChannelInterface>& registry,
                               const std::shared_ptr<grpc::ChannelInterface>& finance,
                               const std::shared_ptr<grpc::ChannelInterface>& projects)
    : perimeters_(registry::v1::PerimeterService::NewStub(registry)),
      villages_(registry::v1::VillageService::NewStub(registry)),
      elections_(registry::v1::CommitteeService::NewStub(registry)),
      divisions_(registry::v1::DivisionService::NewStub(registry)),
      leading_groups_(registry::v1::LeadingGroupService::NewStub(registry)),
      postings_(registry::v1::PostingService::NewStub(registry)),
      centres_(registry::v1::ServiceCentreService::NewStub(registry)),
      funds_(finance::v1::FundService::NewStub(finance)),
      incomes_(finance::v1::IncomeService::NewStub(finance)),
      investments_(finance::v1::InvestmentService::NewStub(finance)),
      ledgers_(finance::v1::LedgerService::NewStub(finance)),
      policies_(finance::v1::PolicyService::NewStub(finance)),
      approvals_(projects::v1::ApprovalService::NewStub(projects)),
      milestones_(projects::v1::MilestoneService::NewStub(projects)),
      models_(projects::v1::ModelService::NewStub(projects)),
      projects_(projects::v1::ProjectService::NewStub(projects)) {}

std::unique_ptr<Sources> RemoteServices::For(const rpc::Call& call) {
  const RegistryRecordStubs records{.elections = *elections_,
                                    .divisions = *divisions_,
                                    .leading_groups = *leading_groups_,
                                    .postings = *postings_,
                                    .centres = *centres_,
                                    .villages = *villages_};
  const FinanceStubs finance{.funds = *funds_,
                             .incomes = *incomes_,
                             .investments = *investments_,
                             .ledgers = *ledgers_,
                             .policies = *policies_};
  const ProjectsStubs projects{.approvals = *approvals_,
                               .milestones = *milestones_,
                               .models = *models_,
                               .projects = *projects_};
  return std::make_unique<RemoteSources>(
      RegistryClient(*perimeters_, *villages_, call), RegistryRecords(records, call),
      FinanceClient(finance, call), ProjectsClient(projects, call));
}

}  // namespace cobuild::assessment
