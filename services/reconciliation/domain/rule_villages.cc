// Rule 5: a weak-organisation village has a First Secretary, a hollow village its Three Ones.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "services/reconciliation/domain/rules.h"

namespace cobuild::reconciliation {
namespace {

// When the village's open episode of the category was recorded; nullopt when none is open.
std::optional<base::Timestamp> OpenSince(const Picture& picture, const std::string& village,
                                         Episode::Category category, base::Date today) {
  std::optional<base::Timestamp> since;
  picture.ForEachOf<Episode>(village, [&](const std::string&, const Known<Episode>& known) {
    const Episode& episode = known.fact;
    const bool is_open =
        episode.entered <= today && (!episode.graduated || today < *episode.graduated);
    if (episode.category == category && is_open) since = known.recorded;
  });
  return since;
}

std::string_view NameOf(Posting::Role role) {
  switch (role) {
    case Posting::Role::kFirstSecretary:
      return "FIRST_SECRETARY";
    case Posting::Role::kContactLeader:
      return "CONTACT_LEADER";
    case Posting::Role::kCapablePerson:
      return "CAPABLE_PERSON";
  }
  return "";
}

// MISSING when nobody was ever posted so, STATE when nobody is any more.
void RequirePosting(const Picture& picture, const std::string& village, Posting::Role role,
                    std::string_view category, base::Date today, base::Timestamp since,
                    Differences& found) {
  bool ever = false;
  bool now = false;
  picture.ForEachOf<Posting>(village, [&](const std::string&, const Known<Posting>& known) {
    const Posting& posting = known.fact;
    if (posting.role != role || !posting.stands) return;
    ever = true;
    now = now || (posting.start <= today && (!posting.end || today < *posting.end));
    since = std::max(since, known.recorded);
  });
  if (now) return;
  found.push_back({village, std::string(NameOf(role)),
                   ever ? BreakClass::kState : BreakClass::kMissing, std::string(category),
                   ever ? "nobody is posted any more" : "nobody was ever posted", since});
}

// One that was approved, is or was worked on, and was not given up.
void RequireProject(const Picture& picture, const std::string& village, base::Timestamp since,
                    Differences& found) {
  bool ever = false;
  bool now = false;
  picture.ForEachOf<Project>(village, [&](const std::string&, const Known<Project>& known) {
    const Project& project = known.fact;
    ever = true;
    now = now ||
          (project.was_approved && project.started && project.state != Project::State::kCancelled);
    since = std::max(since, known.recorded);
  });
  if (now) return;
  found.push_back({village, "project", ever ? BreakClass::kState : BreakClass::kMissing,
                   "HOLLOW_ECONOMY", ever ? "no project has started" : "no project", since});
}

}  // namespace

Places CategoryVillages() {
  return {[](const Picture& picture) {
            std::vector<std::string> names;
            picture.ForEachKey<Episode>([&](const std::string& key) { names.push_back(key); });
            return names;
          },
          [](const Picture& picture, const std::string& name) {
            return picture.FeedsKey<Episode>(name);
          }};
}

void CompareFirstSecretary(const Picture& picture, const std::string& place, base::Date today,
                           Differences& found) {
  const auto since = OpenSince(picture, place, Episode::Category::kWeakOrganisation, today);
  if (!since) return;
  RequirePosting(picture, place, Posting::Role::kFirstSecretary, "WEAK_ORGANISATION", today, *since,
                 found);
}

void CompareThreeOnes(const Picture& picture, const std::string& place, base::Date today,
                      Differences& found) {
  const auto since = OpenSince(picture, place, Episode::Category::kHollowEconomy, today);
  if (!since) return;
  for (const auto role : {Posting::Role::kCapablePerson, Posting::Role::kContactLeader}) {
    RequirePosting(picture, place, role, "HOLLOW_ECONOMY", today, *since, found);
  }
  RequireProject(picture, place, *since, found);
}

}  // namespace cobuild::reconciliation
