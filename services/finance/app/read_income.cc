#include "services/finance/app/read_income.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/app/known_position.h"
#include "services/finance/app/read_verifications.h"
#include "services/finance/domain/errors.h"
#include "services/finance/domain/names.h"

namespace cobuild::finance {
namespace {

absl::StatusOr<IncomeQuery> Resolve(Reader& reader, const IncomeSummaryQuery& query) {
  IncomeQuery resolved{.villages = query.villages,
                       .year = query.year,
                       .definition = FindIncomeDefinition(query.definition),
                       .up_to_position = 0};
  if (resolved.definition == nullptr) return errors::DefinitionNotFound(query.definition);
  if (!query.reach.everything()) {
    std::erase_if(resolved.villages,
                  [&](const std::string& village) { return !query.reach.HasDivision(village); });
  }
  std::sort(resolved.villages.begin(), resolved.villages.end());
  COBUILD_ASSIGN_OR_RETURN(resolved.up_to_position, KnownPosition(reader, query.known_at));
  return resolved;
}

struct RecordsOfVillage {
  DataOrigin origin = DataOrigin::kRecorded;
  VerificationCounts verification;
};

std::map<std::string, RecordsOfVillage> CheckedOf(const LiveRecords& records,
                                                  const std::vector<StandingIncome>& incomes,
                                                  int64_t position) {
  return records.Read([&](const RecordState& state) {
    std::map<std::string, RecordsOfVillage> by_village;
    for (const StandingIncome& income : incomes) {
      RecordsOfVillage& village = by_village[income.key.village];
      if (income.origin == DataOrigin::kExample) village.origin = DataOrigin::kExample;
      Count(StateOfFact(state, IncomeName(income.key), income.position, position),
            village.verification);
    }
    return by_village;
  });
}

// Those asked for that are within reach; none for all.
absl::StatusOr<std::vector<std::string>> VillagesOf(const Books& books,
                                                    const ListVillageIncomeQuery& query) {
  std::vector<std::string> villages;
  if (!query.village.empty()) {
    if (query.reach.HasDivision(query.village)) villages.push_back(query.village);
    return villages;
  }
  if (query.reach.everything()) return villages;
  return books.places.ListVillages(query.reach);
}

}  // namespace

absl::StatusOr<IncomePage> ListVillageIncome(const Books& books,
                                             const ListVillageIncomeQuery& query) {
  IncomePage page;
  COBUILD_ASSIGN_OR_RETURN(page.position, KnownPosition(books.reader, query.known_at));
  IncomeFilter filter{.villages = {}, .year = query.year, .up_to_position = page.position};
  COBUILD_ASSIGN_OR_RETURN(filter.villages, VillagesOf(books, query));
  const bool of_all = query.village.empty() && query.reach.everything();
  if (filter.villages.empty() && !of_all) return page;
  COBUILD_ASSIGN_OR_RETURN(page.incomes,
                           books.reader.ListIncomes(filter, query.after, query.size + 1));
  page.more = static_cast<int>(page.incomes.size()) > query.size;
  if (page.more) page.incomes.pop_back();
  return page;
}

absl::StatusOr<IncomeSummary> SummarizeIncome(Reader& reader, const LiveRecords& records,
                                              const IncomeSummaryQuery& query) {
  COBUILD_ASSIGN_OR_RETURN(const IncomeQuery resolved, Resolve(reader, query));
  COBUILD_ASSIGN_OR_RETURN(std::vector<IncomeSum> sums, reader.SumIncome(resolved));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<StandingIncome> incomes,
                           reader.ListStandingIncomes(resolved));
  const std::map<std::string, RecordsOfVillage> by_village =
      CheckedOf(records, incomes, resolved.up_to_position);
  IncomeSummary summary;
  summary.definition = resolved.definition;
  summary.position = resolved.up_to_position;
  for (IncomeSum& sum : sums) {
    const auto found = by_village.find(sum.village);
    const RecordsOfVillage checked = found == by_village.end() ? RecordsOfVillage() : found->second;
    summary.total_fen += sum.amount_fen;
    summary.rows.push_back({std::move(sum), checked.origin, checked.verification});
  }
  return summary;
}

absl::StatusOr<IncomeLinePage> ListIncomeLines(Reader& reader, const IncomeSummaryQuery& query,
                                               const IncomeLineKey& after, int size) {
  COBUILD_ASSIGN_OR_RETURN(const IncomeQuery resolved, Resolve(reader, query));
  IncomeLinePage page;
  COBUILD_ASSIGN_OR_RETURN(page.lines, reader.ListIncomeLines(resolved, after, size + 1));
  page.more = static_cast<int>(page.lines.size()) > size;
  if (page.more) page.lines.pop_back();
  return page;
}

}  // namespace cobuild::finance
