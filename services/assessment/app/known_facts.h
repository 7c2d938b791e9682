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

class KnownFacts {
 public:
  // `sources` outlives the facts. `time`: what was recorded by then; absent: the latest.
  KnownFacts(Sources& sources, std::optional<base::Timestamp> time)
      : sources_(sources), time_(time) {}

  // Fixes the registry's position by the first of these perimeters that exists; must come before
  // any read. When none exists there is no position, and every read of a perimeter is refused.
  // UNAVAILABLE SOURCE_UNAVAILABLE.
  absl::Status FixRegistry(const std::vector<std::string>& perimeters);

  // The villages that count for the query: the perimeter's on its day, of these the cohort.
  // FAILED_PRECONDITION PERIMETER_EMPTY when the perimeter has none; else errors as
  // Sources::ReadPerimeter and ReadEpisodes.
  absl::StatusOr<Subjects> SubjectsOf(const FigureQuery& query);

  // After SubjectsOf: incomes of the query's year, by code, of at least the villages that count.
  // The first read fixes finance's position. Errors as Sources::SummarizeIncome.
  absl::StatusOr<const Incomes*> IncomesOf(const FigureQuery& query, const std::string& definition);

  // After SubjectsOf: what is recorded of a fact. Errors as Sources::ReadRegistryRecords.
  absl::StatusOr<const std::vector<Item>*> RecordsOf(const RecordQuery& query);

  // After SubjectsOf: the districts of these townships, in order. Errors as Sources::ReadDistricts.
  absl::StatusOr<std::vector<District>> DistrictsOf(const std::vector<std::string>& townships,
                                                    base::Date as_of);

  // The journal lines under the incomes of these villages. After IncomesOf. Errors as
  // Sources::ReadIncomeLines.
  absl::Status ReadLines(const std::vector<std::string>& villages, int year,
                         const std::string& definition, const LineSink& sink);

  // As far as they are fixed; 0: not asked.
  Positions positions() const;

 private:
  using PerimeterKey = std::pair<std::string, base::Date>;
  using IncomeKey = std::tuple<std::vector<std::string>, int, std::string>;

  absl::StatusOr<const Subjects*> PerimeterOf(const FigureQuery& query);
  absl::StatusOr<const std::vector<Episode>*> EpisodesOn(base::Date day);

  Sources& sources_;
  const std::optional<base::Timestamp> time_;
  std::optional<int64_t> registry_position_;
  std::optional<int64_t> finance_position_;
  std::map<PerimeterKey, Subjects> perimeters_;
  std::map<base::Date, std::vector<Episode>> episodes_;
  std::map<IncomeKey, Incomes> incomes_;
  std::map<RecordQuery, std::vector<Item>> records_;
};

}  // namespace cobuild::assessment
