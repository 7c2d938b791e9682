// The load against services that remember request ids as the real ones do, and fail on demand.
#include "deploy/examples/jiangxia/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <sstream>
#include <type_traits>

#include "cobuild/feed/v1/feed.pb.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::jiangxia {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr rpc::Method Row(std::string_view name) {
  return {name, "registry.divisions.read", rpc::Scope::kNone, rpc::Lane::kWrite,
          20s,  rpc::Repeat::kRequestId};
}

constexpr rpc::Method kListChanges = Row("cobuild.feed.v1.FeedService/ListChanges");
constexpr rpc::Method kImport = Row("cobuild.registry.v1.DivisionService/ImportDivisions");
constexpr rpc::Method kPerimeter = Row("cobuild.registry.v1.PerimeterService/CreatePerimeter");
constexpr rpc::Method kCategory = Row("cobuild.registry.v1.VillageService/OpenCategory");
constexpr rpc::Method kLedger = Row("cobuild.finance.v1.LedgerService/CreateLedger");
constexpr rpc::Method kIncome = Row("cobuild.finance.v1.IncomeService/RecordVillageIncome");
constexpr rpc::Method kOrganization =
    Row("cobuild.registry.v1.OrganizationService/CreateOrganization");
constexpr rpc::Method kPairing = Row("cobuild.registry.v1.PairingService/CreatePairing");
constexpr rpc::Method kPerson = Row("cobuild.registry.v1.PersonService/CreatePerson");
constexpr rpc::Method kPosting = Row("cobuild.registry.v1.PostingService/AssignPosting");
constexpr rpc::Method kEndPosting = Row("cobuild.registry.v1.PostingService/EndPosting");
constexpr rpc::Method kLeadingGroup =
    Row("cobuild.registry.v1.LeadingGroupService/CreateLeadingGroup");
constexpr rpc::Method kElection = Row("cobuild.registry.v1.CommitteeService/RecordElection");
constexpr rpc::Method kCentre = Row("cobuild.registry.v1.ServiceCentreService/CreateServiceCentre");
constexpr rpc::Method kCentreWork =
    Row("cobuild.registry.v1.ServiceCentreService/RecordCentreWork");
constexpr rpc::Method kAcceptance =
    Row("cobuild.registry.v1.VillageService/RecordVillageAcceptance");
constexpr rpc::Method kDemonstration =
    Row("cobuild.registry.v1.DemonstrationService/CreateDemonstration");
constexpr rpc::Method kCampaign = Row("cobuild.registry.v1.CampaignService/CreateCampaign");
constexpr rpc::Method kMetric = Row("cobuild.assessment.v1.MetricService/CreateMetric");

// One position sequence for all services; a key that came before keeps its position.
class FakeServices {
 public:
  void AddRoutes(rpc::Router& router) {
    router.Unary<feed::v1::ListChangesRequest, feed::v1::ListChangesResponse>(
        kListChanges, [this](rpc::Call&, const feed::v1::ListChangesRequest&) {
          feed::v1::ListChangesResponse page;
          const std::lock_guard lock(mutex_);
          page.set_head_position(static_cast<int64_t>(positions_.size()));
          return page;
        });
    AddImport(router);
    Add<registry::v1::CreatePerimeterRequest, registry::v1::Perimeter>(
        router, kPerimeter, [](const auto& request) { return request.perimeter_id(); },
        "PERIMETER_EXISTS");
    Add<registry::v1::OpenCategoryRequest, registry::v1::CategoryEpisode>(
        router, kCategory, [](const auto& request) { return request.village(); },
        "CATEGORY_ALREADY_OPEN");
    Add<finance::v1::RecordVillageIncomeRequest, finance::v1::VillageIncome>(
        router, kIncome,
        [](const auto& request) {
          return request.village() + std::to_string(request.year()) + "/" +
                 std::to_string(request.category());
        },
        "INCOME_ALREADY_RECORDED");
    Add<assessment::v1::CreateMetricRequest, assessment::v1::Metric>(
        router, kMetric, [](const auto& request) { return request.metric().metric_id(); },
        "VERSION_NOT_NEXT");
    AddRegistryRecords(router);
    router.Unary<finance::v1::CreateLedgerRequest, finance::v1::Ledger>(
        kLedger, [this](rpc::Call&, const finance::v1::CreateLedgerRequest& request) {
          return Record<finance::v1::Ledger>("ledger/" + request.ledger_id(), "", "");
        });
  }

