// Callers whose grants are bounded, and rows of every kind in two places that they reach in part,
// wholly or not at all.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/records/use_cases.h"
#include "common/scope/reach.h"
#include "common/testing/status_matchers.h"
#include "services/projects/app/live_projects.h"
#include "services/projects/store/memory/memory_evidence_store.h"
#include "services/projects/store/memory/memory_store.h"
#include "services/projects/testing/fixtures.h"

namespace cobuild::projects {

// How much of where a row is lies within reach.
enum class Held { kNothing, kPart, kAll };

struct Caller {
  std::string name;
  scope::Bound bound;
  Held lotus;  // two villages of one township, sponsored by "water"
  Held road;   // one village of the township beside it, sponsored by "roads"
};

inline const std::vector<Caller>& Callers() {
  using scope::Bound;
  static const std::vector<Caller> callers = {
      {"everything", Bound::WholeTree(), Held::kAll, Held::kAll},
      {"the city", Bound::Division("420100000000"), Held::kAll, Held::kAll},
      {"the district", Bound::Division("420115000000"), Held::kAll, Held::kAll},
      {"the township", Bound::Division("420115002000"), Held::kAll, Held::kNothing},
      {"the township beside it", Bound::Division("420115003000"), Held::kNothing, Held::kAll},
      {"the lead village", Bound::Division(kRiver), Held::kPart, Held::kNothing},
      {"the other village", Bound::Division(kHill), Held::kPart, Held::kNothing},
      {"the only village", Bound::Division(kSandbar), Held::kNothing, Held::kAll},
      {"a village beside them", Bound::Division("420115002203"), Held::kNothing, Held::kNothing},
      {"another district", Bound::Division("420116000000"), Held::kNothing, Held::kNothing},
      {"the sponsor", Bound::Organization("water"), Held::kAll, Held::kNothing},
      {"the other sponsor", Bound::Organization("roads"), Held::kNothing, Held::kAll},
      {"another organization", Bound::Organization("schools"), Held::kNothing, Held::kNothing},
      {"a division that is not there", Bound::Division("420199000000"), Held::kNothing,
       Held::kNothing},
      {"no bound", Bound(), Held::kNothing, Held::kNothing},
  };
  return callers;
}

inline scope::Reach ReachWithin(const scope::Bound& bound) {
  static const auto tree =
      std::make_shared<const scope::Tree>(std::vector<scope::Node>{{"420100000000", ""},
                                                                   {"420115000000", "420100000000"},
                                                                   {"420116000000", "420100000000"},
                                                                   {"420115002000", "420115000000"},
                                                                   {"420115003000", "420115000000"},
                                                                   {kRiver, "420115002000"},
                                                                   {kHill, "420115002000"},
                                                                   {"420115002203", "420115002000"},
                                                                   {kSandbar, "420115003000"}},
                                          std::vector<scope::Succession>{});
  return scope::Reach::Of(tree, {&bound, 1});
}

// One process over a store in memory.
struct Serving {
  MemoryStore store;
  MemoryEvidenceStore contents;
  LiveProjects live{store};
};

// Each place has a project of each state that a change may ask for, under "<place>-<state>", and
// below the running one whatever a project may have.
class ReachTest : public ::testing::Test {
 protected:
  ReachTest() {
    Add("lotus", TourismStatement());
    Add("road", RoadStatement());
  }

  ChangeRequest RequestFor(const scope::Reach& reach) {
    ChangeRequest change;
    change.request = {"person/caller", "Change", std::to_string(++requests_), {}};
    change.now = {1'330'000'000'000'000};
    change.reach = reach;
    return change;
  }
  ChangeRequest TrialFor(const scope::Reach& reach) {
    ChangeRequest change = RequestFor(reach);
    change.validate_only = true;
    return change;
  }

  template <class Facts>
  void Keep(const std::string& id, Facts facts) {
    EXPECT_OK(records::RecordOne<Facts>(
        serving_.live, RequestFor(scope::Reach::Everything()), [&](const Projects&) {
          return absl::StatusOr<Record<Facts>>(Record<Facts>{id, std::move(facts)});
        }));
  }

  void Add(const std::string& place, const Statement& stated) {
    const std::vector<Step> submitted = {{ProjectAction::kSubmit, {2010, 1, 5}, ""}};
    Keep(place + "-draft", Project{stated, {}});
    Keep(place + "-submitted", Project{stated, submitted});
    const std::string running = place + "-running";
    Keep(running, Project{stated, StartedOn({2010, 1, 5}, {2010, 2, 1}, {2010, 3, 1})});
    Milestone milestone;
    milestone.project = running;
    milestone.plan.display_name = "开工";
    milestone.plan.release_cap = {100};
    Keep(running + "/m", milestone);
    Evidence evidence;
    evidence.project = running;
    Keep(running + "/e", evidence);
    Release release;
    release.project = running;
    Keep(running + "-r", release);
    Decision decision;
    decision.project = running;
    Keep(running + "/0001", decision);
  }

  int requests_ = 0;
  Serving serving_;
};

}  // namespace cobuild::projects
