#include "services/assessment/sources/remote_sources.h"

#include "services/assessment/sources/finance_client.h"
#include "services/assessment/sources/registry_client.h"
#include "services/assessment/sources/registry_records.h"

namespace cobuild::assessment {
namespace {

class RemoteSources : public Sources {
 public:
  RemoteSources(RegistryClient registry, const RegistryRecords& records, FinanceClient finance)
      : registry_(std::move(registry)), records_(records), finance_(finance) {}

  absl::StatusOr<int64_t> RegistryPosition(const std::string& perimeter,
                                           std::optional<base::Timestamp> time) override {
    return registry_.Position(perimeter, time);
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
  absl::StatusOr<IncomeSummary> SummarizeIncome(const std::vector<std::string>& villages, int year,
                                                const std::string& definition,
                                                const base::KnownAt& known_at) override {
    return finance_.Summarize(villages, year, definition, known_at);
  }
  absl::Status ReadIncomeLines(const std::vector<std::string>& villages, int year,
                               const std::string& definition, int64_t position,
                               const LineSink& sink) override {
    return finance_.ReadLines(villages, year, definition, position, sink);
  }

 private:
  RegistryClient registry_;
  RegistryRecords records_;
  FinanceClient finance_;
};

}  // namespace

RemoteServices::RemoteServices(const std::shared_ptr<grpc::ChannelInterface>& registry,
                               const std::shared_ptr<grpc::ChannelInterface>& finance)
    : perimeters_(registry::v1::PerimeterService::NewStub(registry)),
      villages_(registry::v1::VillageService::NewStub(registry)),
      elections_(registry::v1::CommitteeService::NewStub(registry)),
      divisions_(registry::v1::DivisionService::NewStub(registry)),
      leading_groups_(registry::v1::LeadingGroupService::NewStub(registry)),
      postings_(registry::v1::PostingService::NewStub(registry)),
      centres_(registry::v1::ServiceCentreService::NewStub(registry)),
      incomes_(finance::v1::IncomeService::NewStub(finance)) {}

std::unique_ptr<Sources> RemoteServices::For(const rpc::Call& call) {
  const RegistryRecordStubs stubs{.elections = *elections_,
                                  .divisions = *divisions_,
                                  .leading_groups = *leading_groups_,
                                  .postings = *postings_,
                                  .centres = *centres_,
                                  .villages = *villages_};
  return std::make_unique<RemoteSources>(RegistryClient(*perimeters_, *villages_, call),
                                         RegistryRecords(stubs, call),
                                         FinanceClient(*incomes_, call));
}

}  // namespace cobuild::assessment