  // Every nth call fails with UNAVAILABLE, half of them after the change was recorded.
  void FailEvery(int n) { fail_every_ = n; }
  // A call for this resource is refused for good.
  void Refuse(std::string resource) { refused_ = std::move(resource); }

  size_t recorded() const {
    const std::lock_guard lock(mutex_);
    return positions_.size();
  }

 private:
  struct Recorded {
    int64_t position;
    std::string request_id;
  };

  void AddImport(rpc::Router& router) {
    router
        .ClientStream<registry::v1::ImportDivisionsRequest, registry::v1::ImportDivisionsResponse>(
            kImport,
            [this](rpc::Call&, rpc::StreamReader<registry::v1::ImportDivisionsRequest>& reader)
                -> absl::StatusOr<registry::v1::ImportDivisionsResponse> {
              registry::v1::ImportDivisionsRequest message;
              while (true) {
                COBUILD_ASSIGN_OR_RETURN(const bool more, reader.Read(message));
                if (!more) break;
              }
              return Record<registry::v1::ImportDivisionsResponse>("divisions", "", "");
            });
  }

  // Each request of the registry's records is known by its id alone.
  void AddRegistryRecords(rpc::Router& router) {
    namespace v1 = registry::v1;
    const auto add = [&]<class Req, class Resp>(std::type_identity<Req>, std::type_identity<Resp>,
                                                const rpc::Method& method) {
      Add<Req, Resp>(
          router, method, [](const Req& request) { return request.request_id(); }, "EXISTS");
    };
    add(std::type_identity<v1::CreateOrganizationRequest>(), std::type_identity<v1::Organization>(),
        kOrganization);
    add(std::type_identity<v1::CreatePairingRequest>(), std::type_identity<v1::Pairing>(),
        kPairing);
    add(std::type_identity<v1::CreatePersonRequest>(), std::type_identity<v1::Person>(), kPerson);
    add(std::type_identity<v1::AssignPostingRequest>(), std::type_identity<v1::Posting>(),
        kPosting);
    add(std::type_identity<v1::EndPostingRequest>(), std::type_identity<v1::Posting>(),
        kEndPosting);
    add(std::type_identity<v1::CreateLeadingGroupRequest>(), std::type_identity<v1::LeadingGroup>(),
        kLeadingGroup);
    add(std::type_identity<v1::RecordElectionRequest>(), std::type_identity<v1::Election>(),
        kElection);
    add(std::type_identity<v1::CreateServiceCentreRequest>(),
        std::type_identity<v1::ServiceCentre>(), kCentre);
    add(std::type_identity<v1::RecordCentreWorkRequest>(), std::type_identity<v1::CentreWork>(),
        kCentreWork);
    add(std::type_identity<v1::RecordVillageAcceptanceRequest>(),
        std::type_identity<v1::VillageAcceptance>(), kAcceptance);
    add(std::type_identity<v1::CreateDemonstrationRequest>(),
        std::type_identity<v1::Demonstration>(), kDemonstration);
    add(std::type_identity<v1::CreateCampaignRequest>(), std::type_identity<v1::Campaign>(),
        kCampaign);
  }

  template <class Req, class Resp, class KeyOf>
  void Add(rpc::Router& router, const rpc::Method& method, KeyOf key_of, std::string refusal) {
    router.Unary<Req, Resp>(method, [this, key_of, refusal](rpc::Call& call, const Req& request) {
      return Record<Resp>(std::string(rpc::VerbOf(call.method())) + "/" + key_of(request),
                          request.request_id(), refusal);
    });
  }

  template <class Resp>
  absl::StatusOr<Resp> Record(const std::string& key, const std::string& request_id,
                              const std::string& refusal) {
    const std::lock_guard lock(mutex_);
    const bool fails = fail_every_ > 0 && ++calls_ % fail_every_ == 0;
    if (fails && calls_ % (2 * fail_every_) == 0) return absl::UnavailableError("away");
    if (!refused_.empty() && key == refused_) return absl::FailedPreconditionError("refused");
    const auto [found, added] = positions_.try_emplace(
        key, Recorded{static_cast<int64_t>(positions_.size()) + 1, request_id});
    if (found->second.request_id != request_id) {
      return error::Make(absl::StatusCode::kAlreadyExists, refusal, key + " is there already");
    }
    if (fails) return absl::UnavailableError("recorded, and the answer lost");
    Resp response;
    response.set_position(found->second.position);
    return response;
  }

