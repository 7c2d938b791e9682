#include "services/assessment/sources/fund_years.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "common/base/status_macros.h"
#include "services/assessment/sources/answers.h"
#include "services/assessment/sources/finance_answers.h"

namespace cobuild::assessment {
namespace {

constexpr std::string_view kTransfers = "/transfers/";

// 1 where the movement adds to what its side has in the year, -1 where it takes away, 0 where it
// does neither.
int AppropriatedSign(const finance::v1::FundMovement& movement, int year) {
  if (movement.kind() == finance::v1::APPROPRIATION) return 1;
  if (movement.kind() != finance::v1::CARRY_OVER) return 0;
  return movement.to_fiscal_year() == year ? 1 : -1;
}

int PaidSign(const finance::v1::FundMovement& movement, int) {
  if (movement.kind() == finance::v1::PAYMENT) return 1;
  return movement.kind() == finance::v1::PAYMENT_RETURN ? -1 : 0;
}

struct Side {
  std::string_view name;
  int (*sign)(const finance::v1::FundMovement& movement, int year);
};
constexpr Side kSides[] = {{"appropriated", AppropriatedSign}, {"paid", PaidSign}};

std::string SubjectOf(const std::string& fund, int year, const Side& side) {
  return fmt::format("funds/{}/years/{}/{}", fund, year, side.name);
}

absl::StatusOr<Item> ItemOf(const std::string& fund, int year, const Side& side,
                            const std::vector<finance::v1::FundMovement>& movements) {
  Item item{.name = SubjectOf(fund, year, side),
            .display_name = fmt::format("{} in {}", side.name, year),
            .value = {0, kFenPerYuan}};
  money::Fen sum;
  for (const finance::v1::FundMovement& movement : movements) {
    const int sign = side.sign(movement, year);
    if (sign == 0) continue;
    COBUILD_ASSIGN_OR_RETURN(const money::Fen amount, AmountOf(kFinance, movement.amount()));
    COBUILD_ASSIGN_OR_RETURN(const DataOrigin origin, OriginOf(kFinance, movement.data_origin()));
    const auto added = sign > 0 ? money::Add(sum, amount) : money::Subtract(sum, amount);
    if (!added) return MalformedAnswer(kFinance);
    sum = *added;
    item.origin = std::max(item.origin, origin);
    item.facts.push_back(movement.name());
  }
  item.value.numerator = sum.value;
  return item;
}

}  // namespace

absl::Status AddFundYear(const std::string& fund, int year,
                         const std::vector<finance::v1::FundMovement>& movements,
                         std::vector<Item>& items) {
  std::vector<Item> sides;
  bool known = false;
  for (const Side& side : kSides) {
    COBUILD_ASSIGN_OR_RETURN(Item item, ItemOf(fund, year, side, movements));
    known = known || !item.facts.empty();
    sides.push_back(std::move(item));
  }
  for (Item& item : sides) {
    if (!known) item.held = Held::kUnknown;
    items.push_back(std::move(item));
  }
  return absl::OkStatus();
}

absl::Status FundLines::Add(const std::string& fund, int year,
                            const std::vector<finance::v1::FundMovement>& movements) {
  for (const Side& side : kSides) {
    for (const finance::v1::FundMovement& movement : movements) {
      const int sign = side.sign(movement, year);
      if (sign == 0) continue;
      if (movement.transfer().find(kTransfers) == std::string::npos) {
        return MalformedAnswer(kFinance);
      }
      JournalLine line{.village = "", .signed_amount = {}, .transfer = {}};
      COBUILD_ASSIGN_OR_RETURN(const money::Fen amount, AmountOf(kFinance, movement.amount()));
      line.signed_amount = {sign * amount.value};
      line.transfer.name = movement.transfer();
      line.subject = SubjectOf(fund, year, side);
      line.record = movement.name();
      const base::Date day = DateOf(movement.effective_date());
      first_day_ = lines_.empty() ? day : std::min(first_day_, day);
      last_day_ = lines_.empty() ? day : std::max(last_day_, day);
      transfers_.emplace(movement.transfer(), Transfer{});
      lines_.push_back(std::move(line));
    }
  }
  return absl::OkStatus();
}

std::set<std::string> FundLines::Ledgers() const {
  std::set<std::string> ledgers;
  for (const auto& [name, transfer] : transfers_) {
    ledgers.insert(name.substr(0, name.find(kTransfers)));
  }
  return ledgers;
}

void FundLines::Take(Transfer transfer) {
  const auto wanted = transfers_.find(transfer.name);
  if (wanted != transfers_.end()) wanted->second = std::move(transfer);
}

absl::StatusOr<std::vector<JournalLine>> FundLines::Finish() && {
  for (JournalLine& line : lines_) {
    line.transfer = transfers_.at(line.transfer.name);
    if (line.transfer.name.empty()) return MalformedAnswer(kFinance);
  }
  std::stable_sort(lines_.begin(), lines_.end(), [](const JournalLine& a, const JournalLine& b) {
    return std::tie(a.subject, a.transfer.position) < std::tie(b.subject, b.transfer.position);
  });
  return std::move(lines_);
}

}  // namespace cobuild::assessment
