#include "services/finance/rpc/names.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "common/base/text.h"
#include "common/rpc/fields.h"

namespace cobuild::finance {
namespace {

constexpr std::string_view kLedgers = "ledgers/";
constexpr std::string_view kVillages = "villages/";
constexpr std::string_view kIncomes = "/incomes/";
constexpr std::string_view kHouseholdIncomes = "/household-incomes/";
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

// The code of "villages/{code}" at the front, removed with it.
std::optional<std::string> TakeVillage(std::string_view& text) {
  if (!Take(text, kVillages)) return std::nullopt;
  const std::string village(text.substr(0, kCodeDigits));
  if (!base::IsDivisionCode(village)) return std::nullopt;
  text.remove_prefix(kCodeDigits);
  return village;
}

// Four digits of a year that incomes may be of.
std::optional<int> ParseYear(std::string_view text) {
  if (text.size() != kYearDigits) return std::nullopt;
  int year = 0;
  const char* const end = text.data() + kYearDigits;
  if (std::from_chars(text.data(), end, year).ptr != end) return std::nullopt;
  if (year < kFirstIncomeYear || year > kLastIncomeYear) return std::nullopt;
  return year;
}

std::optional<IncomeKey> ParseIncomeName(std::string_view text) {
  const std::optional<std::string> village = TakeVillage(text);
  if (!village || !Take(text, kIncomes)) return std::nullopt;
  const auto year_text = TakeUntil(text, "-");
  const std::optional<int> year = year_text ? ParseYear(*year_text) : std::nullopt;
  if (!year) return std::nullopt;
  IncomeKey key{.village = *village, .year = *year};
  const auto category = FindIncomeCategory(text);
  if (!category) return std::nullopt;
  key.category = *category;
  return key;
}

template <class Read>
std::vector<std::string> EachOnce(error::Violations& violations, std::string_view field,
                                  const google::protobuf::RepeatedPtrField<std::string>& names,
                                  std::string_view collection, const Read& read) {
  std::set<std::string> ids;
  for (int i = 0; i < names.size(); ++i) {
    const std::string element = rpc::ElementOf(field, i);
    std::string id = read(violations, element, names[i], collection);
    if (!id.empty() && !ids.insert(std::move(id)).second) {
      violations.Add(element, "DUPLICATE", "each once");
    }
  }
  return {ids.begin(), ids.end()};
}

}  // namespace

std::vector<std::string> VillageCodes(
    error::Violations& violations, std::string_view field,
    const google::protobuf::RepeatedPtrField<std::string>& names) {
  return EachOnce(violations, field, names, "villages", rpc::RequiredCodeName);
}

std::vector<std::string> ProjectIds(error::Violations& violations, std::string_view field,
                                    const google::protobuf::RepeatedPtrField<std::string>& names) {
  return EachOnce(violations, field, names, "projects", rpc::RequiredIdName);
}

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

std::string RequiredHouseholdIncomeName(error::Violations& violations, std::string_view field,
                                        std::string_view value) {
  if (value.empty()) {
    violations.Add(std::string(field), "REQUIRED", "must be given");
    return {};
  }
  std::string_view rest = value;
  const std::optional<std::string> village = TakeVillage(rest);
  if (village && Take(rest, kHouseholdIncomes) && ParseYear(rest)) {
    return fmt::format("{}/{}", *village, rest);
  }
  violations.Add(std::string(field), "MALFORMED",
                 "must be villages/{code}/household-incomes/{year}");
  return {};
}

Fact RequiredFactName(error::Violations& violations, std::string_view field,
                      const std::string& value) {
  if (value.find(kHouseholdIncomes) != std::string::npos) {
    return {FactKind::kHouseholdIncome,
            value,
            RequiredHouseholdIncomeName(violations, field, value),
            {}};
  }
  if (value.find(kIncomes) != std::string::npos) {
    return {FactKind::kVillageIncome, value, "", RequiredIncomeName(violations, field, value)};
  }
  return {FactKind::kInvestment,
          value,
          rpc::RequiredIdName(violations, field, value, "investments"),
          {}};
}

}  // namespace cobuild::finance