  mutable std::mutex mutex_;
  std::map<std::string, Recorded> positions_;
  std::string refused_;
  int fail_every_ = 0;
  int calls_ = 0;
};

class LoadTest : public testing::Test {
 protected:
  absl::StatusOr<std::vector<Loaded>> Run(uint64_t seed) {
    cli::ConnectionSettings settings;
    settings.addresses.fill(server_.address());
    settings.tls = server_.certificates().ForClient("machine/test");
    cli::Connections connections(settings);
    Progress progress(progress_, false);
    const LoadOptions options{
        .calls_in_flight = 8,
        .call_timeout = 20s,
        .retry = {.first_pause = 1ms, .longest_pause = 20ms, .patience = 30'000ms}};
    return Load(MakeRequests(seed, *ReadProgramme()), options, connections, progress);
  }

  static size_t Sum(const std::vector<Loaded>& loaded, size_t Loaded::*member) {
    size_t sum = 0;
    for (const Loaded& each : loaded) sum += each.*member;
    return sum;
  }

  FakeServices services_;
  test::TestServer server_{[this](rpc::Router& router) { services_.AddRoutes(router); }};
  std::ostringstream progress_;
};

TEST_F(LoadTest, EmptyServices_TakeEverything) {
  ASSERT_OK_AND_ASSIGN(const auto loaded, Run(1));
  EXPECT_EQ(Sum(loaded, &Loaded::there), 0U);
  EXPECT_EQ(loaded[0].added, 481U);
  // The divisions count as one change here, everything else as one each.
  EXPECT_EQ(Sum(loaded, &Loaded::added) - 480, services_.recorded());
  EXPECT_THAT(progress_.str(), HasSubstr("perimeters           3 of 3\n"));
}

TEST_F(LoadTest, Twice_ChangesNothing) {
  ASSERT_OK(Run(1));
  const size_t recorded = services_.recorded();
  ASSERT_OK_AND_ASSIGN(const auto loaded, Run(1));
  EXPECT_EQ(Sum(loaded, &Loaded::added), 0U);
  EXPECT_EQ(services_.recorded(), recorded);
}

TEST_F(LoadTest, ServicesThatAreAwayNowAndThen_TakeEverythingOnce) {
  services_.FailEvery(7);
  ASSERT_OK_AND_ASSIGN(const auto loaded, Run(1));
  EXPECT_EQ(Sum(loaded, &Loaded::there), 0U);
  EXPECT_EQ(Sum(loaded, &Loaded::added) - 480, services_.recorded());
}

TEST_F(LoadTest, CutOffInTheMiddle_RunsOnFromThere) {
  services_.Refuse("OpenCategory/villages/" +
                   MakeRequests(1, *ReadProgramme()).categories[30].village().substr(9));
  EXPECT_THAT(Run(1), test::HasCode(absl::StatusCode::kFailedPrecondition));
  const size_t before = services_.recorded();
  services_.Refuse("");
  ASSERT_OK_AND_ASSIGN(const auto loaded, Run(1));
  EXPECT_EQ(Sum(loaded, &Loaded::there) - 480, before);
  EXPECT_EQ(Sum(loaded, &Loaded::added) + before, services_.recorded());
}

TEST_F(LoadTest, OtherSeedIsThere_StopsBeforeItsFirstFact) {
  ASSERT_OK(Run(1));
  const size_t recorded = services_.recorded();
  const auto second = Run(2);
  EXPECT_THAT(second, test::Refuses(absl::StatusCode::kAlreadyExists, "PERIMETER_EXISTS"));
  EXPECT_TRUE(IsOtherData(second.status()));
  EXPECT_EQ(services_.recorded(), recorded);
}

TEST_F(LoadTest, WithoutSettings_IsAUsageError) {
  cli::Connections connections({});
  Progress progress(progress_, false);
  EXPECT_THAT(Load(MakeRequests(1, *ReadProgramme()), LoadOptions(), connections, progress),
              test::Refuses(absl::StatusCode::kInvalidArgument, "USAGE"));
}

}  // namespace
}  // namespace cobuild::jiangxia
