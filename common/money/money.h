// Amounts in Chinese yuan as whole fen (1/100 yuan). No floating point comes near them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cobuild::money {

struct Fen {
  int64_t value = 0;
  auto operator<=>(const Fen&) const = default;
};

// The largest amount of one transfer: 90,000,000,000,000.00 yuan. A thousand of them still fit an
// int64 of fen.
inline constexpr Fen kMaxAmount{9'000'000'000'000'000};

// nullopt on overflow.
std::optional<Fen> Add(Fen a, Fen b);
std::optional<Fen> Subtract(Fen a, Fen b);

// google.type.Money's two parts. nullopt when the value is finer than a fen, the parts differ in
// sign, nanos are out of range, or it does not fit.
std::optional<Fen> FromUnitsAndNanos(int64_t units, int32_t nanos);
int64_t Units(Fen amount);
int32_t Nanos(Fen amount);

// "49000.00"; strict: optional minus, digits, at most two decimals. nullopt for anything else.
std::optional<Fen> Parse(std::string_view text);
std::string Format(Fen amount);

// Splits `total` (>= 0) by `weights` (each >= 0, sum > 0) by largest remainder; ties go to the
// earlier. The parts sum to total.
std::vector<Fen> Share(Fen total, const std::vector<int64_t>& weights);

}  // namespace cobuild::money
