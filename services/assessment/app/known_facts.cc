#include "services/assessment/app/known_facts.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "services/assessment/domain/errors.h"

namespace cobuild::assessment {
namespace {

std::vector<std::string> CodesOf(const std::vector<Village>& villages) {
  std::vector<std::string> codes;
  codes.reserve(villages.size());
  for (const Village& village : villages) codes.push_back(village.code);
  return codes;
}

absl::Status NotFixed() { return absl::InternalError("a service is read at no fixed position"); }

}  // namespace

Peers PeersOf(Fact fact) {
  switch (fact) {
    case Fact::kVillageIncome:
    case Fact::kHouseholdIncome:
    case Fact::kSupportPolicy:
    case Fact::kFundYear:
    case Fact::kPlannedAppropriation:
      return {.finance = true};
    case Fact::kProject:
    case Fact::kPromotedModel:
    case Fact::kThreeOnes:
      return {.projects = true};
    case Fact::kInvestment:
      return kAllPeers;
    default:
      return {};
  }
}

KnownFacts::KnownFacts(Sources& sources, scope::Reach reach, const Positions& positions)
    : sources_(sources),
      reach_(std::move(reach)),
      positions_given_(true),
      finance_position_(positions.finance),
      projects_position_(positions.projects) {
  if (positions.registry > 0) registry_position_ = positions.registry;
}

absl::Status KnownFacts::FixRegistry(const std::vector<std::string>& perimeters) {
  if (positions_given_) return absl::OkStatus();
  for (const std::string& perimeter : perimeters) {
    const absl::StatusOr<int64_t> position = sources_.RegistryPosition(perimeter, time_);
    if (position.ok()) {
      registry_position_ = *position;
      break;
    }
    if (!absl::IsNotFound(position.status())) return position.status();
  }
  return absl::OkStatus();
}

absl::Status KnownFacts::FixPeers(Peers peers) {
  if (positions_given_ || !registry_position_) return absl::OkStatus();
  if (peers.finance) {
    COBUILD_ASSIGN_OR_RETURN(finance_position_, sources_.FinancePosition(time_));
  }
  if (peers.projects) {
    COBUILD_ASSIGN_OR_RETURN(projects_position_, sources_.ProjectsPosition(time_));
  }
  return absl::OkStatus();
}

absl::StatusOr<const Subjects*> KnownFacts::PerimeterOf(const FigureQuery& query) {
  if (!registry_position_) return PerimeterNotFound(query.perimeter);
  const PerimeterKey key(query.perimeter, query.as_of);
  auto found = perimeters_.find(key);
  if (found == perimeters_.end()) {
    COBUILD_ASSIGN_OR_RETURN(Subjects subjects, sources_.ReadPerimeter(query.perimeter, query.as_of,
                                                                       *registry_position_));
    found = perimeters_.emplace(key, std::move(subjects)).first;
  }
  return &found->second;
}

absl::Status KnownFacts::CheckPerimeter(const FigureQuery& query) {
  if (reach_.everything()) return absl::OkStatus();
  const absl::StatusOr<const Subjects*> perimeter = PerimeterOf(query);
  // Of more villages than are read nobody can say that they are within.
  const bool too_large = absl::IsFailedPrecondition(perimeter.status());
  if (!perimeter.ok() && !too_large) return perimeter.status();
  const bool within = !too_large && reach_.Changes({.divisions = CodesOf((*perimeter)->villages),
                                                    .organizations = {}});
  return within ? absl::OkStatus() : scope::OutOfScope("perimeters/" + query.perimeter);
}

absl::Status KnownFacts::CheckDivision(const std::string& code) const {
  return reach_.Covers(scope::Bound::Division(code)) ? absl::OkStatus()
                                                     : scope::OutOfScope("divisions/" + code);
}

absl::Status KnownFacts::CheckFund(const std::string& fund) {
  if (reach_.everything()) return absl::OkStatus();
  const absl::StatusOr<std::string> division = DivisionOfFund(fund);
  if (!division.ok() && !absl::IsNotFound(division.status())) return division.status();
  const bool within = division.ok() && CheckDivision(*division).ok();
  return within ? absl::OkStatus() : scope::OutOfScope("funds/" + fund);
}

absl::StatusOr<std::string> KnownFacts::DivisionOfFund(const std::string& fund) {
  if (!finance_position_) return NotFixed();
  return sources_.ReadFundDivision(fund, *finance_position_);
}

absl::StatusOr<const std::vector<Episode>*> KnownFacts::EpisodesOn(base::Date day) {
  auto found = episodes_.find(day);
  if (found == episodes_.end()) {
    COBUILD_ASSIGN_OR_RETURN(std::vector<Episode> episodes,
                             sources_.ReadEpisodes(day, *registry_position_));
    found = episodes_.emplace(day, std::move(episodes)).first;
  }
  return &found->second;
}

absl::StatusOr<Subjects> KnownFacts::SubjectsOf(const FigureQuery& query) {
  COBUILD_RETURN_IF_ERROR(CheckPerimeter(query));
  COBUILD_ASSIGN_OR_RETURN(const Subjects* perimeter, PerimeterOf(query));
  // Not even zero can be counted where nothing was known yet.
  if (perimeter->villages.empty()) return PerimeterEmpty(query.perimeter);
  if (!query.cohort_date) return *perimeter;
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Episode>* episodes, EpisodesOn(*query.cohort_date));
  std::map<std::string, DataOrigin> cohort;
  for (const Episode& episode : *episodes) {
    if (query.category == Category::kNone || query.category == episode.category) {
      cohort.emplace(episode.village, episode.origin);
    }
  }
  Subjects subjects{.villages = {}, .origin = perimeter->origin};
  for (const Village& village : perimeter->villages) {
    const auto member = cohort.find(village.code);
    if (member == cohort.end()) continue;
    subjects.villages.push_back(village);
    subjects.origin = std::max(subjects.origin, member->second);
  }
  return subjects;
}

