#include "services/finance/rpc/names.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "common/base/text.h"
#include "common/rpc/fields.h"

namespace cobuild::finance {
namespace {

constexpr std::string_view kLedgers = "ledgers/";
constexpr std::string_view kVillages = "villages/";
constexpr std::string_view kIncomes = "/incomes/";
constexpr size_t kCodeDigits = 12;
constexpr size_t kYearDigits = 4;

// Removes `prefix` from the front of `text`.
bool Take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// What stands before `separator`, removed with it; nullopt when there is no separator.
std::optional<std::string_view> TakeUntil(std::string_view& text, std::string_view separator) {
  const size_t at = text.find(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at + separator.size());
  return part;
}

Key RequiredKey(error::Violations& violations, std::string_view field, std::string_view value,
                std::string_view collection) {
  if (value.empty()) {
    violations.Add(std::string(field), "REQUIRED", "must be given");
    return {};
  }
  std::string_view rest = value;
  if (Take(rest, kLedgers)) {
    const auto ledger = TakeUntil(rest, collection);
    if (ledger && base::IsResourceId(*ledger) && base::IsResourceId(rest)) {
      return {std::string(*ledger), std::string(rest)};
    }
  }
  violations.Add(std::string(field), "MALFORMED",
                 fmt::format("must be ledgers/{{ledger}}{}{{id}}", collection));
  return {};
}

std::optional<IncomeKey> ParseIncomeName(std::string_view text) {
  if (!Take(text, kVillages)) return std::nullopt;
  const std::string_view village = text.substr(0, kCodeDigits);
  if (!base::IsDivisionCode(village)) return std::nullopt;
  text.remove_prefix(kCodeDigits);
  if (!Take(text, kIncomes)) return std::nullopt;
  const auto year_text = TakeUntil(text, "-");
  if (!year_text || year_text->size() != kYearDigits) return std::nullopt;
  IncomeKey key{.village = std::string(village)};
  const char* const end = year_text->data() + kYearDigits;
  if (std::from_chars(year_text->data(), end, key.year).ptr != end) return std::nullopt;
  if (key.year < kFirstIncomeYear || key.year > kLastIncomeYear) return std::nullopt;
  const auto category = FindIncomeCategory(text);
  if (!category) return std::nullopt;
  key.category = *category;
  return key;
}

}  // namespace

std::string RequiredLedgerName(error::Violations& violations, std::string_view field,
                               std::string_view value) {
  return rpc::RequiredIdName(violations, field, value, "ledgers");
}

std::string RequiredFundName(error::Violations& violations, std::string_view field,
                             std::string_view value) {
  return rpc::RequiredIdName(violations, field, value, "funds");
}

int RequiredYear(error::Violations& violations, std::string_view field, int year) {
  if (year < kFirstIncomeYear || year > kLastIncomeYear) {
    violations.Add(std::string(field), "OUT_OF_RANGE",
                   fmt::format("must be from {} to {}", kFirstIncomeYear, kLastIncomeYear));
  }
  return year;
}

Key RequiredAccountName(error::Violations& violations, std::string_view field,
                        std::string_view value) {
  return RequiredKey(violations, field, value, "/accounts/");
}

Key RequiredTransferName(error::Violations& violations, std::string_view field,
                         std::string_view value) {
  return RequiredKey(violations, field, value, "/transfers/");
}

Key RequiredLedgerOrAccountName(error::Violations& violations, std::string_view field,
                                std::string_view value) {
  if (value.find("/accounts/") != std::string_view::npos) {
    return RequiredAccountName(violations, field, value);
  }
  return {RequiredLedgerName(violations, field, value), ""};
}

IncomeKey RequiredIncomeName(error::Violations& violations, std::string_view field,
                             std::string_view value) {
  if (value.empty()) {
    violations.Add(std::string(field), "REQUIRED", "must be given");
    return {};
  }
  if (const auto key = ParseIncomeName(value)) return *key;
  violations.Add(std::string(field), "MALFORMED",
                 "must be villages/{code}/incomes/{year}-{category}, as "
                 "villages/420115002201/incomes/2011-subsidy-income");
  return {};
}

}  // namespace cobuild::finance
