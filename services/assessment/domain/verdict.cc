#include "services/assessment/domain/verdict.h"

#include <fmt/format.h>

#include <algorithm>

namespace cobuild::assessment {
namespace {

constexpr int kYuanToWan = -4;  // 万元 = 10,000 yuan
constexpr int kRatioToPercent = 2;

bool Breaks(Relation relation, const Exact& value, const Decimal& claimed) {
  const std::strong_ordering order = Compare(value, claimed);
  switch (relation) {
    case Relation::kEveryAbove:
      return order <= 0;
    case Relation::kEachYear:
      return order != 0;
    default:
      return order < 0;
  }
}

// What violators and missing rows leave of an "every".
Finding Quantified(const Figure& figure, std::vector<Row> violators) {
  std::stable_sort(violators.begin(), violators.end(), [](const Row& a, const Row& b) {
    return a.value.numerator < b.value.numerator;
  });
  Finding finding{.verdict = Verdict::kRefuted, .violators = std::move(violators)};
  if (finding.violators.empty()) {
    finding.verdict = figure.missing.empty() ? Verdict::kProven : Verdict::kConsistent;
  }
  return finding;
}

Finding JudgeEvery(const Definition& definition, const Figure& figure) {
  std::vector<Row> violators = figure.lacking;
  std::copy_if(
      figure.rows.begin(), figure.rows.end(), std::back_inserter(violators),
      [&](const Row& row) { return Breaks(definition.relation, row.value, definition.claimed); });
  return Quantified(figure, std::move(violators));
}

Finding JudgeEveryHas(const Figure& figure) {
  if (figure.subject_count == 0) return {};
  return Quantified(figure, figure.lacking);
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
    case Bound::kNone:
      return Verdict::kConsistent;
  }
  return Verdict::kUndefined;
}

// A count of what must hold each: one that does not is enough.
Finding JudgeCountEvery(const Definition& definition, const Figure& figure) {
  if (!figure.lacking.empty()) return Quantified(figure, figure.lacking);
  return {.verdict = JudgeNumber(definition, figure)};
}

bool AllEqual(const std::vector<Row>& rows) {
  return std::all_of(rows.begin(), rows.end(),
                     [&](const Row& row) { return row.value == rows.front().value; });
}

std::string_view Prefix(const Definition& definition, const Figure& figure) {
  const bool complete = figure.missing.empty() && figure.lacking.empty();
  if (definition.relation == Relation::kEachYear && complete && AllEqual(figure.rows)) {
    return "每年";
  }
  if (figure.query.aggregation == Aggregation::kMinimum) return "最低";
  switch (figure.bound) {
    case Bound::kExact:
      return "";
    case Bound::kAtLeast:
      return "至少";
    case Bound::kAtMost:
      return "至多";
    case Bound::kNone:
      return "已知";
  }
  return "";
}

}  // namespace

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kProven:
      return "PROVEN";
    case Verdict::kRefuted:
      return "REFUTED";
    case Verdict::kConsistent:
      return "CONSISTENT";
    case Verdict::kUndefined:
      return "UNDEFINED";
  }
  return "";
}

Finding Judge(const Definition& definition, const Figure& figure) {
  if (!figure.value) {
    return {.verdict = figure.missing.empty() ? Verdict::kUndefined : Verdict::kConsistent};
  }
  switch (definition.relation) {
    case Relation::kEveryAbove:
    case Relation::kEveryAtLeast:
    case Relation::kEachYear:
      return JudgeEvery(definition, figure);
    case Relation::kEveryHas:
      return JudgeEveryHas(figure);
    case Relation::kEqual:
    case Relation::kRounded:
    case Relation::kPlanned:
      if (definition.query.aggregation == Aggregation::kCountEvery) {
        return JudgeCountEvery(definition, figure);
      }
      return {.verdict = JudgeNumber(definition, figure)};
  }
  return {};
}

std::string Render(const Definition& definition, const Figure& figure) {
  if (!figure.value) return "";
  const std::string number = definition.step ? RoundedDecimal(*figure.value, *definition.step)
                                             : ToDecimal(*figure.value, 0);
  const std::string_view prefix = Prefix(definition, figure);
  switch (figure.unit) {
    case Unit::kYuan:
      return fmt::format("{}{}万元", prefix, ShiftPoint(number, kYuanToWan));
    case Unit::kRatio:
      return fmt::format("{}{}%", prefix, ShiftPoint(number, kRatioToPercent));
    case Unit::kPoint:
      return fmt::format("{}{}个百分点", prefix, number);
    case Unit::kPerson:
      return fmt::format("{}{}名", prefix, number);
    case Unit::kPolicy:
      return fmt::format("{}{}项", prefix, number);
    default:
      return fmt::format("{}{}个", prefix, number);
  }
}

std::string DescribeSecondReading(const Definition& definition, const Figure& figure) {
  if (!figure.weighted_mean) return "";
  const Verdict verdict = Breaks(definition.relation, *figure.weighted_mean, definition.claimed)
                              ? Verdict::kRefuted
                              : Verdict::kProven;
  return fmt::format("as a weighted mean {}, {}",
                     ToDecimal(*figure.weighted_mean, LeastPlaces(figure.unit)), NameOf(verdict));
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
    case Relation::kEveryHas:
      return "every one has it (全部)";
    case Relation::kEachYear:
      return "every amount of every year equal, not rounded";
    case Relation::kPlanned:
      return "equal, not rounded; planned, never added to what is actual";
  }
  return "";
}

}  // namespace cobuild::assessment
