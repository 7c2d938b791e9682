// What assessment reads of the other services. The clients behind it are in sources/, a fake
// for tests is in app/testing/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/known_at.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/assessment/app/records.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// A village was in a category on the day asked for.
struct Episode {
  std::string village;  // code
  Category category = Category::kNone;
  DataOrigin origin = DataOrigin::kUnknown;
};

struct IncomeSummary {
  Incomes incomes;  // of the villages that have any line
  int64_t position = 0;
};

// A line of finance's journal.
struct Transfer {
  std::string name;  // resource names as finance gives them
  std::string debit_account;
  std::string credit_account;
  money::Fen amount;
  base::Date effective_date;
  std::string description;
  std::string reverses;
  int64_t position = 0;
  base::Timestamp record_time;
  std::string actor;
};

struct IncomeLine {
  std::string village;       // code
  money::Fen signed_amount;  // as it counts
  Transfer transfer;
};

// Takes a page of lines; what it returns ends the reading unless it is OK.
using LineSink = std::function<absl::Status(std::vector<IncomeLine>)>;

// For the time of one call. Every method may fail with UNAVAILABLE SOURCE_UNAVAILABLE naming the
// service; what is read is never partial. Lists of villages have 1 to kMaxVillages codes, in order.
class Sources {
 public:
  virtual ~Sources() = default;

  // The registry's last position at `time` (absent: now). NOT_FOUND PERIMETER_NOT_FOUND: it has no
  // such perimeter then, and tells its position only with one.
  virtual absl::StatusOr<int64_t> RegistryPosition(const std::string& perimeter,
                                                   std::optional<base::Timestamp> time) = 0;

  // Villages of a perimeter as of a day, as known at `position`. NOT_FOUND PERIMETER_NOT_FOUND;
  // FAILED_PRECONDITION TOO_MANY_VILLAGES above kMaxVillages.
  virtual absl::StatusOr<Subjects> ReadPerimeter(const std::string& perimeter, base::Date as_of,
                                                 int64_t position) = 0;

  // Every episode of any category that is open on a day, as known at `position`.
  virtual absl::StatusOr<std::vector<Episode>> ReadEpisodes(base::Date open_on,
                                                            int64_t position) = 0;

  // What the registry records of a fact, as known at `position`; of other facts INTERNAL.
  virtual absl::StatusOr<std::vector<Item>> ReadRegistryRecords(const RecordQuery& query,
                                                                int64_t position) = 0;

  // The districts of these townships (codes, in order) on a day, as known at `position`.
  virtual absl::StatusOr<std::vector<District>> ReadDistricts(
      const std::vector<std::string>& townships, base::Date as_of, int64_t position) = 0;

  // NOT_FOUND DEFINITION_NOT_FOUND: finance has no such definition of income.
  virtual absl::StatusOr<IncomeSummary> SummarizeIncome(const std::vector<std::string>& villages,
                                                        int year, const std::string& definition,
                                                        const base::KnownAt& known_at) = 0;

  // The lines under a summary, page by page, in order of village and position. Errors as
  // SummarizeIncome, and `sink`'s.
  virtual absl::Status ReadIncomeLines(const std::vector<std::string>& villages, int year,
                                       const std::string& definition, int64_t position,
                                       const LineSink& sink) = 0;
};

}  // namespace cobuild::assessment
