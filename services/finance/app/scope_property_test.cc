// Lists and sums of whoever is bounded, against those of whoever is not: for random rows, grants
// and queries the one is the other without the rows that lie elsewhere.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "services/finance/app/read_household_incomes.h"
#include "services/finance/app/read_income.h"
#include "services/finance/app/read_investments.h"
#include "services/finance/app/read_ledgers.h"
#include "services/finance/app/read_records.h"
#include "services/finance/engine/testing/poster_fixture.h"

namespace cobuild::finance {
namespace {

using Names = std::vector<std::string>;

const Names kVillages = {"420115001201", "420115001202", "420115002201",
                         "420115002202", "420116001201", "420116001202"};
const Names kDivisions = {"420000000000", "420100000000", "420115000000", "420116000000",
                          "420115001000", "420115002000", "420116001000"};
const Names kOrganizations = {"o1", "o2"};

// The digits of a code before the zeros that stand for all below it.
std::string SubtreeOf(const std::string& code) {
  for (const size_t digits : {2U, 4U, 6U, 9U}) {
    if (code.find_first_not_of('0', digits) == std::string::npos) return code.substr(0, digits);
  }
  return code;
}

std::shared_ptr<const scope::Tree> MakeTree() {
  std::vector<scope::Node> nodes;
  for (const Names& codes : {kDivisions, kVillages}) {
    for (const std::string& code : codes) {
      const std::string subtree = SubtreeOf(code);
      std::string above;
      for (const std::string& other : kDivisions) {
        if (other != code && subtree.starts_with(SubtreeOf(other)) && other > above) above = other;
      }
      nodes.push_back({code, above});
    }
  }
  return std::make_shared<const scope::Tree>(nodes, std::vector<scope::Succession>());
}

class ScopePropertyTest : public PosterFixture {
 protected:
  ScopePropertyTest() : poster_(MakePoster()), records_of_poster_(records_.back()) {}

  size_t Upto(size_t most) { return std::uniform_int_distribution<size_t>(0, most)(random_); }
  const std::string& AnyOf(const Names& names) { return names[Upto(names.size() - 1)]; }
  std::string AnyDivision() { return Upto(1) == 0 ? AnyOf(kVillages) : AnyOf(kDivisions); }

  template <class Facts>
  void State(const std::string& id, Facts facts) {
    Accept(*poster_, ChangeRecords{ClaimOf("machine/test", Facts::kKind, id, {}),
                                   [id, facts](Standing&) -> absl::StatusOr<Unit> {
                                     return Unit{.records = {Stated(id, facts)}};
                                   }});
  }

  void MakeRows() {
    for (const std::string& village : kVillages) {
      Accept(*poster_, VillageLedger(village));
      for (int year = 2010; year <= 2012; ++year) {
        if (Upto(2) == 0) continue;
        const std::string id = village + std::to_string(year);
        const auto fen = static_cast<int64_t>(100 + Upto(900));
        Accept(*poster_, Record(village, year, IncomeCategory::kSubsidyIncome, fen, id));
        HouseholdIncome households;
        households.village = village;
        households.year = year;
        State(IdOf(households), households);
      }
    }
    Accept(*poster_, Free("nobodys"));
    for (int i = 0; i < 10; ++i) {
      const std::string id = std::to_string(i);
      const std::string project = "p" + std::to_string(Upto(2));
      Fund fund;
      fund.division = AnyDivision();
      State("f" + id, fund);
      Release release;
      release.project = project;
      release.villages = SomeVillages();
      State("r" + id, release);
      Investment investment;
      investment.project = project;
      if (Upto(1) == 0) investment.contributor = AnyOf(kOrganizations);
      investment.amount = {static_cast<int64_t>(1 + Upto(99))};
      investment.effective_date = {2011, 5, 1};
      investment.transfer = "t" + id;
      investment.villages = SomeVillages();
      State("i" + id, investment);
      Claim claim;
      claim.fund = "f" + std::to_string(Upto(static_cast<size_t>(i)));
      claim.project = project;
      claim.village = AnyOf(kVillages);
      State("c" + id, claim);
    }
  }
  Names SomeVillages() {
    std::set<std::string> some;
    for (size_t i = Upto(2); i > 0; --i) some.insert(AnyOf(kVillages));
    return {some.begin(), some.end()};
  }

