#include "services/projects/domain/project.h"

#include "common/records/fields.h"
#include "common/records/moment.h"
#include "services/projects/domain/names.h"
#include "services/projects/domain/transitions.h"

namespace cobuild::projects {

std::vector<std::string> Project::Keys() const {
  std::vector<std::string> keys = {OrganizationName(stated.sponsor)};
  for (const VillageShare& village : stated.villages) {
    keys.push_back(VillageName(village.village_code));
  }
  if (!stated.campaign.empty()) keys.push_back(CampaignName(stated.campaign));
  return keys;
}

ProjectState StateOn(const Project& project, const base::Date& day) {
  ProjectState state = ProjectState::kDraft;
  for (const Step& step : project.steps) {
    if (step.effective_date > day) break;
    state = NextState(state, step.action).value_or(state);
  }
  return state;
}

ProjectState StateOf(const Project& project) { return StateOn(project, records::kLastDay); }

std::optional<base::Date> DayOf(const Project& project, ProjectAction action,
                                const base::Date& day) {
  std::optional<base::Date> last;
  for (const Step& step : project.steps) {
    if (step.action == action && step.effective_date <= day) last = step.effective_date;
  }
  return last;
}

money::Fen BudgetTotal(const Statement& stated) {
  money::Fen total;
  for (const BudgetLine& line : stated.budget) total.value += line.amount.value;
  return total;
}

money::Fen DeclaredTotal(const Statement& stated) {
  money::Fen total;
  for (const DeclaredFund& fund : stated.declared_funds) total.value += fund.amount.value;
  return total;
}

base::Digest DossierDigest(std::string_view id, const Statement& stated) {
  return records::DigestOf("projects.dossier.v1", id, stated);
}

}  // namespace cobuild::projects
