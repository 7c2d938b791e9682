// A made programme in which everything agrees: villages with projects that go their way from
// pairing to the last payment. And defects that can be put into it.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "services/reconciliation/app/testing/fake_sources.h"
#include "services/reconciliation/domain/check.h"

namespace cobuild::reconciliation {

// 2026-11-30 08:00 in Beijing.
inline constexpr base::Timestamp kNow{1'795'996'800'000'000};
inline constexpr int64_t kDayMicros = 86'400'000'000;

// What a run should find: check, place and class.
using Found = std::tuple<std::string, std::string, std::string>;

// One thing that is wrong, behind the services' backs.
struct Defect {
  std::set<Found> found;
  std::function<void()> put_right;
};

class World {
 public:
  // Project number i has village, partner, ledger, fund and metric of its own.
  explicit World(FakeSources& sources) : sources_(sources) {}

  // Records a project's whole way, 60 days ago.
  void Add(int number);
  // The same in its steps, to be taken one by one while a run goes on.
  std::vector<std::function<void()>> StepsOf(int number);

  // Something of the class at the project; `kind` chooses which.
  Defect Break(BreakClass break_class, int number, int kind);
  // Kinds of defects that there are of a class.
  static int KindsOf(BreakClass break_class);

 private:
  Defect Missing(int number, int kind);
  Defect Amount(int number, int kind);
  Defect State(int number, int kind);
  Defect Definition(int number, int kind);
  Defect Perimeter(int number, int kind);

  // Changes a fact in place; `found` is what a run should find of it.
  template <class Fact>
  Defect Alter(Source source, const std::string& name, const std::function<void(Fact&)>& change,
               std::set<Found> found);
  Defect TakeAway(Source source, const std::string& name, std::set<Found> found);

  FakeSources& sources_;
};

}  // namespace cobuild::reconciliation