  void AnyBounds() {
    bounds_.clear();
    for (size_t i = 1 + Upto(2); i > 0; --i) {
      bounds_.push_back(Upto(3) == 0 ? scope::Bound::Organization(AnyOf(kOrganizations))
                                     : scope::Bound::Division(AnyDivision()));
    }
    bounded_ = scope::Reach::Of(tree_, bounds_);
  }
  bool IsWithin(const Names& divisions, const Names& organizations = {}) const {
    return std::any_of(bounds_.begin(), bounds_.end(), [&](const scope::Bound& bound) {
      if (bound.kind == scope::Bound::Kind::kOrganization) {
        return std::count(organizations.begin(), organizations.end(), bound.id) > 0;
      }
      return std::any_of(divisions.begin(), divisions.end(), [&](const std::string& code) {
        return code.starts_with(SubtreeOf(bound.id));
      });
    });
  }

  // All pages of `list(reach, after, size)`, as the ids of their records.
  template <class List>
  Names PagesOf(const scope::Reach& reach, const List& list) {
    Names ids;
    records::ListQuery query{
        .key = "", .known_at = {}, .range = {1 + static_cast<int>(Upto(3)), ""}, .reach = reach};
    while (true) {
      const auto page = list(query);
      EXPECT_OK(page);
      for (const auto& record : page->records) ids.push_back(record.id);
      if (page->is_last) return ids;
      query.range.after = ids.back();
    }
  }
  template <class Facts, class List>
  void ExpectFiltered(const List& list, const std::function<bool(const Facts&)>& is_within) {
    Names expected = PagesOf(scope::Reach::Everything(), list);
    records_of_poster_.Read([&](const RecordState& state) {
      std::erase_if(expected, [&](const std::string& id) {
        return !is_within(state.Of<Facts>().Find(id, state.position())->facts);
      });
    });
    EXPECT_EQ(PagesOf(bounded_, list), expected) << Facts::kKind;
  }

