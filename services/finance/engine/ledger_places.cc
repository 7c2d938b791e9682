#include "services/finance/engine/ledger_places.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <variant>

#include "common/base/status_macros.h"
#include "common/base/text.h"
#include "common/records/places.h"
#include "services/finance/domain/places.h"

namespace cobuild::finance {
namespace {

constexpr int kLedgersAtOnce = 2'000;

// The id of the ledger that an entry is about, which is of no income and no record.
std::string LedgerOf(const Entry& entry) {
  if (const auto* created = std::get_if<LedgerCreated>(&entry.content)) return created->facts.id;
  if (const auto* opened = std::get_if<AccountOpened>(&entry.content)) return opened->facts.ledger;
  if (const auto* closed = std::get_if<AccountClosed>(&entry.content)) return closed->facts.ledger;
  return std::get<Transfer>(entry.content).ledger;
}

bool IsOfFund(std::string_view ledger) { return ledger.starts_with(kFundLedgerPrefix); }

}  // namespace

absl::StatusOr<Hold> LedgerPlaces::HoldOf(const scope::Reach& reach, const std::string& ledger) {
  if (reach.everything()) return Hold::kWhole;
  std::optional<Placed> placed = Find(ledger);
  if (!placed) {
    COBUILD_RETURN_IF_ERROR(CatchUp());
    placed = Find(ledger);
  }
  if (!placed || !SeesPlaced(reach, ledger, *placed)) return Hold::kNothing;
  const bool whole = reach.Changes(IsOfFund(ledger) ? PlacesOfFund(ledger) : *placed->places);
  return whole ? Hold::kWhole : Hold::kPart;
}

absl::StatusOr<bool> LedgerPlaces::Sees(const scope::Reach& reach, const std::string& ledger) {
  COBUILD_ASSIGN_OR_RETURN(const Hold hold, HoldOf(reach, ledger));
  return hold != Hold::kNothing;
}

absl::StatusOr<bool> LedgerPlaces::Sees(const scope::Reach& reach, const Entry& entry) {
  if (reach.everything()) return true;
  if (const auto* income = std::get_if<IncomeRecorded>(&entry.content)) {
    return reach.HasDivision(income->facts.key.village);
  }
  if (const auto* stated = std::get_if<RecordStated>(&entry.content)) {
    return records_.Read(
        [&](const RecordState& state) { return records::IsSeen(state, stated->record, reach); });
  }
  return Sees(reach, LedgerOf(entry));
}

absl::StatusOr<std::vector<int64_t>> LedgerPlaces::ListSeen(const scope::Reach& reach) {
  COBUILD_RETURN_IF_ERROR(CatchUp());
  std::vector<int64_t> numbers;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [id, placed] : ledgers_) {
      if (SeesPlaced(reach, id, placed)) numbers.push_back(placed.number);
    }
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

absl::StatusOr<std::vector<std::string>> LedgerPlaces::ListVillages(const scope::Reach& reach) {
  COBUILD_RETURN_IF_ERROR(CatchUp());
  std::vector<std::string> codes;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [id, placed] : ledgers_) {
      if (base::IsDivisionCode(id) && reach.HasDivision(id)) codes.push_back(id);
    }
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

absl::Status LedgerPlaces::CatchUp() {
  const std::lock_guard reading(reading_);
  while (true) {
    COBUILD_ASSIGN_OR_RETURN(const std::vector<Ledger> opened,
                             reader_.ListLedgers(last_number_, kLedgersAtOnce));
    if (opened.empty()) return absl::OkStatus();
    const std::unique_lock lock(mutex_);
    for (const Ledger& ledger : opened) {
      const LedgerFacts& facts = ledger.facts;
      auto places = std::make_shared<const scope::Places>(
          IsKeptByRules(facts.id) ? scope::Places() : PlacesOf(facts));
      ledgers_.insert_or_assign(facts.id, Placed{ledger.number(), std::move(places)});
    }
    last_number_ = opened.back().number();
  }
}

std::optional<LedgerPlaces::Placed> LedgerPlaces::Find(const std::string& ledger) const {
  const std::shared_lock lock(mutex_);
  const auto found = ledgers_.find(ledger);
  return found == ledgers_.end() ? std::nullopt : std::optional(found->second);
}

scope::Places LedgerPlaces::PlacesOfFund(const std::string& ledger) const {
  return records_.Read([&](const RecordState& state) {
    const std::string_view fund = std::string_view(ledger).substr(kFundLedgerPrefix.size());
    const records::Record<Fund>* found =
        state.Of<Fund>().Find(fund, std::numeric_limits<int64_t>::max());
    return found == nullptr ? scope::Places() : PlacesOf(found->facts);
  });
}

bool LedgerPlaces::SeesPlaced(const scope::Reach& reach, const std::string& ledger,
                              const Placed& placed) const {
  return reach.Sees(IsOfFund(ledger) ? PlacesOfFund(ledger) : *placed.places);
}

}  // namespace cobuild::finance
