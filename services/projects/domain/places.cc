#include <algorithm>
#include <array>
#include <utility>

#include "services/projects/domain/facts.h"

namespace cobuild::projects {
namespace {

constexpr size_t kDivisionDigits = 12;
// Digits that tell the divisions of a level apart: villages, townships, districts, cities,
// provinces.
constexpr std::array<size_t, 5> kLevelDigits = {12, 9, 6, 4, 2};

}  // namespace

scope::Places Projects::PlacesOf(std::string_view, const Project& project) const {
  scope::Places places;
  for (const VillageShare& village : project.stated.villages) {
    places.divisions.push_back(village.village_code);
  }
  places.organizations.push_back(project.stated.sponsor);
  return places;
}

scope::Places Projects::PlacesOf(std::string_view, const Milestone& milestone) const {
  return PlacesOfProject(milestone.project);
}

scope::Places Projects::PlacesOf(std::string_view, const Release& release) const {
  return PlacesOfProject(release.project);
}

scope::Places Projects::PlacesOf(std::string_view, const Evidence& evidence) const {
  return PlacesOfProject(evidence.project);
}

scope::Places Projects::PlacesOf(std::string_view, const Decision& decision) const {
  return PlacesOfProject(decision.project);
}

scope::Places Projects::PlacesOf(std::string_view, const Procedure& procedure) const {
  const std::string& prefix = procedure.division_prefix;
  const auto level = std::find_if(kLevelDigits.begin(), kLevelDigits.end(),
                                  [&](size_t digits) { return digits <= prefix.size(); });
  if (level == kLevelDigits.end()) return {};
  std::string code = prefix.substr(0, *level);
  code.resize(kDivisionDigits, '0');
  scope::Places places;
  places.divisions.push_back(std::move(code));
  return places;
}

scope::Places Projects::PlacesOfProject(std::string_view project) const {
  const Record<Project>* found = records::FindStanding<Project>(*this, project);
  return found == nullptr ? scope::Places{} : PlacesOf(project, found->facts);
}

}  // namespace cobuild::projects
