// What the other services knew, each at one position: fixed once, so that no two figures made of it
// disagree about what was known (services/adr/0004-two-times.md), and read once each.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "services/assessment/app/sources.h"
#include "services/assessment/domain/figure.h"

namespace cobuild::assessment {

// Services that facts are read from, beside the registry, which says which villages count.
struct Peers {
  bool finance = false;
  bool projects = false;
};
inline constexpr Peers kAllPeers{.finance = true, .projects = true};
Peers PeersOf(Fact fact);

class KnownFacts {
 public:
  // `sources` outlives the facts. `time`: what was recorded by then; absent: the latest.
  KnownFacts(Sources& sources, std::optional<base::Timestamp> time)
      : sources_(sources), time_(time) {}
  // At exactly these positions; 0: nothing of that service.
  KnownFacts(Sources& sources, const Positions& positions);

  // Fixes the registry's position by the first of these perimeters that exists, then those of the
  // peers, unless they were given; must come before any read. When no perimeter exists there is no
  // position, and every read of a perimeter is refused. UNAVAILABLE SOURCE_UNAVAILABLE.
  absl::Status Fix(const std::vector<std::string>& perimeters, Peers peers);

  // The villages that count for the query: the perimeter's on its day, of these the cohort.
  // FAILED_PRECONDITION PERIMETER_EMPTY when the perimeter has none; else errors as
  // Sources::ReadPerimeter and ReadEpisodes.
  absl::StatusOr<Subjects> SubjectsOf(const FigureQuery& query);

  // After SubjectsOf: incomes of the query's year, by code, of at least the villages that count.
  // Errors as Sources::SummarizeIncome.
  absl::StatusOr<const Incomes*> IncomesOf(const FigureQuery& query, const std::string& definition);

  // After SubjectsOf: what the registry or finance records of a fact. Errors as
  // Sources::ReadRegistryRecords and ReadFinanceRecords.
  absl::StatusOr<const std::vector<Item>*> RecordsOf(const RecordQuery& query);

  // After SubjectsOf: the districts of these townships, in order. Errors as Sources::ReadDistricts.
  absl::StatusOr<std::vector<District>> DistrictsOf(const std::vector<std::string>& townships,
                                                    base::Date as_of);

  // Errors as Sources::ReadProjects, ReadPromotedModels and ReadProjectEvidence.
  absl::StatusOr<const std::vector<Project>*> ProjectsOf(const ProjectQuery& query);
  absl::StatusOr<std::vector<PromotedModel>> PromotedModelsOn(base::Date day);
  absl::StatusOr<ProjectEvidence> EvidenceOn(base::Date day);

  // After SubjectsOf: what was given by a day to at least those of the projects that a village of
  // the query leads. Errors as Sources::SummarizeInvestments.
  absl::StatusOr<const Investments*> InvestmentsIn(const std::vector<Project>& projects,
                                                   const FigureQuery& query);

  // The journal lines under the incomes of these villages, the investments in these projects and
  // the years of a fund. Errors as Sources::ReadIncomeLines, ReadInvestmentLines, ReadFundLines.
  absl::Status ReadLines(const std::vector<std::string>& villages, int year,
                         const std::string& definition, const LineSink& sink);
  absl::Status ReadInvestmentLines(const std::vector<std::string>& projects, base::Date as_of,
                                   const InvestmentLineSink& sink);
  absl::StatusOr<std::vector<JournalLine>> FundLinesOf(const RecordQuery& query);

  // As far as they are fixed; 0: not asked.
  Positions positions() const;

 private:
  using PerimeterKey = std::pair<std::string, base::Date>;
  using IncomeKey = std::tuple<std::vector<std::string>, int, std::string>;
  using InvestmentKey = std::pair<std::vector<std::string>, base::Date>;

  absl::StatusOr<const Subjects*> PerimeterOf(const FigureQuery& query);
  absl::StatusOr<const std::vector<Episode>*> EpisodesOn(base::Date day);
  absl::StatusOr<std::vector<Item>> ReadRecords(const RecordQuery& query);

  Sources& sources_;
  const std::optional<base::Timestamp> time_;
  const bool positions_given_ = false;
  std::optional<int64_t> registry_position_;
  std::optional<int64_t> finance_position_;
  std::optional<int64_t> projects_position_;
  std::map<PerimeterKey, Subjects> perimeters_;
  std::map<base::Date, std::vector<Episode>> episodes_;
  std::map<IncomeKey, Incomes> incomes_;
  std::map<InvestmentKey, Investments> investments_;
  std::map<ProjectQuery, std::vector<Project>> projects_;
  std::map<RecordQuery, std::vector<Item>> records_;
};

}  // namespace cobuild::assessment
