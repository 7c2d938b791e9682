#include "services/projects/domain/filter.h"

#include <algorithm>

#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

bool TakesPart(const Statement& stated, const std::string& village_code) {
  return std::any_of(stated.villages.begin(), stated.villages.end(),
                     [&](const VillageShare& part) { return part.village_code == village_code; });
}

// Nothing is asked for, or the day is there and within what is asked for.
bool IsWithin(const std::optional<base::Date>& day, const std::optional<base::Date>& from,
              const std::optional<base::Date>& to) {
  if (!from && !to) return true;
  return day && (!from || *from <= *day) && (!to || *day <= *to);
}

bool MeetsStatement(const ProjectFilter& filter, const Statement& stated) {
  return (filter.village_code.empty() || TakesPart(stated, filter.village_code)) &&
         (filter.sponsor.empty() || stated.sponsor == filter.sponsor) &&
         (filter.campaign.empty() || stated.campaign == filter.campaign) &&
         (!filter.category || stated.category == *filter.category) &&
         (!filter.model || stated.model == filter.model);
}

}  // namespace

bool Meets(const ProjectFilter& filter, const Project& project, const base::Date& as_of) {
  if (!MeetsStatement(filter, project.stated)) return false;
  const ProjectState state = StateOn(project, as_of);
  if (filter.state && state != *filter.state) return false;
  if (filter.exclude_cancelled && state == ProjectState::kCancelled) return false;
  return IsWithin(DayOf(project, ProjectAction::kApprove, as_of), filter.approved_from,
                  filter.approved_to) &&
         IsWithin(DayOf(project, ProjectAction::kStart, as_of), filter.started_from,
                  filter.started_to);
}

std::string KeyOf(const ProjectFilter& filter) {
  if (!filter.village_code.empty()) return VillageName(filter.village_code);
  if (!filter.campaign.empty()) return CampaignName(filter.campaign);
  return filter.sponsor.empty() ? "" : OrganizationName(filter.sponsor);
}

}  // namespace cobuild::projects
