#include "services/registry/domain/decide_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "common/base/text.h"
#include "services/registry/domain/check_row.h"
#include "services/registry/domain/names.h"

namespace cobuild::registry {
namespace {

// Checks rows against each other and against what holds on the effective date.
class Surroundings {
 public:
  Surroundings(const Registry& registry, const Moment& moment, const std::vector<ImportRow>& rows)
      : divisions_(registry.divisions()), moment_(moment) {
    by_code_.reserve(rows.size());
    for (const ImportRow& row : rows) {
      // A parent with some other fault still counts as there: its children are not to blame.
      if (IsRecordable(row)) by_code_.try_emplace(row.facts.code, &row);
    }
  }

  std::optional<Fault> Check(const ImportRow& row) const {
    if (!RepeatsParent(row.facts) && by_code_.at(row.facts.code) != &row) {
      return Fault{"code", "DUPLICATE", "an earlier row has the same code"};
    }
    if (auto fault = CheckParent(row.facts)) return fault;
    return RepeatsParent(row.facts) ? std::nullopt : CheckChildren(row.facts);
  }

  bool IsUnchanged(const DivisionFacts& facts) const {
    const Division* stored = divisions_.Find(facts.code, moment_);
    return stored != nullptr && stored->facts == facts;
  }

 private:
  static bool IsRecordable(const ImportRow& row) {
    return base::IsDivisionCode(row.facts.code) && IsLevel(row.facts.level) &&
           !RepeatsParent(row.facts);
  }

  std::optional<Level> LevelOf(const std::string& code) const {
    if (const auto found = by_code_.find(code); found != by_code_.end()) {
      return found->second->facts.level;
    }
    const Division* stored = divisions_.Find(code, moment_);
    return stored == nullptr ? std::nullopt : std::optional(stored->facts.level);
  }

  std::optional<Fault> CheckParent(const DivisionFacts& facts) const {
    if (facts.level == Level::kProvince) return std::nullopt;
    const std::optional<Level> parent_level = LevelOf(facts.parent_code);
    if (!parent_level) {
      return Fault{"parent_code", "PARENT_NOT_FOUND",
                   fmt::format("{} is neither in the import nor recorded on the effective date",
                               facts.parent_code)};
    }
    if (*parent_level < facts.level) return std::nullopt;
    return Fault{"parent_code", "PARENT_LEVEL",
                 fmt::format("{} is not of a higher level", facts.parent_code)};
  }

  // A division whose level changes keeps the children that the import does not mention.
  std::optional<Fault> CheckChildren(const DivisionFacts& facts) const {
    std::optional<Fault> fault;
    VisitAfter(divisions_.ChildrenOf(facts.code), "", moment_, [&](const Division& child) {
      const bool stays = child.facts.parent_code == facts.code &&
                         by_code_.find(child.facts.code) == by_code_.end();
      if (stays && child.facts.level <= facts.level) {
        fault = Fault{
            "level", "PARENT_LEVEL",
            fmt::format("its child {} is not of a lower level", DivisionName(child.facts.code))};
      }
      return !fault;
    });
    return fault;
  }

  const Divisions& divisions_;
  const Moment moment_;
  std::unordered_map<std::string_view, const ImportRow*> by_code_;  // the first of each code
};

bool ParentsFirst(const Division& a, const Division& b) {
  return std::tie(a.facts.level, a.facts.code) < std::tie(b.facts.level, b.facts.code);
}

void Reject(const ImportRow& row, Fault fault, ImportReport& report) {
  ++report.rejected;
  if (report.faults.size() == kMaxRowFaults) return;
  report.faults.push_back(
      {row.line, std::move(fault.field), std::move(fault.reason), std::move(fault.description)});
}

}  // namespace

ImportDecision DecideImport(const Registry& registry, const ImportHeader& header,
                            const std::vector<ImportRow>& rows) {
  const Surroundings surroundings(registry, registry.LatestOn(header.effective_date), rows);
  ImportDecision decision;
  ImportReport& report = decision.report;
  std::vector<Division>& recorded = decision.rows.divisions;
  report.received = static_cast<int64_t>(rows.size());
  report.position = registry.position();
  for (const ImportRow& row : rows) {
    std::optional<Fault> fault = CheckRow(row);
    if (!fault) fault = surroundings.Check(row);
    if (fault) {
      Reject(row, *std::move(fault), report);
    } else if (RepeatsParent(row.facts)) {
      report.repeated_codes.push_back(row.facts.code);
    } else if (surroundings.IsUnchanged(row.facts)) {
      ++report.unchanged;
    } else if (report.rejected == 0) {
      recorded.push_back({row.facts, header.effective_date, header.edition, 0, {}});
    }
  }
  if (report.rejected > 0) recorded.clear();
  std::sort(recorded.begin(), recorded.end(), ParentsFirst);
  return decision;
}

}  // namespace cobuild::registry
