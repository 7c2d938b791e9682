// Rule 4: every ledger balances, what is told of an account is what its journal lines sum to, every
// record of money has its line, and no fund promises what it has not.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "absl/numeric/int128.h"
#include "services/reconciliation/domain/rules.h"

namespace cobuild::reconciliation {
namespace {

constexpr std::string_view kLedgers = "ledgers/";

std::string TextOf(const Sums& sums) {
  return fmt::format("debits {}, credits {}", money::Format(sums.debits),
                     money::Format(sums.credits));
}

// Calls `visit(sums)` with the lines of each account of a ledger.
template <class Visit>
void ForEachAccount(const Picture& picture, const std::string& ledger, Visit visit) {
  const std::string prefix = ledger + "/accounts/";
  const auto& lines = picture.lines();
  for (auto it = lines.lower_bound(prefix); it != lines.end() && it->first.starts_with(prefix);
       ++it) {
    visit(it->second);
  }
}

void CompareLine(const Picture& picture, const std::string& place, const std::string& transfer,
                 money::Fen amount, base::Timestamp since, Differences& found) {
  if (transfer.empty()) return;
  const Known<Transfer>* line = picture.Find<Transfer>(transfer);
  if (line == nullptr) {
    found.push_back(
        {place, transfer, BreakClass::kMissing, money::Format(amount), "no journal line", since});
  } else if (line->fact.amount.value != std::abs(amount.value)) {
    found.push_back({place, transfer, BreakClass::kAmount, money::Format(amount),
                     money::Format(line->fact.amount), since});
  }
}

// A fund's year. Each is at most the one before it.
struct FundYear {
  int64_t appropriated = 0;
  int64_t allocated = 0;
  int64_t committed = 0;
  int64_t paid = 0;
};

void Add(const Movement& movement, std::map<int, FundYear>& years) {
  using Kind = Movement::Kind;
  FundYear& year = years[movement.fiscal_year];
  const int64_t amount = movement.amount.value;
  switch (movement.kind) {
    case Kind::kPlan:
    case Kind::kReallocation:
      break;
    case Kind::kAppropriation:
      year.appropriated += amount;
      break;
    case Kind::kAllocation:
      year.allocated += amount;
      break;
    case Kind::kCommitment:
      year.committed += amount;
      break;
    case Kind::kCommitmentRelease:
      year.committed -= amount;
      break;
    case Kind::kCarryOver:
      year.appropriated -= amount;
      years[movement.to_fiscal_year].appropriated += amount;
      break;
    case Kind::kPayment:
      year.paid += amount;
      break;
    case Kind::kPaymentReturn:
      year.paid -= amount;
      break;
  }
}

}  // namespace

Places PostedLedgers() {
  return {[](const Picture& picture) {
            std::set<std::string> names;
            for (const auto& [account, sums] : picture.lines()) names.insert(LedgerOf(account));
            return std::vector<std::string>(names.begin(), names.end());
          },
          [](const Picture& picture, const std::string& name) {
            if (!IsIn(kLedgers, name)) return false;
            const auto first = picture.lines().lower_bound(name + "/accounts/");
            return first != picture.lines().end() && LedgerOf(first->first) == name;
          }};
}

Places PostedAccounts() {
  return {[](const Picture& picture) {
            std::vector<std::string> names;
            for (const auto& [account, sums] : picture.lines()) names.push_back(account);
            return names;
          },
          [](const Picture& picture, const std::string& name) {
            return name.starts_with(kLedgers) && picture.lines().contains(name);
          }};
}

void CompareLedger(const Picture& picture, const std::string& place, base::Date,
                   Differences& found) {
  absl::int128 debits = 0;
  absl::int128 credits = 0;
  Sums total;
  ForEachAccount(picture, place, [&](const Sums& sums) {
    debits += sums.debits.value;
    credits += sums.credits.value;
    total.debits = money::Add(total.debits, sums.debits).value_or(total.debits);
    total.credits = money::Add(total.credits, sums.credits).value_or(total.credits);
  });
  if (debits == credits) return;
  found.push_back({place,
                   "",
                   BreakClass::kAmount,
                   fmt::format("debits {}", money::Format(total.debits)),
                   fmt::format("credits {}", money::Format(total.credits)),
                   {}});
}

void CompareBalance(const Picture& picture, const std::string& place, base::Date,
                    Differences& found) {
  const Balance* balance = picture.FindBalance(place);
  if (balance == nullptr || balance->told == balance->lines) return;
  found.push_back(
      {place, "", BreakClass::kAmount, TextOf(balance->told), TextOf(balance->lines), {}});
}

void CompareFund(const Picture& picture, const std::string& place, base::Date, Differences& found) {
  std::map<int, FundYear> years;
  base::Timestamp since;
  picture.ForEachOf<Movement>(place, [&](const std::string&, const Known<Movement>& known) {
    since = std::max(since, known.recorded);
    Add(known.fact, years);
  });
  for (const auto& each : years) {
    const int year = each.first;
    const FundYear& sums = each.second;
    const auto judge = [&](std::string_view what, int64_t most, int64_t amount) {
      if (amount <= most) return;
      found.push_back({place, fmt::format("{} {}", year, what), BreakClass::kAmount,
                       fmt::format("at most {}", money::Format({most})),
                       fmt::format("{} {}", what, money::Format({amount})), since});
    };
    judge("allocated", sums.appropriated, sums.allocated);
    judge("committed", sums.allocated, sums.committed);
    judge("paid", sums.committed, sums.paid);
  }
}

void CompareMovementLine(const Picture& picture, const std::string& place, base::Date,
                         Differences& found) {
  const Known<Movement>& movement = *picture.Find<Movement>(place);
  CompareLine(picture, place, movement.fact.transfer, movement.fact.amount, movement.recorded,
              found);
}

void CompareIncomeLine(const Picture& picture, const std::string& place, base::Date,
                       Differences& found) {
  const Known<Income>& income = *picture.Find<Income>(place);
  CompareLine(picture, place, income.fact.transfer, income.fact.amount, income.recorded, found);
}

void CompareInvestmentLine(const Picture& picture, const std::string& place, base::Date,
                           Differences& found) {
  const Known<Investment>& investment = *picture.Find<Investment>(place);
  CompareLine(picture, place, investment.fact.transfer, investment.fact.amount, investment.recorded,
              found);
}

}  // namespace cobuild::reconciliation
