// W3C trace context (https://www.w3.org/TR/trace-context/): which request of a person or machine a
// call belongs to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cobuild::obs {

// One span of a trace. Ids are never all zero.
struct TraceContext {
  uint64_t trace_high = 0;
  uint64_t trace_low = 0;
  uint64_t span = 0;
  uint64_t parent_span = 0;  // 0 for the first span of a trace in this process
  bool sampled = false;
};

// A new trace with its first span. Ids are random; nothing secret may rest on them.
TraceContext NewTrace();

// A new span below `parent`, in the same trace.
TraceContext ChildOf(const TraceContext& parent);

// The caller's span as a header names it; nullopt for anything that the standard calls invalid.
// Versions above 00 are read as 00, as the standard asks.
std::optional<TraceContext> ParseTraceparent(std::string_view header);

// "00-<32 hex>-<16 hex>-<2 hex>", naming `context.span` as the parent of what the callee does.
std::string FormatTraceparent(const TraceContext& context);

// 32 and 16 lower-case hexadecimal digits, as logs and traceparent write them.
std::string TraceIdOf(const TraceContext& context);
std::string SpanIdOf(const TraceContext& context);

}  // namespace cobuild::obs