  Names IncomesOf(const scope::Reach& reach, int year) {
    Names keys;
    ListVillageIncomeQuery query{.reach = reach,
                                 .village = "",
                                 .year = year,
                                 .known_at = {},
                                 .after = std::nullopt,
                                 .size = 1 + static_cast<int>(Upto(3))};
    while (true) {
      const auto page = ListVillageIncome(books_, query);
      EXPECT_OK(page);
      for (const Income& income : page->incomes) {
        keys.push_back(income.facts.key.village + std::to_string(income.facts.key.year));
      }
      if (!page->more) return keys;
      query.after = page->incomes.back().facts.key;
    }
  }
  void ExpectIncomesFiltered(int year) {
    Names expected = IncomesOf(scope::Reach::Everything(), year);
    std::erase_if(expected, [&](const std::string& key) { return !IsWithin({key.substr(0, 12)}); });
    EXPECT_EQ(IncomesOf(bounded_, year), expected);
    const auto sum = [&](const scope::Reach& reach) {
      return *SummarizeIncome(store_reader(), records_of_poster_,
                              {reach, kVillages, 2011, "collective_income_gross@1", {}});
    };
    absl::int128 total = 0;
    for (const IncomeSummary::Row& row : sum(scope::Reach::Everything()).rows) {
      if (IsWithin({row.sum.village})) total += row.sum.amount_fen;
    }
    EXPECT_EQ(sum(bounded_).total_fen, total);
  }
  // The journal's lines of villages' books and of incomes.
  void ExpectJournalFiltered() {
    const std::vector<Entry> entries = *store_reader().ListEntries(0, 10'000);
    for (const Entry& entry : entries) {
      std::string village;
      if (const auto* transfer = std::get_if<Transfer>(&entry.content)) village = transfer->ledger;
      if (const auto* income = std::get_if<IncomeRecorded>(&entry.content)) {
        village = income->facts.key.village;
      }
      if (village.empty()) continue;
      EXPECT_EQ(*places_.Sees(bounded_, entry), IsWithin({village})) << entry.stamp.position;
    }
  }
  void ExpectBalanceFiltered() {
    absl::int128 debits = 0;
    for (const std::string& village : kVillages) {
      if (!IsWithin({village})) continue;
      debits += GetTrialBalance(books_, scope::Reach::Everything(), village)->debits_fen;
    }
    EXPECT_EQ(GetTrialBalance(books_, bounded_, "")->debits_fen, debits);
  }
  void ExpectInvestmentsFiltered() {
    absl::int128 total = 0;
    records_of_poster_.Read([&](const RecordState& state) {
      state.Of<Investment>().VisitAfter("", state.position(), [&](const auto& investment) {
        const Investment& facts = investment.facts;
        if (IsWithin(facts.villages, {facts.contributor})) total += facts.amount.value;
        return true;
      });
    });
    const auto summary =
        SummarizeInvestments(records_of_poster_, {bounded_, {"p0", "p1", "p2"}, {2012, 1, 1}, {}});
    EXPECT_EQ(summary->total_fen, total);
  }

  const unsigned seed_ = std::random_device()();
  std::mt19937 random_{seed_};
  std::unique_ptr<Poster> poster_;
  LiveRecords& records_of_poster_;
  LedgerPlaces places_{store_reader(), records_of_poster_};
  const Books books_{store_reader(), places_};
  const std::shared_ptr<const scope::Tree> tree_ = MakeTree();
  std::vector<scope::Bound> bounds_;
  scope::Reach bounded_;
};

TEST_F(ScopePropertyTest, ListsAndSums_AreTheWholeOnesWithoutTheRowsElsewhere) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  MakeRows();
  const LiveRecords& live = records_of_poster_;
  const auto division_of = [&](const std::string& fund) {
    return live.Read([&](const RecordState& state) {
      return state.Of<Fund>().Find(fund, state.position())->facts.division;
    });
  };
  for (int round = 0; round < 40; ++round) {
    AnyBounds();
    ExpectFiltered<Fund>([&](const auto& query) { return ListFunds(live, query); },
                         [&](const Fund& fund) { return IsWithin({fund.division}); });
    ExpectFiltered<Release>([&](const auto& query) { return ListReleases(live, query); },
                            [&](const Release& release) { return IsWithin(release.villages); });
    ExpectFiltered<Claim>(
        [&](const auto& query) {
          return ListClaims(live, {.fund = "", .project = "", .state = {}, .list = query});
        },
        [&](const Claim& claim) {
          return IsWithin({claim.village, division_of(claim.fund)});
        });
    ExpectFiltered<Investment>(
        [&](const auto& query) { return ListInvestments(live, {.kind = {}, .list = query}); },
        [&](const Investment& facts) { return IsWithin(facts.villages, {facts.contributor}); });
    const Names some = Upto(1) == 0 ? Names() : Names(kVillages.begin() + 1, kVillages.end() - 1);
    ExpectFiltered<HouseholdIncome>(
        [&](const auto& query) {
          return ListHouseholdIncomes(live, {.villages = some, .year = 0, .list = query});
        },
        [&](const HouseholdIncome& income) { return IsWithin({income.village}); });
    ExpectIncomesFiltered(Upto(1) == 0 ? 0 : 2011);
    ExpectJournalFiltered();
    ExpectBalanceFiltered();
    ExpectInvestmentsFiltered();
  }
}

}  // namespace
}  // namespace cobuild::finance
