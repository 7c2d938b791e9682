#include "services/assessment/app/explain_lines.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "common/base/status_macros.h"
#include "services/assessment/app/fact_items.h"
#include "services/assessment/app/project_items.h"

namespace cobuild::assessment {
namespace {

absl::Status ReadIncomes(KnownFacts& facts, const Figure& figure, const LineSink& sink) {
  std::vector<std::string> villages;
  for (const Row& row : figure.rows) villages.push_back(row.village.code);
  return facts.ReadLines(villages, figure.query.year, figure.definition, sink);
}

// Each line with the part that the figure's villages have of it.
absl::Status ReadInvestments(KnownFacts& facts, const Figure& figure, const LineSink& sink) {
  COBUILD_ASSIGN_OR_RETURN(const Subjects subjects, facts.SubjectsOf(figure.query));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Project>* projects,
                           facts.ProjectsOf(ProjectsFor(Fact::kInvestment, figure.query)));
  const std::set<std::string> villages = CodesOf(subjects);
  std::map<std::string, std::pair<const Project*, LineParts>> by_name;
  for (const Project& project : *projects) {
    by_name.emplace(project.name, std::pair(&project, LineParts(project, villages)));
  }
  std::vector<std::string> names;
  for (const Row& row : figure.rows) names.push_back(row.subject);
  return facts.ReadInvestmentLines(
      names, figure.query.as_of, [&](std::vector<InvestmentLine> page) {
        std::vector<JournalLine> lines;
        for (InvestmentLine& each : page) {
          auto& [project, parts] = by_name.at(each.line.subject);
          each.line.village = LeadOf(*project);
          each.line.signed_amount = parts.Next(each.kind, each.source, each.line.signed_amount);
          lines.push_back(std::move(each.line));
        }
        return sink(std::move(lines));
      });
}

absl::Status ReadFundYears(KnownFacts& facts, const Metric& metric, const Figure& figure,
                           const LineSink& sink) {
  COBUILD_ASSIGN_OR_RETURN(std::vector<JournalLine> lines,
                           facts.FundLinesOf(RecordsFor(metric, figure.query)));
  return sink(std::move(lines));
}

bool RestsOnProjects(Fact fact) { return PeersOf(fact).projects; }

}  // namespace

absl::Status ReadLinesUnder(KnownFacts& facts, const Metric& metric, const Figure& figure,
                            const LineSink& sink) {
  switch (metric.fact) {
    case Fact::kVillageIncome:
      return ReadIncomes(facts, figure, sink);
    case Fact::kInvestment:
      return ReadInvestments(facts, figure, sink);
    case Fact::kFundYear:
      return ReadFundYears(facts, metric, figure, sink);
    default:
      return absl::OkStatus();
  }
}

absl::StatusOr<std::vector<Row>> RowsWithEvidence(KnownFacts& facts, const Metric& metric,
                                                  const Figure& figure) {
  std::vector<Row> rows = figure.rows;
  if (!RestsOnProjects(metric.fact)) return rows;
  COBUILD_ASSIGN_OR_RETURN(const ProjectEvidence evidence, facts.EvidenceOn(figure.query.as_of));
  for (Row& row : rows) {
    for (const std::string& name : row.facts) {
      const auto found = evidence.find(name);
      if (found == evidence.end()) continue;
      row.evidence.insert(row.evidence.end(), found->second.begin(), found->second.end());
    }
  }
  return rows;
}

}  // namespace cobuild::assessment
