#include "services/projects/peers/finance_client.h"

#include <gmock/gmock.h>

#include "common/error/error.h"
#include "common/rpc/router.h"
#include "common/testing/server.h"
#include "common/testing/status_matchers.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::Refuses;
using Request = finance::v1::AuthorizeReleaseRequest;
using Answer = absl::StatusOr<finance::v1::Release>;

constexpr rpc::Method kAuthorizeRelease = {
    .name = "cobuild.finance.v1.ReleaseService/AuthorizeRelease",
    .permission = "finance.releases.authorize",
    .scope = rpc::Scope::kWhole,
    .lane = rpc::Lane::kWrite,
    .budget = std::chrono::seconds(10),
    .repeat = rpc::Repeat::kRequestId};

// A finance service that answers what a test says.
class FinanceClientTest : public ::testing::Test {
 protected:
  FinanceClientTest() : server_([this](rpc::Router& router) { AddRoutes(router); }) {}

  void AddRoutes(rpc::Router& router) {
    router.Unary<Request, finance::v1::Release>(kAuthorizeRelease,
                                                [this](rpc::Call&, const Request& request) {
                                                  asked_ = request;
                                                  return answer_;
                                                });
  }

  static Record<Release> ARelease() {
    Release facts;
    facts.project = "lotus";
    facts.milestone = "lotus/start";
    facts.cap = {40'000'00};
    facts.dossier_digest = base::Sha256("dossier");
    facts.data_origin = DataOrigin::kExample;
    return {"r-1", facts};
  }

  Answer answer_ = finance::v1::Release();
  Request asked_;
  test::TestServer server_;
  FinanceClient client_{server_.ChannelAs()};
};

TEST_F(FinanceClientTest, Authorize_TellsWhatMayBePaidUnderTheReleasesOwnId) {
  EXPECT_OK(client_.Authorize(ARelease(), {"420115002201"}));
  EXPECT_EQ(asked_.release_id(), "r-1");
  EXPECT_EQ(asked_.request_id(), "r-1");
  EXPECT_EQ(asked_.release().milestone(), "projects/lotus/milestones/start");
  EXPECT_EQ(asked_.release().cap().units(), 40'000);
  EXPECT_EQ(asked_.release().cap().currency_code(), "CNY");
  EXPECT_EQ(asked_.release().dossier_digest(), base::ToHex(base::Sha256("dossier")));
  EXPECT_EQ(asked_.release().data_origin(), type::v1::EXAMPLE);
  ASSERT_EQ(asked_.release().villages_size(), 1);
  EXPECT_EQ(asked_.release().villages(0), "villages/420115002201");
}

TEST_F(FinanceClientTest, Authorize_Refused_GivesFinancesOwnReason) {
  answer_ = error::Make(StatusCode::kAlreadyExists, "RELEASE_EXISTS", "with another cap");
  EXPECT_STATUS(client_.Authorize(ARelease(), {"420115002201"}),
                Refuses(StatusCode::kAlreadyExists, "RELEASE_EXISTS"));
}

TEST_F(FinanceClientTest, Authorize_FinanceDoesNotAnswer_IsUnavailable) {
  answer_ = absl::UnavailableError("no database");
  EXPECT_TRUE(absl::IsUnavailable(client_.Authorize(ARelease(), {"420115002201"})));
}

}  // namespace
}  // namespace cobuild::projects
