#include "common/money/money.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace cobuild::money {
namespace {

constexpr int64_t kFenPerYuan = 100;
constexpr int32_t kNanosPerFen = 10'000'000;
constexpr int32_t kNanosPerYuan = 1'000'000'000;

__extension__ typedef __int128 Int128;  // not in ISO C++

}  // namespace

std::optional<Fen> Add(Fen a, Fen b) {
  Fen sum;
  return __builtin_add_overflow(a.value, b.value, &sum.value) ? std::nullopt : std::optional(sum);
}

std::optional<Fen> Subtract(Fen a, Fen b) {
  Fen rest;
  return __builtin_sub_overflow(a.value, b.value, &rest.value) ? std::nullopt : std::optional(rest);
}

std::optional<Fen> FromUnitsAndNanos(int64_t units, int32_t nanos) {
  if (nanos <= -kNanosPerYuan || nanos >= kNanosPerYuan) return std::nullopt;
  if (nanos % kNanosPerFen != 0) return std::nullopt;
  if ((units > 0 && nanos < 0) || (units < 0 && nanos > 0)) return std::nullopt;
  Fen whole;
  if (__builtin_mul_overflow(units, kFenPerYuan, &whole.value)) return std::nullopt;
  return Add(whole, Fen{nanos / kNanosPerFen});
}

int64_t Units(Fen amount) { return amount.value / kFenPerYuan; }

int32_t Nanos(Fen amount) {
  return static_cast<int32_t>(amount.value % kFenPerYuan) * kNanosPerFen;
}

std::optional<Fen> Parse(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view decimals = point == std::string_view::npos ? "" : text.substr(point + 1);
  const bool decimals_fit =
      point == std::string_view::npos || decimals.size() == 1 || decimals.size() == 2;
  if (whole.empty() || !decimals_fit) return std::nullopt;
  std::string digits(whole);
  digits.append(decimals).append(2 - decimals.size(), '0');
  int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    if (__builtin_mul_overflow(value, 10, &value)) return std::nullopt;
    // Signed digit by digit: the least int64 has no positive counterpart.
    const int digit = negative ? '0' - c : c - '0';
    if (__builtin_add_overflow(value, digit, &value)) return std::nullopt;
  }
  return Fen{value};
}

std::string Format(Fen amount) {
  const bool negative = amount.value < 0;
  const uint64_t size =
      negative ? 0 - static_cast<uint64_t>(amount.value) : static_cast<uint64_t>(amount.value);
  std::string decimals = std::to_string(size % kFenPerYuan);
  if (decimals.size() == 1) decimals.insert(0, 1, '0');
  return (negative ? "-" : "") + std::to_string(size / kFenPerYuan) + "." + decimals;
}

std::vector<Fen> Share(Fen total, const std::vector<int64_t>& weights) {
  const Int128 sum = std::accumulate(weights.begin(), weights.end(), Int128{0});
  assert(sum > 0);
  std::vector<Fen> parts;
  std::vector<Int128> remainders;
  int64_t rest = total.value;
  for (const int64_t weight : weights) {
    const Int128 scaled = Int128{total.value} * weight;
    parts.push_back(Fen{static_cast<int64_t>(scaled / sum)});
    remainders.push_back(scaled % sum);
    rest -= parts.back().value;
  }
  std::vector<size_t> order(weights.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return remainders[a] > remainders[b]; });
  for (size_t i = 0; i < static_cast<size_t>(rest); ++i) ++parts[order[i]].value;
  return parts;
}

}  // namespace cobuild::money
