// Projects on their way through the real services, which run in this process: every request that
// the load makes of them is one that the services take.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "common/testing/status_matchers.h"
#include "deploy/examples/jiangxia/project_chain.h"
#include "deploy/examples/jiangxia/requests.h"
#include "deploy/examples/jiangxia/sender.h"
#include "services/finance/rpc/testing/finance_server.h"
#include "services/projects/rpc/testing/projects_server.h"

namespace cobuild::jiangxia {
namespace {

using namespace std::chrono_literals;

// Each caller's principal at the test's servers, which have grants of their own.
constexpr std::array<const char*, kCallers.size()> kAtProjects = {"machine/admin",
                                                                  "person/village",
                                                                  "person/team",
                                                                  "person/township",
                                                                  "person/department",
                                                                  "person/group",
                                                                  ""};

class RunningProjects : public projects::ProjectsServerTest {
 public:
  using ProjectsServerTest::ApprovalStub;
  using ProjectsServerTest::Call;
  using ProjectsServerTest::ChannelAs;
  using ProjectsServerTest::HeadPosition;
  using ProjectsServerTest::MilestoneStub;
  using ProjectsServerTest::ProjectStub;

 private:
  void TestBody() override {}
};

class RunningFinance : public finance::FinanceServerTest {
 public:
  using FinanceServerTest::Call;
  using FinanceServerTest::FundStub;
  using FinanceServerTest::HeadPosition;
  using FinanceServerTest::LedgerStub;
  using FinanceServerTest::ReleaseStub;
  using FinanceServerTest::ToFunds;
  using FinanceServerTest::ToLedger;

  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal) {
    return server_->ChannelAs(principal);
  }
  ReleaseStub& releases() { return *releases_; }

 private:
  void TestBody() override {}
};

class ProjectWayTest : public testing::Test {
 protected:
  ProjectWayTest() {
    std::vector<Chain> chains;
    AddEach("FundService/CreateFund", requests_.finance.funds, chains);
    AddEach("FundService/Appropriate", requests_.finance.appropriations, chains);
    AddEach("FundService/Plan", requests_.finance.plans, chains);
    for (const Chain& chain : chains) EXPECT_OK(Walk(chain));
  }

  template <class Request>
  static void AddEach(const std::string& method, const std::vector<Request>& requests,
                      std::vector<Chain>& chains) {
    for (const Request& request : requests) {
      chains.push_back({{"", Caller::kOffice, cli::Service::kFinance,
                         "cobuild.finance.v1." + method, OneMessage(request)}});
    }
  }

  absl::Status Walk(const Chain& chain) {
    return sender_.Walk(chain, [](const Call&, const google::protobuf::Message&) {});
  }
  // The lead village has its ledger before.
  absl::Status WalkProject(size_t place) {
    const ProjectRequests& project = requests_.projects[place];
    project_ = project.submit.name();
    const std::string& lead = project.create.project().villages(0).village();
    const auto ledger = std::ranges::find_if(requests_.ledgers, [&lead](const auto& request) {
      return request.ledger().owner() == lead;
    });
    std::vector<Chain> ledgers;
    AddEach("LedgerService/CreateLedger", std::vector{*ledger}, ledgers);
    EXPECT_OK(Walk(ledgers.front()));
    return Walk(MakeProjectChain(project, requests_.finance.projects[place]));
  }

  // A project whose last milestone is accepted, or one whose is not.
  size_t PlaceOf(bool is_finished) const {
    const auto found = std::ranges::find(requests_.projects, is_finished,
                                         [](const auto& each) { return each.accept.has_value(); });
    return static_cast<size_t>(found - requests_.projects.begin());
  }

  std::shared_ptr<grpc::Channel> ChannelOf(Caller caller, cli::Service service) {
    auto& channel = channels_[{caller, service}];
    if (channel != nullptr) return channel;
    if (service == cli::Service::kProjects) {
      channel = projects_.ChannelAs(kAtProjects[static_cast<size_t>(caller)]);
    } else {
      channel = finance_.ChannelAs(caller == Caller::kOffice ? "machine/test" : "machine/checker");
    }
    return channel;
  }

  // What the projects service does by itself where it runs beside finance.
  void DeliverReleases() {
    projects::v1::ListReleasesRequest of_project;
    of_project.set_project(project_);
    const auto page = projects_.Call(&RunningProjects::MilestoneStub::ListReleases, of_project);
    ASSERT_OK(page);
    for (const auto& release : page->releases()) {
      finance::v1::AuthorizeReleaseRequest request;
      request.set_release_id(release.name().substr(std::string("releases/").size()));
      request.set_request_id(request.release_id());
      request.mutable_release()->set_milestone(release.milestone());
      *request.mutable_release()->mutable_cap() = release.cap();
      request.mutable_release()->set_dossier_digest(release.dossier_digest());
      request.mutable_release()->set_data_origin(release.data_origin());
      ASSERT_OK(RunningFinance::Call(finance_.releases(),
                                     &RunningFinance::ReleaseStub::AuthorizeRelease, request));
    }
  }

  projects::v1::Project ReadProject(const std::string& name) {
    projects::v1::GetProjectRequest request;
    request.set_name(name);
    return projects_.Call(&RunningProjects::ProjectStub::GetProject, request).value();
  }

  // What the project's fund has come to in the project's year.
  finance::v1::FundYear ReadFundYear(const ProjectMoneyRequests& money) {
    const auto position = finance_.ToFunds(&RunningFinance::FundStub::GetFundPosition,
                                           "name: '" + money.commit.name() + "'");
    const auto year = std::ranges::find(position->years(), money.commit.fiscal_year(),
                                        &finance::v1::FundYear::fiscal_year);
    return *year;
  }

