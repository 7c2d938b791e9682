#include "services/assessment/app/known_facts.h"

#include <algorithm>
#include <iterator>

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

}  // namespace

absl::Status KnownFacts::FixRegistry(const std::vector<std::string>& perimeters) {
  for (const std::string& perimeter : perimeters) {
    const absl::StatusOr<int64_t> position = sources_.RegistryPosition(perimeter, time_);
    if (position.ok()) {
      registry_position_ = *position;
      return absl::OkStatus();
    }
    if (!absl::IsNotFound(position.status())) return position.status();
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
    const base::KnownAt known_at = finance_position_
                                       ? base::KnownAt{std::nullopt, finance_position_}
                                       : base::KnownAt{time_, std::nullopt};
    COBUILD_ASSIGN_OR_RETURN(
        IncomeSummary summary,
        sources_.SummarizeIncome(std::get<0>(key), query.year, definition, known_at));
    if (!finance_position_) finance_position_ = summary.position;
    found = incomes_.emplace(key, std::move(summary.incomes)).first;
  }
  return &found->second;
}

absl::StatusOr<const std::vector<Item>*> KnownFacts::RecordsOf(const RecordQuery& query) {
  auto found = records_.find(query);
  if (found == records_.end()) {
    if (!registry_position_) return absl::InternalError("records are read before the perimeter");
    COBUILD_ASSIGN_OR_RETURN(std::vector<Item> items,
                             sources_.ReadRegistryRecords(query, *registry_position_));
    found = records_.emplace(query, std::move(items)).first;
  }
  return &found->second;
}

absl::StatusOr<std::vector<District>> KnownFacts::DistrictsOf(
    const std::vector<std::string>& townships, base::Date as_of) {
  if (!registry_position_) return absl::InternalError("districts are read before the perimeter");
  return sources_.ReadDistricts(townships, as_of, *registry_position_);
}

absl::Status KnownFacts::ReadLines(const std::vector<std::string>& villages, int year,
                                   const std::string& definition, const LineSink& sink) {
  if (!finance_position_) return absl::InternalError("lines are read before the incomes");
  return sources_.ReadIncomeLines(villages, year, definition, *finance_position_, sink);
}

Positions KnownFacts::positions() const {
  return {registry_position_.value_or(0), finance_position_.value_or(0)};
}

}  // namespace cobuild::assessment
