#include "services/finance/app/read_household_incomes.h"

#include "common/base/status_macros.h"

namespace cobuild::finance {
namespace {

// Of the villages asked for alone: by their key, so that the others cost nothing.
absl::StatusOr<records::Page<HouseholdIncome>> PageOf(const RecordState& state,
                                                      const ListHouseholdIncomesQuery& query) {
  records::Page<HouseholdIncome> page;
  COBUILD_ASSIGN_OR_RETURN(page.position, state.PositionOf(query.list.known_at));
  const auto visit = [&](const records::Record<HouseholdIncome>& income) {
    if (query.year != 0 && income.facts.year != query.year) return true;
    page.is_last = page.records.size() < static_cast<size_t>(query.list.range.size);
    if (page.is_last) page.records.push_back(income);
    return page.is_last;
  };
  for (const std::string& village : query.villages) {
    if (!page.is_last) break;
    if (!query.list.reach.HasDivision(village)) continue;
    state.Of<HouseholdIncome>().VisitKeyAfter(village, query.list.range.after, page.position,
                                              visit);
  }
  return page;
}

}  // namespace

absl::StatusOr<records::Page<HouseholdIncome>> ListHouseholdIncomes(
    const LiveRecords& records, const ListHouseholdIncomesQuery& query) {
  if (query.villages.empty()) {
    return records::ListRecords<HouseholdIncome>(
        records, query.list, [&](const HouseholdIncome& income) {
          return query.year == 0 || income.year == query.year;
        });
  }
  return records.Read([&](const RecordState& state) { return PageOf(state, query); });
}

}  // namespace cobuild::finance
