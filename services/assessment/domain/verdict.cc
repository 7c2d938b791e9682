#include "services/assessment/domain/verdict.h"

#include <fmt/format.h>

#include <algorithm>

namespace cobuild::assessment {
namespace {

constexpr int kYuanToWan = -4;  // 万元 = 10,000 yuan
constexpr int kRatioToPercent = 2;

bool Breaks(Relation relation, const Exact& value, const Decimal& claimed) {
  const std::strong_ordering order = Compare(value, claimed);
  return relation == Relation::kEveryAbove ? order <= 0 : order < 0;
}

Finding JudgeEvery(const Definition& definition, const Figure& figure) {
  Finding finding;
  std::copy_if(
      figure.rows.begin(), figure.rows.end(), std::back_inserter(finding.violators),
      [&](const Row& row) { return Breaks(definition.relation, row.value, definition.claimed); });
  std::stable_sort(
      finding.violators.begin(), finding.violators.end(),
      [](const Row& a, const Row& b) { return a.value.numerator < b.value.numerator; });
  if (!finding.violators.empty()) {
    finding.verdict = Verdict::kRefuted;
  } else {
    finding.verdict = figure.missing.empty() ? Verdict::kProven : Verdict::kConsistent;
  }
  return finding;
}

Verdict JudgeNumber(const Definition& definition, const Figure& figure) {
  const std::strong_ordering order = Compare(*figure.value, definition.claimed, definition.step);
  switch (figure.bound) {
    case Bound::kExact:
      return order == 0 ? Verdict::kProven : Verdict::kRefuted;
    case Bound::kAtLeast:
      return order > 0 ? Verdict::kRefuted : Verdict::kConsistent;
    case Bound::kAtMost:
      return order < 0 ? Verdict::kRefuted : Verdict::kConsistent;
  }
  return Verdict::kUndefined;
}

std::string_view Prefix(const Figure& figure) {
  if (figure.query.aggregation == Aggregation::kMinimum) return "最低";
  switch (figure.bound) {
    case Bound::kExact:
      return "";
    case Bound::kAtLeast:
      return "至少";
    case Bound::kAtMost:
      return "至多";
  }
  return "";
}

}  // namespace

Finding Judge(const Definition& definition, const Figure& figure) {
  if (!figure.value) {
    return {.verdict = figure.missing.empty() ? Verdict::kUndefined : Verdict::kConsistent};
  }
  switch (definition.relation) {
    case Relation::kEveryAbove:
    case Relation::kEveryAtLeast:
      return JudgeEvery(definition, figure);
    case Relation::kEqual:
    case Relation::kRounded:
      return {.verdict = JudgeNumber(definition, figure)};
  }
  return {};
}

std::string Render(const Definition& definition, const Figure& figure) {
  if (!figure.value) return "";
  const std::string number = definition.step ? RoundedDecimal(*figure.value, *definition.step)
                                             : ToDecimal(*figure.value, 0);
  switch (figure.unit) {
    case Unit::kVillage:
      return fmt::format("{}{}个", Prefix(figure), number);
    case Unit::kYuan:
      return fmt::format("{}{}万元", Prefix(figure), ShiftPoint(number, kYuanToWan));
    case Unit::kRatio:
      return fmt::format("{}{}%", Prefix(figure), ShiftPoint(number, kRatioToPercent));
  }
  return "";
}

std::string DescribeReading(const Definition& definition) {
  switch (definition.relation) {
    case Relation::kEqual:
      return "equal, not rounded";
    case Relation::kRounded:
      return "equal after rounding, a half up";
    case Relation::kEveryAbove:
      return "every one above, the bound not included (超过)";
    case Relation::kEveryAtLeast:
      return "every one at or above, the bound included (以上)";
  }
  return "";
}

}  // namespace cobuild::assessment
