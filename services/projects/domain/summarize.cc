#include "services/projects/domain/summarize.h"

#include <map>

#include "common/base/status_macros.h"
#include "common/records/places.h"
#include "services/projects/domain/errors.h"
#include "services/projects/domain/names.h"

namespace cobuild::projects {
namespace {

constexpr size_t kTownshipDigits = 9;

std::string YearStarted(const Project& project, const base::Date& as_of) {
  const auto started = DayOf(project, ProjectAction::kStart, as_of);
  return started ? base::FormatDate(*started).substr(0, 4) : "";
}

std::vector<int64_t> WeightsOf(const Statement& stated) {
  std::vector<int64_t> weights;
  for (const VillageShare& village : stated.villages) {
    weights.push_back(village.share_basis_points);
  }
  return weights;
}

class Summing {
 public:
  Summing(const SummarizeQuery& query, const base::Date& as_of) : query_(query), as_of_(as_of) {}

  void Add(const Project& project) {
    const Statement& stated = project.stated;
    if (IsAsked(stated.villages.front().village_code)) Count(project);
    const std::vector<int64_t> weights = WeightsOf(stated);
    for (const BudgetLine& line : stated.budget) {
      AddLine(project, weights, line.source, line.amount, &Summary::budget);
    }
    for (const DeclaredFund& fund : stated.declared_funds) {
      AddLine(project, weights, fund.source, fund.amount, &Summary::declared);
    }
  }

  bool overflowed() const { return overflowed_; }
  const std::map<std::string, Summary>& groups() const { return groups_; }
  const Summary& total() const { return total_; }

 private:
  bool IsAsked(const std::string& village_code) const {
    return query_.villages.empty() || query_.villages.contains(village_code);
  }

  std::string KeyFor(const Project& project, const std::string& village_code,
                     const std::string& source) const {
    const Statement& stated = project.stated;
    switch (query_.group_by) {
      case Grouping::kNone:
        break;
      case Grouping::kCategory:
        return std::string(NameOf(stated.category));
      case Grouping::kModel:
        return stated.model ? std::string(NameOf(*stated.model)) : "";
      case Grouping::kVillage:
        return VillageName(village_code);
      case Grouping::kTownship:
        return village_code.substr(0, kTownshipDigits);
      case Grouping::kSponsor:
        return OrganizationName(stated.sponsor);
      case Grouping::kCampaign:
        return stated.campaign.empty() ? "" : CampaignName(stated.campaign);
      case Grouping::kYear:
        return YearStarted(project, as_of_);
      case Grouping::kSource:
        return source;
    }
    return "";
  }

  void Count(const Project& project) {
    const Statement& stated = project.stated;
    std::set<std::string> sources = {""};
    if (query_.group_by == Grouping::kSource) {
      sources.clear();
      for (const BudgetLine& line : stated.budget) sources.insert(line.source);
      for (const DeclaredFund& fund : stated.declared_funds) sources.insert(fund.source);
    }
    ++total_.project_count;
    Label(stated, total_);
    for (const std::string& source : sources) {
      Summary& group = GroupOf(KeyFor(project, stated.villages.front().village_code, source));
      ++group.project_count;
      Label(stated, group);
    }
  }

  void AddLine(const Project& project, const std::vector<int64_t>& weights,
               const std::string& source, money::Fen amount, money::Fen Summary::*sum) {
    const Statement& stated = project.stated;
    const std::vector<money::Fen> parts = money::Share(amount, weights);
    for (size_t i = 0; i < parts.size(); ++i) {
      const std::string& village_code = stated.villages[i].village_code;
      if (!IsAsked(village_code)) continue;
      Summary& group = GroupOf(KeyFor(project, village_code, source));
      for (Summary* summary : {&group, &total_}) {
        const auto added = money::Add(summary->*sum, parts[i]);
        overflowed_ = overflowed_ || !added;
        summary->*sum = added.value_or(money::Fen{});
        Label(stated, *summary);
      }
    }
  }

  Summary& GroupOf(const std::string& key) {
    Summary& group = groups_[key];
    group.key = key;
    return group;
  }

  static void Label(const Statement& stated, Summary& summary) {
    if (summary.data_origin != DataOrigin::kExample) summary.data_origin = stated.data_origin;
  }

  const SummarizeQuery& query_;
  const base::Date as_of_;
  std::map<std::string, Summary> groups_;
  Summary total_;
  bool overflowed_ = false;
};

}  // namespace

absl::StatusOr<SummaryPage> Summarize(const Projects& projects, const SummarizeQuery& query) {
  SummaryPage page;
  COBUILD_ASSIGN_OR_RETURN(page.moment, projects.MomentOf(query.at));
  Summing summing(query, page.moment.as_of);
  const auto visit = [&](const Record<Project>& record) {
    if (records::IsSeen(projects, record, query.reach) &&
        Meets(query.filter, record.facts, page.moment.as_of)) {
      summing.Add(record.facts);
    }
    return !summing.overflowed();
  };
  const auto& shelf = projects.Of<Project>();
  if (const std::string key = KeyOf(query.filter); !key.empty()) {
    shelf.VisitKeyAfter(key, "", page.moment.position, visit);
  } else {
    shelf.VisitAfter("", page.moment.position, visit);
  }
  if (summing.overflowed()) return SumTooLarge();
  page.total = summing.total();
  if (query.group_by == Grouping::kNone) return page;
  for (const auto& [key, group] : summing.groups()) {
    if (query.after && key <= *query.after) continue;
    page.is_last = page.groups.size() < static_cast<size_t>(query.page_size);
    if (!page.is_last) break;
    page.groups.push_back(group);
  }
  return page;
}

}  // namespace cobuild::projects