  const Requests requests_ = MakeRequests(1, *ReadProgramme());
  RunningProjects projects_;
  RunningFinance finance_;
  std::map<std::pair<Caller, cli::Service>, std::shared_ptr<grpc::Channel>> channels_;
  std::string project_;  // that is on its way
  std::vector<absl::Status> passing_;
  Stop stop_;
  Sender sender_{[this](Caller caller, cli::Service service) { return ChannelOf(caller, service); },
                 {.call_timeout = 20s,
                  .retry = {.first_pause = 1ms, .longest_pause = 20ms, .patience = 30'000ms}},
                 stop_,
                 [this](const absl::Status& failure) {
                   passing_.push_back(failure);
                   DeliverReleases();
                 }};
};

TEST_F(ProjectWayTest, OneProject_FromTheProposalToTheLastPayment) {
  const size_t place = PlaceOf(/*is_finished=*/true);
  const ProjectRequests& requests = requests_.projects[place];
  const ProjectMoneyRequests& money = requests_.finance.projects[place];
  ASSERT_OK(WalkProject(place));

  const projects::v1::Project project = ReadProject(requests.start.name());
  EXPECT_EQ(project.state(), projects::v1::ACCEPTED);
  EXPECT_EQ(project.approved_date().DebugString(),
            requests.decisions.back().decision_date().DebugString());
  EXPECT_EQ(project.started_date().DebugString(), requests.start.effective_date().DebugString());
  EXPECT_EQ(project.data_origin(), type::v1::EXAMPLE);

  const finance::v1::FundYear year = ReadFundYear(money);
  EXPECT_EQ(year.allocated().DebugString(), money.allocate.amount().DebugString());
  EXPECT_EQ(year.committed().DebugString(), money.commit.amount().DebugString());
  EXPECT_EQ(year.paid().DebugString(), money.commit.amount().DebugString());
  const auto trial = finance_.ToLedger(&RunningFinance::LedgerStub::GetTrialBalance, "");
  ASSERT_OK(trial);
  EXPECT_EQ(trial->difference().units(), 0);
  EXPECT_EQ(trial->difference().nanos(), 0);
}

TEST_F(ProjectWayTest, OneProject_IsDecidedByFiveOthers) {
  const size_t place = PlaceOf(/*is_finished=*/true);
  ASSERT_OK(WalkProject(place));
  projects::v1::ListDecisionsRequest request;
  request.set_parent(requests_.projects[place].start.name());
  const auto page = projects_.Call(&RunningProjects::ApprovalStub::ListDecisions, request);
  ASSERT_OK(page);
  std::set<std::string> deciders;
  for (const auto& decision : page->decisions()) deciders.insert(decision.decider());
  EXPECT_EQ(deciders.size(), 5U);
  EXPECT_FALSE(deciders.contains("machine/admin"));
}

TEST_F(ProjectWayTest, ClaimBeforeFinanceHasHeardOfItsRelease_IsRepeated) {
  ASSERT_OK(WalkProject(PlaceOf(/*is_finished=*/true)));
  ASSERT_EQ(passing_.size(), 3U);  // one a milestone
  for (const absl::Status& failure : passing_) {
    EXPECT_STATUS(failure, test::Refuses(absl::StatusCode::kNotFound, "RELEASE_NOT_FOUND"));
  }
}

TEST_F(ProjectWayTest, OpenProject_NineTenthsOfItsContractArePaid) {
  const size_t place = PlaceOf(/*is_finished=*/false);
  const ProjectMoneyRequests& money = requests_.finance.projects[place];
  ASSERT_OK(WalkProject(place));
  EXPECT_EQ(ReadProject(requests_.projects[place].start.name()).state(), projects::v1::RUNNING);
  ASSERT_EQ(money.claims.size(), 2U);
  const finance::v1::FundYear year = ReadFundYear(money);
  const auto fen = [](const google::type::Money& amount) {
    return amount.units() * 100 + amount.nanos() / 10'000'000;
  };
  EXPECT_EQ(fen(year.paid()) * 10, fen(year.committed()) * 9);
}

TEST_F(ProjectWayTest, Twice_ChangesNothing) {
  const size_t place = PlaceOf(/*is_finished=*/true);
  ASSERT_OK(WalkProject(place));
  const int64_t projects_head = projects_.HeadPosition();
  const int64_t finance_head = finance_.HeadPosition();
  ASSERT_OK(WalkProject(place));
  EXPECT_EQ(projects_.HeadPosition(), projects_head);
  EXPECT_EQ(finance_.HeadPosition(), finance_head);
}

TEST_F(ProjectWayTest, ManyProjects_AllAreTaken) {
  for (size_t place = 0; place < 20; ++place) {
    ASSERT_OK(WalkProject(place)) << requests_.projects[place].start.name();
  }
}

TEST_F(ProjectWayTest, PoliciesAndIncomesOfHouseholds_AreAllTaken) {
  std::vector<Chain> chains;
  AddEach("PolicyService/CreatePolicy", requests_.finance.policies, chains);
  AddEach("PolicyService/AdoptPolicy", requests_.finance.adoptions, chains);
  AddEach("IncomeService/RecordHouseholdIncome", requests_.finance.household_incomes, chains);
  for (const Chain& chain : chains) ASSERT_OK(Walk(chain));
}

}  // namespace
}  // namespace cobuild::jiangxia
