#include "services/assessment/domain/exact.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>

namespace cobuild::assessment {
namespace {

using Integer = boost::multiprecision::cpp_int;

constexpr int kPlaces = 12;

Integer Power(const Integer& base, int exponent) {
  return boost::multiprecision::pow(base, static_cast<unsigned>(exponent));
}

// The largest integer not above a / b; b above 0. cpp_int's own division cuts towards zero.
Integer FloorDivide(const Integer& a, const Integer& b) {
  Integer quotient;
  Integer remainder;
  boost::multiprecision::divide_qr(a, b, quotient, remainder);
  return remainder < 0 ? Integer(quotient - 1) : quotient;
}

// The largest integer whose `root`th power is not above `value`, which is not negative where root
// is above 1.
Integer FloorRoot(const Integer& value, int root) {
  if (root == 1 || value == 0) return value;
  Integer low = 0;
  Integer high = Integer(1) << (msb(value) / static_cast<unsigned>(root) + 1);
  while (high - low > 1) {
    const Integer middle = (low + high) / 2;
    (Power(middle, root) <= value ? low : high) = middle;
  }
  return low;
}

// floor(scale * value), where scale = a / b with b above 0 and b dividing scale * offset.
// floor(root(x)) = floor(root(floor(x))), so that nothing is lost on the way.
Integer FloorScaled(const Exact& value, const Integer& a, const Integer& b) {
  const Integer radicand = FloorDivide(Integer(value.numerator) * Power(a, value.root),
                                       Integer(value.denominator) * Power(b, value.root));
  return FloorRoot(radicand, value.root) + value.offset * a / b;
}

// How many steps the rounded number is: floor(value / step + 1/2) = floor((floor(2 value / step) +
// 1) / 2).
Integer RoundedSteps(const Exact& value, const Decimal& step) {
  const Integer twice = FloorScaled(value, 2 * Power(10, step.places), step.units);
  return FloorDivide(twice + 1, 2);
}

// units / 10^places in digits.
std::string Write(const Integer& units, int places) {
  std::string digits = Integer(abs(units)).str();
  const auto width = static_cast<size_t>(places);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - width, 1, '.');
  return units < 0 ? '-' + digits : digits;
}

// Without zeros at the end beyond `least_places` behind the point.
std::string Trimmed(std::string decimal, int least_places) {
  const size_t point = decimal.find('.');
  if (point == std::string::npos) return decimal;
  const size_t least_size = point + 1 + static_cast<size_t>(least_places);
  while (decimal.size() > least_size && decimal.back() == '0') decimal.pop_back();
  if (decimal.back() == '.') decimal.pop_back();
  return decimal;
}

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return '0' <= c && c <= '9'; });
}

// nullopt when one of the two does not fit 64 bits, also after reduction.
std::optional<Exact> Fit(const Integer& numerator, const Integer& denominator) {
  const Integer divisor = gcd(numerator, denominator);
  const Integer top = numerator / divisor;
  const Integer bottom = denominator / divisor;
  if (abs(top) > INT64_MAX || bottom > INT64_MAX) return std::nullopt;
  return Exact{static_cast<int64_t>(top), static_cast<int64_t>(bottom)};
}

std::strong_ordering Order(const Integer& a, const Integer& b) {
  return a < b   ? std::strong_ordering::less
         : a > b ? std::strong_ordering::greater
                 : std::strong_ordering::equal;
}

}  // namespace

std::optional<Decimal> ParseDecimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (!AllDigits(whole) || (point != std::string_view::npos && !AllDigits(fraction)))
    return std::nullopt;
  if (fraction.size() > kPlaces) return std::nullopt;
  const std::string digits = (negative ? "-" : "") + std::string(whole) + std::string(fraction);
  Decimal decimal{.units = 0, .places = static_cast<int>(fraction.size())};
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), decimal.units);
  if (error != std::errc()) return std::nullopt;
  return decimal;
}

std::string ToDecimal(const Exact& value, int least_places) {
  const Integer scale = Power(10, kPlaces);
  const Integer units = FloorScaled(value, scale, 1);
  const Integer root = units - value.offset * scale;
  const bool ends =
      Power(root, value.root) * value.denominator == Power(scale, value.root) * value.numerator;
  return Trimmed(Write(units, kPlaces), ends ? least_places : kPlaces);
}

std::string RoundedDecimal(const Exact& value, const Decimal& step) {
  return Trimmed(Write(RoundedSteps(value, step) * step.units, step.places), 0);
}

std::strong_ordering Compare(const Exact& value, const Decimal& claimed,
                             const std::optional<Decimal>& step) {
  if (step) {
    return Order(RoundedSteps(value, *step) * step->units * Power(10, claimed.places),
                 Power(10, step->places) * claimed.units);
  }
  const Integer scale = Power(10, claimed.places);
  const Integer base = claimed.units - value.offset * scale;
  if (value.root > 1 && base < 0) return std::strong_ordering::greater;
  return Order(Power(scale, value.root) * value.numerator,
               Power(base, value.root) * value.denominator);
}

std::optional<Exact> PercentagePoints(const Exact& after, const Exact& before) {
  const Integer difference =
      Integer(after.numerator) * before.denominator - Integer(before.numerator) * after.denominator;
  return Fit(100 * difference, Integer(after.denominator) * before.denominator);
}

std::optional<Exact> WeightedMean(const std::vector<Weighted>& values) {
  Integer sum = 0;
  Integer weights = 0;
  for (const Weighted& each : values) {
    sum += Integer(each.value.numerator) * each.weight;
    weights += each.weight;
  }
  return Fit(sum, weights * values.front().value.denominator);
}

std::string ShiftPoint(std::string_view decimal, int places) {
  const size_t point = decimal.find('.');
  std::string digits(decimal.substr(0, point));
  int behind = 0;
  if (point != std::string_view::npos) {
    digits.append(decimal.substr(point + 1));
    behind = static_cast<int>(decimal.size() - point - 1);
  }
  if (places > behind) digits.append(static_cast<size_t>(places - behind), '0');
  // cpp_int reads a zero in front as "octal".
  const bool negative = digits.starts_with('-');
  digits.erase(0, std::min(digits.find_first_not_of("-0"), digits.size() - 1));
  return Trimmed(Write(Integer((negative ? "-" : "") + digits), std::max(behind - places, 0)), 0);
}

}  // namespace cobuild::assessment
