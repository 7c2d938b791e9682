#include "deploy/examples/jiangxia/load.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <type_traits>
#include <utility>

#include "cobuild/feed/v1/feed.pb.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/rpc/client.h"
#include "common/rpc/named_call.h"
#include "deploy/examples/jiangxia/crew.h"
#include "services/cli/division_import.h"

namespace cobuild::jiangxia {
namespace {

using cli::Service;

// A service with what it had recorded when the load began: what it answers with a higher position
// is new.
struct Target {
  std::shared_ptr<grpc::Channel> channel;
  int64_t head_before = 0;
};

class Loader {
 public:
  Loader(const LoadOptions& options, Progress& progress) : options_(options), progress_(progress) {}

  absl::Status Connect(cli::Connections& connections) {
    for (const Service service : cli::kServices) {
      Target& target = TargetOf(service);
      COBUILD_ASSIGN_OR_RETURN(target.channel, connections.To(service));
      feed::v1::ListChangesRequest request;
      request.set_page_size(1);
      COBUILD_ASSIGN_OR_RETURN(
          const feed::v1::ListChangesResponse page,
          Call<feed::v1::ListChangesResponse>(target.channel,
                                              "cobuild.feed.v1.FeedService/ListChanges", request));
      target.head_before = page.head_position();
    }
    return absl::OkStatus();
  }

  absl::Status ImportDivisions(const registry::v1::ImportHeader& header,
                               const std::vector<registry::v1::ImportRow>& rows) {
    const Target& target = TargetOf(Service::kRegistry);
    progress_.Begin("divisions", rows.size());
    COBUILD_ASSIGN_OR_RETURN(const registry::v1::ImportDivisionsResponse response, Repeat([&] {
                               const auto context = Context();
                               return cli::SendDivisions(target.channel, *context, header, rows);
                             }));
    if (response.rows_rejected() > 0) {
      const auto& error = response.errors(0);
      return absl::InternalError("divisions.csv line " + std::to_string(error.line()) +
                                 " was rejected: " + error.description());
    }
    progress_.Advance(rows.size());
    progress_.End();
    const bool new_import = response.position() > target.head_before;
    const size_t unchanged =
        new_import ? static_cast<size_t>(response.rows_unchanged()) : rows.size();
    loaded_.push_back({"divisions", rows.size() - unchanged, unchanged});
    return absl::OkStatus();
  }

  // One call for each request, many in flight. `method` answers with a Response that has a
  // position.
  template <class Response, class Request>
  absl::Status CallForEach(const std::string& what, Service service, const std::string& method,
                           const std::vector<Request>& requests) {
    const Target& target = TargetOf(service);
    std::atomic<size_t> added = 0;
    progress_.Begin(what, requests.size());
    COBUILD_RETURN_IF_ERROR(
        RunAll(requests.size(), options_.calls_in_flight, stop_, [&](size_t i) -> absl::Status {
          COBUILD_ASSIGN_OR_RETURN(const Response response,
                                   Call<Response>(target.channel, method, requests[i]));
          if (response.position() > target.head_before) ++added;
          progress_.Advance();
          return absl::OkStatus();
        }));
    progress_.End();
    loaded_.push_back({what, added, requests.size() - added});
    return absl::OkStatus();
  }

  std::vector<Loaded> TakeLoaded() { return std::move(loaded_); }

 private:
  Target& TargetOf(Service service) { return targets_.at(static_cast<size_t>(service)); }

  std::unique_ptr<grpc::ClientContext> Context() const {
    return rpc::ContextFor(options_.call_timeout, obs::NewTrace());
  }

  template <class Attempt>
  std::invoke_result_t<Attempt> Repeat(Attempt attempt) {
    return Retry(options_.retry, stop_, attempt,
                 [this](const absl::Status& failure) { progress_.Waiting(failure); });
  }

  template <class Response>
  absl::StatusOr<Response> Call(const std::shared_ptr<grpc::Channel>& channel,
                                const std::string& method,
                                const google::protobuf::Message& request) {
    return Repeat([&]() -> absl::StatusOr<Response> {
      const auto context = Context();
      Response response;
      COBUILD_RETURN_IF_ERROR(rpc::CallNamed(channel, *context, method, request, response));
      return response;
    });
  }

