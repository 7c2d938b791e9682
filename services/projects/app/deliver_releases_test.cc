#include "services/projects/app/deliver_releases.h"

#include <gmock/gmock.h>

#include <map>

#include "common/error/error.h"
#include "common/records/use_cases.h"
#include "common/testing/status_matchers.h"
#include "services/projects/store/memory/memory_store.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {
namespace {

using absl::StatusCode;
using test::HasCode;
using test::Refuses;
using ::testing::ElementsAre;

// Finance's side of releases: the same one again is no other, one with other content is refused.
class FakeFinance : public FinanceReleases {
 public:
  absl::Status Authorize(const Record<Release>& release,
                         const std::vector<std::string>& villages) override {
    told_of = villages;
    asked.push_back(release.id);
    if (!answers) return absl::UnavailableError("finance does not answer");
    const auto [kept, is_new] = kept_.try_emplace(release.id, release.facts.cap);
    if (!is_new && kept->second != release.facts.cap) {
      return error::Make(StatusCode::kAlreadyExists, "RELEASE_EXISTS", "with another cap");
    }
    if (!loses_answers) return absl::OkStatus();
    return absl::DeadlineExceededError("the answer is lost");
  }

  // A release of this id that we have not issued.
  void Has(const std::string& id, money::Fen cap) { kept_[id] = cap; }
  size_t kept() const { return kept_.size(); }

  bool answers = true;
  bool loses_answers = false;
  std::vector<std::string> asked;
  std::vector<std::string> told_of;  // the villages of the last

 private:
  std::map<std::string, money::Fen> kept_;
};

class ReleaseDeliveryTest : public ::testing::Test {
 protected:
  void Issue(const std::string& id) {
    ChangeRequest change;
    change.reach = scope::Reach::Everything();
    change.request = {"machine/test", "Issue", id, {}};
    Release release;
    release.project = "lotus";
    release.milestone = "lotus/" + id;
    release.cap = {100};
    EXPECT_OK(records::RecordOne<Release>(live_, change, [&](const Projects&) {
      return absl::StatusOr<Record<Release>>(Record<Release>{id, release});
    }));
  }

  void RecordProject(const std::string& id, Project project) {
    ChangeRequest change;
    change.reach = scope::Reach::Everything();
    change.request = {"machine/test", "Record", id, {}};
    EXPECT_OK(records::RecordOne<Project>(live_, change, [&](const Projects&) {
      return absl::StatusOr<Record<Project>>(Record<Project>{id, project});
    }));
  }

  ReleaseState StateOfRelease(const std::string& id) {
    const records::GetQuery query{id, {}, scope::Reach::Everything()};
    return records::GetRecord<Release>(live_, query, "RELEASE_NOT_FOUND")->facts.state;
  }

  absl::Status Deliver() { return delivery_.Round({1}); }

  MemoryStore store_;
  LiveProjects live_{store_};
  FakeFinance finance_;
  ReleaseDelivery delivery_{live_, finance_};
};

TEST_F(ReleaseDeliveryTest, EachIsDeliveredOnce) {
  Issue("a");
  Issue("b");
  EXPECT_OK(Deliver());
  EXPECT_EQ(StateOfRelease("a"), ReleaseState::kDelivered);
  EXPECT_EQ(StateOfRelease("b"), ReleaseState::kDelivered);
  EXPECT_OK(Deliver());
  EXPECT_THAT(finance_.asked, ElementsAre("a", "b"));
  EXPECT_EQ(store_.ReadHead()->position, 4);
}

TEST_F(ReleaseDeliveryTest, FinanceIsToldTheVillagesOfTheProject) {
  RecordProject("lotus", {.stated = TourismStatement()});
  Issue("a");
  EXPECT_OK(Deliver());
  EXPECT_THAT(finance_.told_of, ElementsAre(kRiver, kHill));
}

TEST_F(ReleaseDeliveryTest, FinanceThatDoesNotAnswer_IsAskedOnceARoundAndAgainInTheNext) {
  Issue("a");
  Issue("b");
  finance_.answers = false;
  EXPECT_STATUS(Deliver(), HasCode(StatusCode::kUnavailable));
  EXPECT_THAT(finance_.asked, ElementsAre("a"));
  EXPECT_EQ(StateOfRelease("a"), ReleaseState::kIssued);
  finance_.answers = true;
  EXPECT_OK(Deliver());
  EXPECT_EQ(StateOfRelease("b"), ReleaseState::kDelivered);
}

TEST_F(ReleaseDeliveryTest, AnAnswerThatWasLost_IsAskedForAgainAndNothingIsDoubled) {
  Issue("a");
  finance_.loses_answers = true;
  EXPECT_STATUS(Deliver(), HasCode(StatusCode::kDeadlineExceeded));
  EXPECT_EQ(StateOfRelease("a"), ReleaseState::kIssued);
  finance_.loses_answers = false;
  EXPECT_OK(Deliver());
  EXPECT_EQ(StateOfRelease("a"), ReleaseState::kDelivered);
  EXPECT_EQ(finance_.kept(), 1U);
}

TEST_F(ReleaseDeliveryTest, ARefusedOne_IsToldAndDoesNotHoldUpTheOthers) {
  Issue("a");
  Issue("b");
  finance_.Has("a", {7});
  EXPECT_STATUS(Deliver(), Refuses(StatusCode::kAlreadyExists, "RELEASE_EXISTS"));
  EXPECT_EQ(StateOfRelease("a"), ReleaseState::kIssued);
  EXPECT_EQ(StateOfRelease("b"), ReleaseState::kDelivered);
}

TEST_F(ReleaseDeliveryTest, OneIssuedAfterNothingWasLeft_IsDelivered) {
  Issue("a");
  EXPECT_OK(Deliver());
  EXPECT_OK(Deliver());
  Issue("b");
  EXPECT_OK(Deliver());
  EXPECT_EQ(StateOfRelease("b"), ReleaseState::kDelivered);
}

}  // namespace
}  // namespace cobuild::projects
