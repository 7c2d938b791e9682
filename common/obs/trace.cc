#include "common/obs/trace.h"

#include <fmt/format.h>

#include <random>

namespace cobuild::obs {
namespace {

uint64_t RandomId() {
  thread_local std::mt19937_64 engine = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  uint64_t id = 0;
  while (id == 0) id = engine();
  return id;
}

// Lower-case hexadecimal only, as the standard asks.
std::optional<uint64_t> ParseHex(std::string_view digits) {
  uint64_t value = 0;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') {
      value = value << 4 | static_cast<uint64_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value = value << 4 | static_cast<uint64_t>(c - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

constexpr size_t kHeaderLength = 55;  // "00-" 32 "-" 16 "-" 2

}  // namespace

TraceContext NewTrace() {
  return {.trace_high = RandomId(), .trace_low = RandomId(), .span = RandomId()};
}

TraceContext ChildOf(const TraceContext& parent) {
  TraceContext child = parent;
  child.parent_span = parent.span;
  child.span = RandomId();
  return child;
}

std::optional<TraceContext> ParseTraceparent(std::string_view header) {
  if (header.size() < kHeaderLength) return std::nullopt;
  if (header[2] != '-' || header[35] != '-' || header[52] != '-') return std::nullopt;
  const auto version = ParseHex(header.substr(0, 2));
  const auto high = ParseHex(header.substr(3, 16));
  const auto low = ParseHex(header.substr(19, 16));
  const auto span = ParseHex(header.substr(36, 16));
  const auto flags = ParseHex(header.substr(53, 2));
  if (!version || !high || !low || !span || !flags) return std::nullopt;
  if (*version == 0xff || (*high == 0 && *low == 0) || *span == 0) return std::nullopt;
  // Version 00 ends here; a later one may go on after another dash.
  const bool ends = header.size() == kHeaderLength;
  if (!ends && (*version == 0 || header[kHeaderLength] != '-')) return std::nullopt;
  return TraceContext{.trace_high = *high,
                      .trace_low = *low,
                      .span = *span,
                      .parent_span = 0,
                      .sampled = (*flags & 1) != 0};
}

std::string FormatTraceparent(const TraceContext& context) {
  return fmt::format("00-{:016x}{:016x}-{:016x}-{:02x}", context.trace_high, context.trace_low,
                     context.span, context.sampled ? 1 : 0);
}

std::string TraceIdOf(const TraceContext& context) {
  return fmt::format("{:016x}{:016x}", context.trace_high, context.trace_low);
}

std::string SpanIdOf(const TraceContext& context) { return fmt::format("{:016x}", context.span); }

}  // namespace cobuild::obs
