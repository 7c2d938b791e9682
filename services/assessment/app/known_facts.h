// What the other services knew, each at one position: fixed once, so that no two figures made of it
// disagree about what was known (services/adr/0004-two-times.md), and read once each.
//
// The other services are asked in the name of this one, which sees everything there. So what a
// caller may be told is decided here alone: no figure rests on anything that its reach does not
// hold wholly, since a sum tells of every row under it.
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
#include "common/scope/reach.h"
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
  // `sources` outlives the facts. `reach` is the caller's. `time`: what was recorded by then;
  // absent: the latest.
  KnownFacts(Sources& sources, scope::Reach reach, std::optional<base::Timestamp> time)
      : sources_(sources), reach_(std::move(reach)), time_(time) {}
  // At exactly these positions; 0: nothing of that service.
  KnownFacts(Sources& sources, scope::Reach reach, const Positions& positions);

  // Fixes the registry's position by the first of these perimeters that exists, unless it was
  // given; must come before any read. When no perimeter exists there is no position, and every read
  // of a perimeter is refused. UNAVAILABLE SOURCE_UNAVAILABLE.
  absl::Status FixRegistry(const std::vector<std::string>& perimeters);
  // Then those of the peers, likewise, if the registry has one. After CheckPerimeter, so that
  // nobody is asked for what is then not told.
  absl::Status FixPeers(Peers peers);

  // OK when the perimeter's villages on the query's day are all within reach, and there are any;
  // else PERMISSION_DENIED OUT_OF_SCOPE, since perimeters are for everybody to read. Other errors
  // as Sources::ReadPerimeter.
  absl::Status CheckPerimeter(const FigureQuery& query);
  // PERMISSION_DENIED OUT_OF_SCOPE for a division that is not wholly within reach.
  absl::Status CheckDivision(const std::string& code) const;
  // The same for a fund whose division is not, and for one that finance does not have: which of the
  // two it is would tell of it.
  absl::Status CheckFund(const std::string& fund);

  // The villages that count for the query: the perimeter's on its day, of these the cohort.
  // FAILED_PRECONDITION PERIMETER_EMPTY when the perimeter has none; else errors as CheckPerimeter,
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

  // After FixPeers: the division (code) whose money a fund's is. Errors as
  // Sources::ReadFundDivision.
  absl::StatusOr<std::string> DivisionOfFund(const std::string& fund);

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
  using DistrictsKey = std::pair<std::vector<std::string>, base::Date>;
  using InvestmentKey = std::pair<std::vector<std::string>, base::Date>;

  absl::StatusOr<const Subjects*> PerimeterOf(const FigureQuery& query);
  absl::StatusOr<const std::vector<Episode>*> EpisodesOn(base::Date day);
  absl::StatusOr<std::vector<Item>> ReadRecords(const RecordQuery& query);

  Sources& sources_;
  const scope::Reach reach_;
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
  std::map<DistrictsKey, std::vector<District>> districts_;
};

}  // namespace cobuild::assessment
