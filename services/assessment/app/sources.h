// What assessment reads of the other services. The clients behind it are in sources/, a fake
// for tests is in app/testing/.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/time.h"
#include "common/money/money.h"
#include "services/assessment/app/records.h"
#include "services/assessment/domain/figure.h"
#include "services/assessment/domain/project.h"
#include "services/assessment/domain/village.h"

namespace cobuild::assessment {

// A village was in a category on the day asked for.
struct Episode {
  std::string village;  // code
  Category category = Category::kNone;
  DataOrigin origin = DataOrigin::kUnknown;
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

// A line as it counts for a figure.
struct JournalLine {
  std::string village;       // code; "" where it belongs to none
  money::Fen signed_amount;  // as it counts
  Transfer transfer;
  std::string subject = {};                // of the row it is under, as "projects/p1"
  std::string record = {};                 // that it was posted for, as "claims/c1"; "" for none
  std::vector<std::string> evidence = {};  // SHA-256 of what shows it, 64 hexadecimal digits each
};

// A line of what a project was given.
struct InvestmentLine {
  std::string kind;  // "IN_KIND", ...
  std::string source;
  JournalLine line;  // of no village, with all of its amount; the subject is the project
};

// Takes a page of lines; what it returns ends the reading unless it is OK.
using LineSink = std::function<absl::Status(std::vector<JournalLine>)>;
using InvestmentLineSink = std::function<absl::Status(std::vector<InvestmentLine>)>;

// Of projects, by name: the decision that approved each and the files of its accepted milestones.
using ProjectEvidence = std::map<std::string, std::vector<Evidence>>;

// For the time of one call. Every method may fail with UNAVAILABLE SOURCE_UNAVAILABLE naming the
// service; what is read is never partial. Lists of villages have 1 to kMaxVillages codes, in order.
class Sources {
 public:
  virtual ~Sources() = default;

  // The registry's last position at `time` (absent: now). NOT_FOUND PERIMETER_NOT_FOUND: it has no
  // such perimeter then, and tells its position only with one.
  virtual absl::StatusOr<int64_t> RegistryPosition(const std::string& perimeter,
                                                   std::optional<base::Timestamp> time) = 0;
  // The last positions of finance's journal and of projects at `time`.
  virtual absl::StatusOr<int64_t> FinancePosition(std::optional<base::Timestamp> time) = 0;
  virtual absl::StatusOr<int64_t> ProjectsPosition(std::optional<base::Timestamp> time) = 0;

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

  // Projects in order of name, as known at `position`.
  virtual absl::StatusOr<std::vector<Project>> ReadProjects(const ProjectQuery& query,
                                                            int64_t position) = 0;
  // Models that are promoted on a day, as known at `position`.
  virtual absl::StatusOr<std::vector<PromotedModel>> ReadPromotedModels(base::Date as_of,
                                                                        int64_t position) = 0;
  // Of every project, as far as it was there on a day, as known at `position`.
  virtual absl::StatusOr<ProjectEvidence> ReadProjectEvidence(base::Date as_of,
                                                              int64_t position) = 0;

  // Of the villages that have any line, as known at `position`. NOT_FOUND DEFINITION_NOT_FOUND:
  // finance has no such definition of income.
  virtual absl::StatusOr<Incomes> SummarizeIncome(const std::vector<std::string>& villages,
                                                  int year, const std::string& definition,
                                                  int64_t position) = 0;
  // The lines under a summary, page by page, in order of village and position. Errors as
  // SummarizeIncome, and `sink`'s.
  virtual absl::Status ReadIncomeLines(const std::vector<std::string>& villages, int year,
                                       const std::string& definition, int64_t position,
                                       const LineSink& sink) = 0;

  // What these projects (names, at least one, in order) were given by a day, as known at
  // `position`.
  virtual absl::StatusOr<Investments> SummarizeInvestments(const std::vector<std::string>& projects,
                                                           base::Date as_of, int64_t position) = 0;
  // The lines under it, page by page, in order of project and position. Errors also `sink`'s.
  virtual absl::Status ReadInvestmentLines(const std::vector<std::string>& projects,
                                           base::Date as_of, int64_t position,
                                           const InvestmentLineSink& sink) = 0;

  // What finance records of a fact, as known at `position`; of other facts INTERNAL. NOT_FOUND
  // FUND_NOT_FOUND: it has no fund of the qualifier's name.
  virtual absl::StatusOr<std::vector<Item>> ReadFinanceRecords(const RecordQuery& query,
                                                               int64_t position) = 0;
  // The division (code) whose money a fund's is, which never changes, as known at `position`.
  // NOT_FOUND FUND_NOT_FOUND.
  virtual absl::StatusOr<std::string> ReadFundDivision(const std::string& fund,
                                                       int64_t position) = 0;
  // The lines under a fund's years, in order of subject and position. Errors as ReadFinanceRecords.
  virtual absl::StatusOr<std::vector<JournalLine>> ReadFundLines(const RecordQuery& query,
                                                                 int64_t position) = 0;
};

}  // namespace cobuild::assessment