absl::StatusOr<const Incomes*> KnownFacts::IncomesOf(const FigureQuery& query,
                                                     const std::string& definition) {
  // Always the whole perimeter's, so that one reading serves every cohort of it.
  COBUILD_ASSIGN_OR_RETURN(const Subjects* perimeter, PerimeterOf(query));
  const IncomeKey key(CodesOf(perimeter->villages), query.year, definition);
  auto found = incomes_.find(key);
  if (found == incomes_.end()) {
    if (!finance_position_) return NotFixed();
    COBUILD_ASSIGN_OR_RETURN(
        Incomes incomes,
        sources_.SummarizeIncome(std::get<0>(key), query.year, definition, *finance_position_));
    found = incomes_.emplace(key, std::move(incomes)).first;
  }
  return &found->second;
}

absl::StatusOr<std::vector<Item>> KnownFacts::ReadRecords(const RecordQuery& query) {
  if (PeersOf(query.fact).finance) {
    if (!finance_position_) return NotFixed();
    return sources_.ReadFinanceRecords(query, *finance_position_);
  }
  if (!registry_position_) return NotFixed();
  return sources_.ReadRegistryRecords(query, *registry_position_);
}

absl::StatusOr<const std::vector<Item>*> KnownFacts::RecordsOf(const RecordQuery& query) {
  auto found = records_.find(query);
  if (found == records_.end()) {
    COBUILD_ASSIGN_OR_RETURN(std::vector<Item> items, ReadRecords(query));
    found = records_.emplace(query, std::move(items)).first;
  }
  return &found->second;
}

absl::StatusOr<const std::vector<Project>*> KnownFacts::ProjectsOf(const ProjectQuery& query) {
  auto found = projects_.find(query);
  if (found == projects_.end()) {
    if (!projects_position_) return NotFixed();
    COBUILD_ASSIGN_OR_RETURN(std::vector<Project> projects,
                             sources_.ReadProjects(query, *projects_position_));
    found = projects_.emplace(query, std::move(projects)).first;
  }
  return &found->second;
}

absl::StatusOr<std::vector<PromotedModel>> KnownFacts::PromotedModelsOn(base::Date day) {
  if (!projects_position_) return NotFixed();
  return sources_.ReadPromotedModels(day, *projects_position_);
}

absl::StatusOr<ProjectEvidence> KnownFacts::EvidenceOn(base::Date day) {
  if (!projects_position_) return NotFixed();
  return sources_.ReadProjectEvidence(day, *projects_position_);
}

absl::StatusOr<const Investments*> KnownFacts::InvestmentsIn(const std::vector<Project>& projects,
                                                             const FigureQuery& query) {
  // Always of the whole perimeter's, so that one reading serves every cohort of it.
  COBUILD_ASSIGN_OR_RETURN(const Subjects* perimeter, PerimeterOf(query));
  const std::set<std::string> villages = CodesOf(*perimeter);
  InvestmentKey key({}, query.as_of);
  for (const Project& project : projects) {
    if (villages.contains(LeadOf(project))) key.first.push_back(project.name);
  }
  auto found = investments_.find(key);
  if (found == investments_.end()) {
    if (!finance_position_) return NotFixed();
    Investments investments;
    if (!key.first.empty()) {
      COBUILD_ASSIGN_OR_RETURN(
          investments, sources_.SummarizeInvestments(key.first, query.as_of, *finance_position_));
    }
    found = investments_.emplace(std::move(key), std::move(investments)).first;
  }
  return &found->second;
}

absl::StatusOr<std::vector<District>> KnownFacts::DistrictsOf(
    const std::vector<std::string>& townships, base::Date as_of) {
  const DistrictsKey key(townships, as_of);
  auto found = districts_.find(key);
  if (found == districts_.end()) {
    if (!registry_position_) return NotFixed();
    COBUILD_ASSIGN_OR_RETURN(std::vector<District> districts,
                             sources_.ReadDistricts(townships, as_of, *registry_position_));
    found = districts_.emplace(key, std::move(districts)).first;
  }
  return found->second;
}

absl::Status KnownFacts::ReadLines(const std::vector<std::string>& villages, int year,
                                   const std::string& definition, const LineSink& sink) {
  if (!finance_position_) return NotFixed();
  return sources_.ReadIncomeLines(villages, year, definition, *finance_position_, sink);
}

absl::Status KnownFacts::ReadInvestmentLines(const std::vector<std::string>& projects,
                                             base::Date as_of, const InvestmentLineSink& sink) {
  if (!finance_position_) return NotFixed();
  return sources_.ReadInvestmentLines(projects, as_of, *finance_position_, sink);
}

absl::StatusOr<std::vector<JournalLine>> KnownFacts::FundLinesOf(const RecordQuery& query) {
  if (!finance_position_) return NotFixed();
  return sources_.ReadFundLines(query, *finance_position_);
}

Positions KnownFacts::positions() const {
  return {.registry = registry_position_.value_or(0),
          .finance = finance_position_.value_or(0),
          .projects = projects_position_.value_or(0)};
}

}  // namespace cobuild::assessment
