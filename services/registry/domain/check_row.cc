#include "services/registry/domain/check_row.h"

#include <fmt/format.h>

#include "common/base/text.h"

namespace cobuild::registry {
namespace {

constexpr size_t kMaxNameCharacters = 100;
constexpr size_t kMaxAliases = 10;

using MaybeFault = std::optional<Fault>;

Fault Required(std::string_view field) { return {std::string(field), "REQUIRED", "must be given"}; }

MaybeFault CheckLine(int line) {
  if (line >= 1) return std::nullopt;
  return Fault{"line", "OUT_OF_RANGE", "lines count from 1"};
}

MaybeFault CheckCode(std::string_view field, std::string_view code) {
  if (code.empty()) return Required(field);
  if (base::IsDivisionCode(code)) return std::nullopt;
  return Fault{std::string(field), "MALFORMED", "must be 12 digits"};
}

MaybeFault CheckName(std::string_view field, std::string_view name) {
  if (name.empty()) return Required(field);
  if (base::CodePoints(name) <= kMaxNameCharacters) return std::nullopt;
  return Fault{std::string(field), "TOO_LONG",
               fmt::format("must have at most {} characters", kMaxNameCharacters)};
}

MaybeFault CheckLevel(Level level) {
  if (static_cast<int>(level) == 0) return Required("level");
  if (IsLevel(level)) return std::nullopt;
  return Fault{"level", "UNKNOWN_ENUM", "not a value of DivisionLevel"};
}

MaybeFault CheckParentCode(const DivisionFacts& facts) {
  if (facts.level != Level::kProvince) return CheckCode("parent_code", facts.parent_code);
  if (facts.parent_code.empty()) return std::nullopt;
  return Fault{"parent_code", "PARENT_LEVEL", "a province has no parent"};
}

MaybeFault CheckUrbanRuralClass(std::string_view text) {
  if (text.empty() || IsUrbanRuralClass(text)) return std::nullopt;
  return Fault{"urban_rural_class", "UNKNOWN_ENUM", "not one of 111 112 121 122 123 210 220"};
}

MaybeFault CheckAliases(const std::vector<std::string>& aliases) {
  if (aliases.size() > kMaxAliases) {
    return Fault{"aliases", "TOO_MANY", fmt::format("must be at most {}", kMaxAliases)};
  }
  for (size_t i = 0; i < aliases.size(); ++i) {
    if (MaybeFault fault = CheckName(fmt::format("aliases[{}]", i), aliases[i])) return fault;
  }
  return std::nullopt;
}

}  // namespace

bool IsLevel(Level level) { return level >= Level::kProvince && level <= Level::kVillage; }

std::optional<Fault> CheckRow(const ImportRow& row) {
  if (MaybeFault fault = CheckLine(row.line)) return fault;
  if (MaybeFault fault = CheckCode("code", row.facts.code)) return fault;
  if (MaybeFault fault = CheckName("display_name", row.facts.name)) return fault;
  if (MaybeFault fault = CheckLevel(row.facts.level)) return fault;
  if (MaybeFault fault = CheckParentCode(row.facts)) return fault;
  if (MaybeFault fault = CheckUrbanRuralClass(row.facts.urban_rural_class)) return fault;
  return CheckAliases(row.facts.aliases);
}

}  // namespace cobuild::registry
