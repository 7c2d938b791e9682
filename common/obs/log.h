// Structured logs: one JSON object a line on stderr.
//
// No personal data and no secret ever goes into a message or a field.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "common/base/time.h"

namespace cobuild::obs {

enum class Level { kDebug, kInfo, kWarning, kError };

// One key and value of a line. The views need to live only as long as the call of Log.
struct Field {
  Field(std::string_view name, std::string_view text) : key(name), value(text) {}
  Field(std::string_view name, const char* text) : key(name), value(std::string_view(text)) {}
  Field(std::string_view name, const std::string& text)
      : key(name), value(std::string_view(text)) {}
  Field(std::string_view name, bool flag) : key(name), value(flag) {}
  Field(std::string_view name, std::integral auto number)
      : key(name), value(static_cast<int64_t>(number)) {}
  Field(std::string_view name, double number) : key(name), value(number) {}

  std::string_view key;
  std::variant<std::string_view, bool, int64_t, double> value;
};

// Writes one line when `level` is at least the least level. Thread-safe; never throws.
void Log(Level level, std::string_view message, std::initializer_list<Field> fields = {});

// Lines below `level` are dropped from now on; kInfo at start.
void SetLeastLevel(Level level);
bool IsLogged(Level level);

// {"time":"2026-01-31T08:00:00.123456Z","level":"info","message":"...",<fields>}, without a line
// end. Bytes that are not UTF-8 become U+FFFD, so that a line is always valid JSON.
std::string FormatLine(base::Timestamp time, Level level, std::string_view message,
                       std::initializer_list<Field> fields);

// While one lives, lines go to `sink` and not to stderr. For tests; one at a time.
class LogCapture {
 public:
  explicit LogCapture(std::function<void(std::string_view line)> sink);
  ~LogCapture();
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;
};

}  // namespace cobuild::obs
