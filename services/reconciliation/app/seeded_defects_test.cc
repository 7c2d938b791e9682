// A hundred defects of every class, put behind the services' backs: all are found with class and
// place, nothing else is, also while changes go on; put right, they close by themselves.
#include <random>

#include "services/reconciliation/app/testing/reconciling_test.h"

namespace cobuild::reconciliation {
namespace {

constexpr int kProjects = 101;
constexpr int kDefects = 100;

class SeededDefectsTest : public ReconcilingTest, public ::testing::WithParamInterface<BreakClass> {
 protected:
  SeededDefectsTest() : seed_(std::random_device{}()), random_(seed_) {
    for (int number = 0; number < kProjects; ++number) world_.Add(number);
  }

  // In a hundred projects, each of a kind drawn at random; `found` gets what a run should find.
  std::vector<Defect> Seed(std::set<Found>& found) {
    std::vector<int> numbers(kProjects - 1);  // a defect may name the next project's village
    for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<int>(i);
    std::shuffle(numbers.begin(), numbers.end(), random_);
    std::vector<Defect> defects;
    for (int i = 0; i < kDefects; ++i) {
      const int kind = static_cast<int>(random_() % World::KindsOf(GetParam()));
      defects.push_back(world_.Break(GetParam(), numbers[static_cast<size_t>(i)], kind));
      found.insert(defects.back().found.begin(), defects.back().found.end());
    }
    return defects;
  }

  // From now on another project goes a step further whenever a source answers.
  void LetChangesGoOn() {
    sources_.before_answer = [this] {
      if (next_step_ == steps_.size()) {
        steps_ = world_.StepsOf(next_project_++);
        next_step_ = 0;
      }
      steps_[next_step_++]();
    };
  }

  const unsigned seed_;
  std::mt19937 random_;
  int next_project_ = kProjects;
  std::vector<std::function<void()>> steps_;
  size_t next_step_ = 0;
};

TEST_P(SeededDefectsTest, AreAllFoundWithClassAndPlace_AndCloseWhenTheyArePutRight) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  std::set<Found> found;
  const std::vector<Defect> defects = Seed(found);
  const RunFacts run = RunNow(RunMode::kFull);
  EXPECT_EQ(run.opened, static_cast<int64_t>(found.size()));
  EXPECT_EQ(NotCompared(run), 0);
  EXPECT_EQ(OpenOnes(), found);
  for (const Defect& defect : defects) defect.put_right();
  EXPECT_EQ(RunNow(RunMode::kFull).closed, static_cast<int64_t>(found.size()));
  EXPECT_TRUE(OpenOnes().empty());
}

TEST_P(SeededDefectsTest, AreAllFound_AndNothingElse_WhileChangesGoOn) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  std::set<Found> found;
  Seed(found);
  LetChangesGoOn();
  for (const RunMode mode : {RunMode::kFull, RunMode::kIncremental}) {
    RunNow(mode);
    EXPECT_EQ(OpenOnes(), found);
  }
}

INSTANTIATE_TEST_SUITE_P(Classes, SeededDefectsTest,
                         ::testing::Values(BreakClass::kMissing, BreakClass::kAmount,
                                           BreakClass::kState, BreakClass::kDefinition,
                                           BreakClass::kPerimeter),
                         [](const auto& info) { return std::string(NameOf(info.param)); });

using TimingTest = ReconcilingTest;

TEST_F(TimingTest, AHundredReleasesThatFinanceHasYetToHearOf_AreInFlightAndNoBreak) {
  for (int number = 0; number < kDefects; ++number) {
    world_.Add(number);
    sources_.Put(Source::kProjects, "releases/late-" + std::to_string(number),
                 IssuedRelease{.project = "projects/p-" + std::to_string(number),
                               .milestone = "projects/p/milestones/m",
                               .cap = {100},
                               .dossier_digest = "d"});
  }
  EXPECT_EQ(ResultOf(RunNow(RunMode::kFull), "releases-agree").in_flight, kDefects);
  EXPECT_TRUE(OpenOnes().empty());

  clock_.Advance(std::chrono::hours(2));
  const CheckResult late = ResultOf(RunNow(RunMode::kIncremental), "releases-agree");
  EXPECT_EQ(late.broken, kDefects) << "beyond the grace nothing is in flight";
  EXPECT_EQ(late.in_flight, 0);
}

// Changes that say what is wrong, in one feed after the other, and then what is right.
TEST_F(TimingTest, IncrementalAndFullRuns_FindTheSame) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  MemoryStore other_store;
  LiveReconciliation other_live(other_store);
  Reconciler other({.live = other_live, .sources = sources_, .key = key_, .clock = clock_});
  for (int number = 0; number < 20; ++number) world_.Add(number);
  RunNow(RunMode::kIncremental);
  for (int round = 0; round < 8; ++round) {
    for (int i = 0; i < 5; ++i) {
      const int number = static_cast<int>(random() % 19);
      const std::string project = "projects/p-" + std::to_string(number);
      auto facts = sources_.Get<Project>(Source::kProjects, project);
      facts.campaign = random() % 2 == 0 ? "campaigns/c-1" : "campaigns/nowhere";
      facts.budget = {random() % 2 == 0 ? 57'000'00 : 10};
      sources_.Put(Source::kProjects, project, facts);
      const std::string partner = "organizations/partner-" + std::to_string(number);
      sources_.Put(Source::kRegistry, partner, Named{.stands = random() % 2 == 0});
    }
    RunNow(RunMode::kIncremental);
    ASSERT_OK(other.RunReconciliation(RequestBy("machine/other", std::to_string(round)),
                                      {RunMode::kFull, {}}, std::chrono::steady_clock::now()));
    std::set<Found> of_full;
    other_live.Read([&](const Reconciliation& state) {
      ForEachOpenBreak(state, [&](const Record<Break>& record) {
        of_full.emplace(record.facts.check, record.facts.place,
                        std::string(NameOf(record.facts.break_class)));
      });
    });
    EXPECT_EQ(OpenOnes(), of_full) << "round " << round;
  }
}

}  // namespace
}  // namespace cobuild::reconciliation
