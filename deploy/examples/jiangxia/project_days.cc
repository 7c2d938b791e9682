#include "deploy/examples/jiangxia/project_days.h"

#include "deploy/examples/jiangxia/days.h"
#include "deploy/examples/jiangxia/random.h"

namespace cobuild::jiangxia {
namespace {

// After January, when the villages were paired and the year's funds appropriated.
constexpr int kFirstMonth = 2;
constexpr base::Date kOpenDue{2012, 1, 31};

struct Gap {
  int shortest;  // days
  int longest;
};
constexpr Gap kDecision{10, 14};
constexpr Gap kStart{3, 15};
constexpr Gap kClaim{1, 4};
constexpr Gap kPayment{1, 6};
constexpr std::array<Gap, 3> kMilestone = {{{5, 15}, {30, 75}, {15, 40}}};

// Days that follow each other, as days after the first.
class Schedule {
 public:
  explicit Schedule(Random& random) : random_(random) {}

  int After(const Gap& gap) {
    last_ += static_cast<int>(random_.Between(gap.shortest, gap.longest));
    return last_;
  }
  int last() const { return last_; }

 private:
  Random& random_;
  int last_ = 0;
};

// A milestone's three days as days after submission.
struct Offsets {
  int accepted;
  int claimed;
  int paid;
};

// The last instalment of an open project is what its contract has above the cash that was paid.
bool IsOpen(const Project& project) { return project.contract > project.funds.front().amount; }

void FillDaysOf(Random& random, Project& project) {
  Schedule schedule(random);
  std::array<int, 5> decided = {};
  for (int& day : decided) day = schedule.After(kDecision);
  const int started = schedule.After(kStart);
  const size_t settled = project.milestones.size() - (IsOpen(project) ? 1 : 0);
  std::vector<Offsets> offsets;
  for (size_t i = 0; i < settled; ++i) {
    const int accepted = schedule.After(kMilestone[i]);
    const int claimed = schedule.After(kClaim);
    offsets.push_back({accepted, claimed, schedule.After(kPayment)});
  }
  const base::Date first{project.year, kFirstMonth, 1};
  const base::Date last{project.year, 12, 25};
  project.submitted = AddDays(
      first, static_cast<int>(random.Between(0, DaysBetween(first, last) - schedule.last())));
  const auto day = [&project](int offset) { return AddDays(project.submitted, offset); };
  for (size_t i = 0; i < decided.size(); ++i) project.decided[i] = day(decided[i]);
  project.started = day(started);
  for (size_t i = 0; i < settled; ++i) {
    Milestone& milestone = project.milestones[i];
    milestone.due = day(offsets[i].accepted);
    milestone.settlement = {day(offsets[i].accepted), day(offsets[i].claimed),
                            day(offsets[i].paid)};
  }
  if (IsOpen(project)) {
    project.milestones.back().due = AddDays(kOpenDue, static_cast<int>(random.Between(0, 90)));
  } else {
    project.completed = day(offsets.back().accepted - static_cast<int>(random.Between(1, 10)));
  }
}

}  // namespace

void FillDays(uint64_t seed, std::vector<Project>& projects) {
  Random random(seed, Topic::kProjectDays);
  for (Project& project : projects) FillDaysOf(random, project);
}

}  // namespace cobuild::jiangxia
