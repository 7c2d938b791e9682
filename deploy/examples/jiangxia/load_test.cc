#include "deploy/examples/jiangxia/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "common/testing/server.h"
#include "common/testing/status_matchers.h"
#include "deploy/examples/jiangxia/services_fixture.h"

namespace cobuild::jiangxia {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

template <class... Kinds>
void KeepFew(Kinds&... kinds) {
  constexpr size_t kFew = 20;
  (kinds.erase(kinds.begin() + std::min(kFew, kinds.size()), kinds.end()), ...);
}

// Every kind of the example's changes, but few of each: all would take minutes.
Requests Few(uint64_t seed) {
  constexpr size_t kProjects = 8;
  Requests requests = MakeRequests(seed, *ReadProgramme());
  KeepFew(requests.incomes, requests.registry.people, requests.registry.elections,
          requests.registry.centres, requests.registry.works, requests.finance.household_incomes);
  requests.projects.resize(kProjects);
  requests.finance.projects.resize(kProjects);
  return requests;
}

class LoadTest : public testing::Test {
 protected:
  absl::StatusOr<std::vector<Loaded>> Run(uint64_t seed) {
    cli::ConnectionSettings settings;
    settings.addresses.fill(server_.address());
    settings.tls = server_.certificates().ForClient("machine/test");
    Progress progress(progress_, false);
    const LoadOptions options{
        .calls_in_flight = 8,
        .sending = {.call_timeout = 20s,
                    .retry = {.first_pause = 1ms, .longest_pause = 20ms, .patience = 30'000ms}}};
    return Load(Few(seed), options, {kCallers.size(), settings}, progress);
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

TEST_F(LoadTest, EmptyServices_KindsAreListedInTheOrderInWhichTheyHappen) {
  ASSERT_OK_AND_ASSIGN(const auto loaded, Run(1));
  std::vector<std::string> kinds;
  for (const Loaded& each : loaded) kinds.push_back(each.what);
  const auto funds = std::ranges::find(kinds, "funds");
  EXPECT_THAT(
      std::vector(funds, kinds.end()),
      testing::ElementsAre("funds", "appropriations", "plans", "models", "projects", "milestones",
                           "projects moved", "decisions", "allocations", "commitments", "evidence",
                           "milestones accepted", "claims", "claims approved", "claims paid",
                           "payments confirmed", "investments", "policies", "policies adopted",
                           "household incomes", "metrics"));
}

TEST_F(LoadTest, FinanceHearsOfReleasesLater_ClaimsWaitWithoutComplaint) {
  ASSERT_OK(Run(1));
  EXPECT_THAT(progress_.str(), testing::Not(HasSubstr("waiting")));
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

class CutOffTest : public LoadTest, public testing::WithParamInterface<std::string> {};

TEST_P(CutOffTest, AtThisCall_RunsOnFromThere) {
  services_.Refuse(GetParam());
  EXPECT_STATUS(Run(1), test::HasCode(absl::StatusCode::kFailedPrecondition));
  const size_t before = services_.recorded();
  services_.Refuse("");
  ASSERT_OK_AND_ASSIGN(const auto loaded, Run(1));
  EXPECT_EQ(Sum(loaded, &Loaded::there) - 480, before);
  EXPECT_EQ(Sum(loaded, &Loaded::added) + before, services_.recorded());
}

INSTANTIATE_TEST_SUITE_P(
    Calls, CutOffTest,
    testing::Values("CreateFund/jiangxia-1-fund-agricultural-development",
                    "DecideStep/jiangxia-1-project-007-decision-3",
                    "AcceptMilestone/jiangxia-1-project-003-accept-start",
                    "ConfirmPayment/jiangxia-1-project-005-confirm-substantial"));

TEST_F(LoadTest, OtherSeedIsThere_StopsBeforeItsFirstFact) {
  ASSERT_OK(Run(1));
  const size_t recorded = services_.recorded();
  const auto second = Run(2);
  EXPECT_STATUS(second, test::Refuses(absl::StatusCode::kAlreadyExists, "PERIMETER_EXISTS"));
  EXPECT_TRUE(IsOtherData(second.status()));
  EXPECT_EQ(services_.recorded(), recorded);
}

TEST_F(LoadTest, WithoutSettings_IsAUsageError) {
  Progress progress(progress_, false);
  const std::vector<cli::ConnectionSettings> nowhere(kCallers.size());
  EXPECT_STATUS(Load(Few(1), LoadOptions(), nowhere, progress),
                test::Refuses(absl::StatusCode::kInvalidArgument, "USAGE"));
}

TEST(SettingsOfCallers, EachHasItsOwnCertificate) {
  cli::ConnectionSettings office;
  office.addresses.fill("127.0.0.1:1");
  office.tls = {"mine.pem", "mine.key", "ca.pem"};
  const auto settings = SettingsOfCallers(office, "/tls");
  ASSERT_EQ(settings.size(), kCallers.size());
  EXPECT_EQ(settings[0].tls.certificate, "mine.pem");
  EXPECT_EQ(settings[1].tls.certificate, "/tls/machine/village-officer/certificate.pem");
  EXPECT_EQ(settings[1].tls.key, "/tls/machine/village-officer/key.pem");
  for (const auto& each : settings) {
    EXPECT_EQ(each.addresses, office.addresses);
    EXPECT_EQ(each.tls.authorities, "ca.pem");
  }
}

}  // namespace
}  // namespace cobuild::jiangxia
