// Numbers known exactly, and how they are compared, rounded and written. Nothing here is a double.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cobuild::assessment {

// (numerator / denominator) ^ (1 / root) + offset. A sum of fen is {fen, 100}, a mean {fen, 100 n},
// a growth over n years {last, first, n, -1}.
struct Exact {
  int64_t numerator = 0;    // not negative where root is above 1
  int64_t denominator = 1;  // above 0
  int root = 1;             // from 1
  int64_t offset = 0;
  bool operator==(const Exact&) const = default;
};

// units / 10^places, as people write a number.
struct Decimal {
  int64_t units = 0;
  int places = 0;  // 0 to 12
  bool operator==(const Decimal&) const = default;
};

// Optional minus, digits, optionally a point and 1 to 12 digits. nullopt for anything else, and for
// what does not fit.
std::optional<Decimal> ParseDecimal(std::string_view text);

// The number as a decimal: every digit with at least `least_places` behind the point where it ends
// within 12 places, else its first 12, cut and not rounded.
std::string ToDecimal(const Exact& value, int least_places);

// The multiple of `step` (above 0, and such that the offset is a multiple of it) that is nearest; a
// half goes up. Written without zeros at its end.
std::string RoundedDecimal(const Exact& value, const Decimal& step);

// Compares the number with `claimed`; with a step, the number rounded to it as RoundedDecimal does.
std::strong_ordering Compare(const Exact& value, const Decimal& claimed,
                             const std::optional<Decimal>& step = std::nullopt);

// (after - before) * 100 of two ratios (root 1, no offset). nullopt when it does not fit.
std::optional<Exact> PercentagePoints(const Exact& after, const Exact& before);

// A value (root 1, no offset, all of one denominator) that counts for so many.
struct Weighted {
  Exact value;
  int64_t weight = 0;  // above 0
};

// The sum of value * weight by the sum of the weights; at least one. nullopt when it does not fit.
std::optional<Exact> WeightedMean(const std::vector<Weighted>& values);

// Moves the point of a decimal to the right, to the left when `places` is negative, and drops zeros
// at the end:
// ("3620000.00", -4) is "362", ("0.62", 2) is "62".
std::string ShiftPoint(std::string_view decimal, int places);

}  // namespace cobuild::assessment