  const LoadOptions& options_;
  Progress& progress_;
  Stop stop_;
  std::array<Target, cli::kServices.size()> targets_;
  std::vector<Loaded> loaded_;
};

// In an order in which whatever names another comes after it.
absl::Status LoadRegistry(const RegistryRequests& requests, Loader& loader) {
  namespace v1 = registry::v1;
  const auto send = [&]<class Response>(std::type_identity<Response>, const char* what,
                                        const char* method, const auto& each) {
    return loader.CallForEach<Response>(what, Service::kRegistry,
                                        std::string("cobuild.registry.v1.") + method, each);
  };
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::Organization>(), "organizations",
                               "OrganizationService/CreateOrganization", requests.organizations));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::Pairing>(), "pairings",
                               "PairingService/CreatePairing", requests.pairings));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::Person>(), "people",
                               "PersonService/CreatePerson", requests.people));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::Posting>(), "postings",
                               "PostingService/AssignPosting", requests.postings));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::Posting>(), "postings ended",
                               "PostingService/EndPosting", requests.ended_postings));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::LeadingGroup>(), "leading groups",
                               "LeadingGroupService/CreateLeadingGroup", requests.leading_groups));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::Election>(), "elections",
                               "CommitteeService/RecordElection", requests.elections));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::ServiceCentre>(), "service centres",
                               "ServiceCentreService/CreateServiceCentre", requests.centres));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::CentreWork>(), "centre works",
                               "ServiceCentreService/RecordCentreWork", requests.works));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::VillageAcceptance>(), "acceptances",
                               "VillageService/RecordVillageAcceptance", requests.acceptances));
  COBUILD_RETURN_IF_ERROR(send(std::type_identity<v1::Demonstration>(), "demonstrations",
                               "DemonstrationService/CreateDemonstration",
                               requests.demonstrations));
  return send(std::type_identity<v1::Campaign>(), "campaigns", "CampaignService/CreateCampaign",
              requests.campaigns);
}

}  // namespace

absl::StatusOr<std::vector<Loaded>> Load(const Requests& requests, const LoadOptions& options,
                                         cli::Connections& connections, Progress& progress) {
  Loader loader(options, progress);
  COBUILD_RETURN_IF_ERROR(loader.Connect(connections));
  COBUILD_RETURN_IF_ERROR(loader.ImportDivisions(requests.import_header, requests.divisions));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach<registry::v1::Perimeter>(
      "perimeters", Service::kRegistry, "cobuild.registry.v1.PerimeterService/CreatePerimeter",
      requests.perimeters));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach<finance::v1::Ledger>(
      "ledgers", Service::kFinance, "cobuild.finance.v1.LedgerService/CreateLedger",
      requests.ledgers));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach<registry::v1::CategoryEpisode>(
      "categories", Service::kRegistry, "cobuild.registry.v1.VillageService/OpenCategory",
      requests.categories));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach<finance::v1::VillageIncome>(
      "incomes", Service::kFinance, "cobuild.finance.v1.IncomeService/RecordVillageIncome",
      requests.incomes));
  COBUILD_RETURN_IF_ERROR(LoadRegistry(requests.registry, loader));
  COBUILD_RETURN_IF_ERROR(loader.CallForEach<assessment::v1::Metric>(
      "metrics", Service::kAssessment, "cobuild.assessment.v1.MetricService/CreateMetric",
      requests.metrics));
  return loader.TakeLoaded();
}

bool IsOtherData(const absl::Status& failure) {
  constexpr std::array kReasons = {"PERIMETER_EXISTS",        "CATEGORY_ALREADY_OPEN",
                                   "INCOME_ALREADY_RECORDED", "LEDGER_ID_REUSED",
                                   "REQUEST_ID_REUSED",       "VERSION_NOT_NEXT"};
  return std::ranges::find(kReasons, error::ReasonOf(failure)) != kReasons.end();
}

}  // namespace cobuild::jiangxia
