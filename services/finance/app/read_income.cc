#include "services/finance/app/read_income.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "services/finance/app/known_position.h"
#include "services/finance/domain/errors.h"

namespace cobuild::finance {
namespace {

absl::StatusOr<IncomeQuery> Resolve(Reader& reader, const IncomeSummaryQuery& query) {
  IncomeQuery resolved{.villages = query.villages,
                       .year = query.year,
                       .definition = FindIncomeDefinition(query.definition),
                       .up_to_position = 0};
  if (resolved.definition == nullptr) return errors::DefinitionNotFound(query.definition);
  std::sort(resolved.villages.begin(), resolved.villages.end());
  COBUILD_ASSIGN_OR_RETURN(resolved.up_to_position, KnownPosition(reader, query.known_at));
  return resolved;
}

}  // namespace

absl::StatusOr<IncomePage> ListVillageIncome(Reader& reader, const ListVillageIncomeQuery& query) {
  IncomeFilter filter{.village = query.village, .year = query.year, .up_to_position = 0};
  COBUILD_ASSIGN_OR_RETURN(filter.up_to_position, KnownPosition(reader, query.known_at));
  IncomePage page;
  COBUILD_ASSIGN_OR_RETURN(page.incomes, reader.ListIncomes(filter, query.after, query.size + 1));
  page.more = static_cast<int>(page.incomes.size()) > query.size;
  if (page.more) page.incomes.pop_back();
  return page;
}

absl::StatusOr<IncomeSummary> SummarizeIncome(Reader& reader, const IncomeSummaryQuery& query) {
  COBUILD_ASSIGN_OR_RETURN(const IncomeQuery resolved, Resolve(reader, query));
  COBUILD_ASSIGN_OR_RETURN(std::vector<IncomeSum> sums, reader.SumIncome(resolved));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<std::string> examples,
                           reader.VillagesWithExamples(resolved));
  IncomeSummary summary;
  summary.definition = resolved.definition;
  summary.position = resolved.up_to_position;
  for (IncomeSum& sum : sums) {
    const bool is_example = std::binary_search(examples.begin(), examples.end(), sum.village);
    summary.total_fen += sum.amount_fen;
    summary.rows.push_back(
        {std::move(sum), is_example ? DataOrigin::kExample : DataOrigin::kRecorded});
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
