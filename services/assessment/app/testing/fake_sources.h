// The other services as tests need them: facts with positions and times, kept in memory.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "services/assessment/app/sources.h"

namespace cobuild::assessment {

// Everything added takes the next position of its service, at the time set last. Not thread-safe.
class FakeSources : public Sources {
 public:
  static constexpr base::Timestamp kStart{1'300'000'000'000'000};

  // From now on facts are recorded at `now`; never before the time set last.
  void SetNow(base::Timestamp now) { now_ = now; }

  void AddPerimeter(const std::string& id, std::vector<Village> villages, DataOrigin origin);
  void OpenEpisode(const std::string& village, Category category, base::Date entered,
                   DataOrigin origin);
  // A record of the registry. Where the fact is dated by a day it holds from `date` on, else it is
  // of `date`.
  void AddRecord(Fact fact, const std::string& qualifier, base::Date date, Item item);
  // A district with its townships (codes).
  void AddDistrict(District district, std::vector<std::string> townships);
  // A line of the journal, plus or minus; counts for every definition that AddDefinition named.
  void PostIncome(const std::string& village, int year, money::Fen signed_amount,
                  DataOrigin origin);
  void AddDefinition(const std::string& name) { definitions_.push_back(name); }
  // A fund, and the division (code) whose money it is.
  void AddFund(const std::string& fund, const std::string& division);
  // A record of finance; dates as AddRecord's.
  void AddFinanceRecord(Fact fact, const std::string& qualifier, base::Date date, Item item);
  // A journal line under the years of a fund.
  void AddFundLine(const std::string& fund, JournalLine line);
  // A journal line of what a project was given, plus or minus.
  void Invest(const std::string& project, const std::string& kind, const std::string& source,
              money::Fen signed_amount, base::Date date, DataOrigin origin);

  // A project that was approved and started on these days.
  void AddProject(Project project, base::Date approved, base::Date started);
  void CancelProject(const std::string& name, base::Date cancelled);
  void PromoteModel(const std::string& model, base::Date promoted, DataOrigin origin);
  void AddEvidence(const std::string& project, base::Date date, Evidence evidence);

  // From now on calls of "registry", "finance" or "projects" fail.
  void Break(const std::string& service) { broken_ = service; }
  // Called before each call with the name of the method.
  void OnCall(std::function<void(const std::string&)> hook) { on_call_ = std::move(hook); }
  // Calls so far by method.
  int calls(const std::string& method) const;

  absl::StatusOr<int64_t> RegistryPosition(const std::string& perimeter,
                                           std::optional<base::Timestamp> time) override;
  absl::StatusOr<Subjects> ReadPerimeter(const std::string& perimeter, base::Date as_of,
                                         int64_t position) override;
  absl::StatusOr<std::vector<Episode>> ReadEpisodes(base::Date open_on, int64_t position) override;
  absl::StatusOr<std::vector<Item>> ReadRegistryRecords(const RecordQuery& query,
                                                        int64_t position) override;
  absl::StatusOr<std::vector<District>> ReadDistricts(const std::vector<std::string>& townships,
                                                      base::Date as_of, int64_t position) override;
  absl::StatusOr<int64_t> FinancePosition(std::optional<base::Timestamp> time) override;
  absl::StatusOr<int64_t> ProjectsPosition(std::optional<base::Timestamp> time) override;
  absl::StatusOr<std::vector<Project>> ReadProjects(const ProjectQuery& query,
                                                    int64_t position) override;
  absl::StatusOr<std::vector<PromotedModel>> ReadPromotedModels(base::Date as_of,
                                                                int64_t position) override;
  absl::StatusOr<ProjectEvidence> ReadProjectEvidence(base::Date as_of, int64_t position) override;
  absl::StatusOr<Incomes> SummarizeIncome(const std::vector<std::string>& villages, int year,
                                          const std::string& definition, int64_t position) override;
  absl::Status ReadIncomeLines(const std::vector<std::string>& villages, int year,
                               const std::string& definition, int64_t position,
                               const LineSink& sink) override;
  absl::StatusOr<Investments> SummarizeInvestments(const std::vector<std::string>& projects,
                                                   base::Date as_of, int64_t position) override;
  absl::Status ReadInvestmentLines(const std::vector<std::string>& projects, base::Date as_of,
                                   int64_t position, const InvestmentLineSink& sink) override;
  absl::StatusOr<std::vector<Item>> ReadFinanceRecords(const RecordQuery& query,
                                                       int64_t position) override;
  absl::StatusOr<std::string> ReadFundDivision(const std::string& fund, int64_t position) override;
  absl::StatusOr<std::vector<JournalLine>> ReadFundLines(const RecordQuery& query,
                                                         int64_t position) override;

 private:
  struct Perimeter {
    std::string id;
    Subjects subjects;
    int64_t position;
  };
  struct OpenedEpisode {
    Episode episode;
    base::Date entered;
    int64_t position;
  };
  struct Record {
    Fact fact;
    std::string qualifier;
    base::Date date;
    Item item;
    int64_t position;
  };
  struct KnownDistrict {
    District district;
    std::vector<std::string> townships;
    int64_t position;
  };
  struct Line {
    JournalLine line;
    int year;
    DataOrigin origin;
  };
  struct InvestedLine {
    InvestmentLine line;
    DataOrigin origin;
  };
  struct FundLine {
    std::string fund;
    JournalLine line;
  };
  struct StartedProject {
    Project project;
    base::Date approved;
    base::Date started;
    int64_t position;
  };
  struct Cancellation {
    std::string project;
    base::Date date;
    int64_t position;
  };
  struct Promotion {
    PromotedModel model;
    base::Date date;
    int64_t position;
  };
  struct ShownEvidence {
    std::string project;
    base::Date date;
    Evidence evidence;
    int64_t position;
  };

  int64_t NextFinancePosition();
  int64_t NextProjectsPosition();
  // Of `records` those that count for the query, as known at `position`.
  static std::vector<Item> ItemsIn(const std::vector<Record>& records, const RecordQuery& query,
                                   int64_t position);
  bool IsCancelled(const std::string& project, base::Date as_of, int64_t position) const;
  absl::Status Enter(const std::string& service, const std::string& method);
  const Perimeter* FindPerimeter(const std::string& id, int64_t position) const;
  // The last position recorded at `time` or before it.
  static int64_t PositionAt(const std::vector<base::Timestamp>& times,
                            std::optional<base::Timestamp> time);
  // Lines of these villages and year up to a position, in order of village and position.
  std::vector<Line> LinesOf(const std::vector<std::string>& villages, int year,
                            int64_t position) const;

  base::Timestamp now_ = kStart;
  std::vector<base::Timestamp> registry_times_;  // [i]: when position i + 1 was recorded
  std::vector<base::Timestamp> finance_times_;
  std::vector<base::Timestamp> projects_times_;
  std::vector<Perimeter> perimeters_;
  std::vector<OpenedEpisode> episodes_;
  std::vector<Record> records_;
  std::vector<KnownDistrict> districts_;
  std::vector<Line> lines_;
  std::vector<Record> finance_records_;
  std::vector<FundLine> fund_lines_;
  std::map<std::string, std::string> fund_divisions_;
  std::vector<InvestedLine> investments_;
  std::vector<StartedProject> projects_;
  std::vector<Cancellation> cancellations_;
  std::vector<Promotion> promotions_;
  std::vector<ShownEvidence> evidence_;
  std::vector<std::string> definitions_;
  std::string broken_;
  std::function<void(const std::string&)> on_call_;
  std::map<std::string, int> calls_;
};

}  // namespace cobuild::assessment
