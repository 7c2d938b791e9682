// Rule 1: what another service names exists where it is kept, at the date in question.
#include "services/reconciliation/domain/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace cobuild::reconciliation {
namespace {

constexpr std::string_view kUnknown = "not recorded";
constexpr std::string_view kWithdrawn = "withdrawn";

// A village or another division that is named for a day.
void CompareDivision(const Picture& picture, const std::string& place, const std::string& division,
                     base::Date day, base::Timestamp since, Differences& found) {
  const Known<Division>* known = picture.Find<Division>(division);
  const std::string named = fmt::format("{} on {}", division, base::FormatDate(day));
  if (known == nullptr) {
    found.push_back({place, division, BreakClass::kMissing, named, std::string(kUnknown), since});
  } else if (day < known->fact.from) {
    found.push_back({place, division, BreakClass::kPerimeter, named,
                     fmt::format("from {} on", base::FormatDate(known->fact.from)), since});
  }
}

// An organization or a campaign.
void CompareNamed(const Picture& picture, const std::string& place, const std::string& name,
                  base::Timestamp since, Differences& found) {
  const Known<Named>* known = picture.Find<Named>(name);
  if (known == nullptr) {
    found.push_back({place, name, BreakClass::kMissing, name, std::string(kUnknown), since});
  } else if (!known->fact.stands) {
    found.push_back({place, name, BreakClass::kState, name, std::string(kWithdrawn), since});
  }
}

base::Date DayOf(const Project& project) {
  return project.submitted.value_or(project.planned_start);
}

}  // namespace

void CompareProjectVillages(const Picture& picture, const std::string& place, base::Date,
                            Differences& found) {
  const Known<Project>& project = *picture.Find<Project>(place);
  for (const std::string& village : project.fact.villages) {
    CompareDivision(picture, place, village, DayOf(project.fact), project.recorded, found);
  }
}

void CompareProjectSponsor(const Picture& picture, const std::string& place, base::Date,
                           Differences& found) {
  const Known<Project>& project = *picture.Find<Project>(place);
  CompareNamed(picture, place, project.fact.sponsor, project.recorded, found);
}

void CompareProjectCampaign(const Picture& picture, const std::string& place, base::Date,
                            Differences& found) {
  const Known<Project>& project = *picture.Find<Project>(place);
  if (project.fact.campaign.empty()) return;
  CompareNamed(picture, place, project.fact.campaign, project.recorded, found);
}

void CompareIncomeVillage(const Picture& picture, const std::string& place, base::Date,
                          Differences& found) {
  const Known<Income>& income = *picture.Find<Income>(place);
  CompareDivision(picture, place, income.fact.village, {income.fact.year, 12, 31}, income.recorded,
                  found);
}

void CompareLedgerOwner(const Picture& picture, const std::string& place, base::Date today,
                        Differences& found) {
  const Known<Ledger>& ledger = *picture.Find<Ledger>(place);
  if (ledger.fact.owner.empty()) return;
  CompareDivision(picture, place, ledger.fact.owner, today, ledger.recorded, found);
}

void CompareFundDivision(const Picture& picture, const std::string& place, base::Date today,
                         Differences& found) {
  const Known<Fund>& fund = *picture.Find<Fund>(place);
  CompareDivision(picture, place, fund.fact.division, today, fund.recorded, found);
}

void CompareContributor(const Picture& picture, const std::string& place, base::Date,
                        Differences& found) {
  const Known<Investment>& investment = *picture.Find<Investment>(place);
  if (investment.fact.contributor.empty()) return;
  CompareNamed(picture, place, investment.fact.contributor, investment.recorded, found);
}

Places PaidProjects() {
  return {[](const Picture& picture) {
            std::set<std::string> names;
            const auto add = [&names](const std::string& key) {
              if (IsIn("projects/", key)) names.insert(key);
            };
            picture.ForEachKey<Movement>(add);
            picture.ForEachKey<Claim>(add);
            picture.ForEachKey<Investment>(add);
            return std::vector<std::string>(names.begin(), names.end());
          },
          [](const Picture& picture, const std::string& name) {
            return IsIn("projects/", name) &&
                   (picture.FeedsKey<Movement>(name) || picture.FeedsKey<Claim>(name) ||
                    picture.FeedsKey<Investment>(name));
          }};
}

void ComparePaidProject(const Picture& picture, const std::string& place, base::Date,
                        Differences& found) {
  if (picture.Find<Project>(place) != nullptr) return;
  // A claim, movement or investment that has left the project leaves its key behind.
  int named = 0;
  base::Timestamp since;
  const auto count = [&](const std::string&, const auto& known) {
    ++named;
    since = std::max(since, known.recorded);
  };
  picture.ForEachOf<Movement>(place, count);
  picture.ForEachOf<Claim>(place, count);
  picture.ForEachOf<Investment>(place, count);
  if (named == 0) return;
  found.push_back({place, "", BreakClass::kMissing, fmt::format("named by {} records", named),
                   std::string(kUnknown), since});
}

void CompareClaimVillage(const Picture& picture, const std::string& place, base::Date,
                         Differences& found) {
  const Known<Claim>& claim = *picture.Find<Claim>(place);
  const Known<Project>* project = picture.Find<Project>(claim.fact.project);
  if (project == nullptr) return;  // the check of paid projects says so
  const ResourceNames& villages = project->fact.villages;
  if (std::ranges::find(villages, claim.fact.village) != villages.end()) return;
  found.push_back({place, claim.fact.village, BreakClass::kPerimeter, claim.fact.village,
                   fmt::format("{}", fmt::join(villages, ", ")), claim.recorded});
}

}  // namespace cobuild::reconciliation
