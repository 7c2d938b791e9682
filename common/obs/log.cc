#include "common/obs/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cmath>
#include <iterator>
#include <mutex>

#include "common/base/clock.h"
#include "common/base/text.h"

namespace cobuild::obs {
namespace {

std::atomic<Level> least_level{Level::kInfo};

// Set by a LogCapture only.
std::mutex capture_mutex;
std::function<void(std::string_view)> capture;  // guarded by capture_mutex
std::atomic<bool> capturing{false};

std::string_view NameOf(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "unknown";
}

// The length of the well-formed UTF-8 sequence that starts `text`, a byte above 0x7f; 0 when there
// is none.
size_t SequenceLength(std::string_view text) {
  for (size_t length = 2; length <= 4 && length <= text.size(); ++length) {
    if (base::IsValidUtf8(text.substr(0, length))) return length;
  }
  return 0;
}

void AppendQuoted(std::string& out, std::string_view text) {
  out.push_back('"');
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') {
      out.push_back('\\');
      out.push_back(text[i]);
    } else if (byte < 0x20 || byte == 0x7f) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    } else if (byte < 0x80) {
      out.push_back(text[i]);
    } else if (const size_t length = SequenceLength(text.substr(i)); length > 0) {
      out.append(text.substr(i, length));
      i += length - 1;
    } else {
      out.append("\\ufffd");
    }
  }
  out.push_back('"');
}

struct ValueWriter {
  std::string& out;

  void operator()(std::string_view text) const { AppendQuoted(out, text); }
  void operator()(bool flag) const { out.append(flag ? "true" : "false"); }
  void operator()(int64_t number) const { fmt::format_to(std::back_inserter(out), "{}", number); }
  void operator()(double number) const {
    if (std::isfinite(number)) {
      fmt::format_to(std::back_inserter(out), "{}", number);
    } else {
      out.append("null");  // JSON has no other word for it
    }
  }
};

spdlog::logger& Stderr() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("cobuild",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::trace);
    return made;
  }();
  return *logger;
}

}  // namespace

std::string FormatLine(base::Timestamp time, Level level, std::string_view message,
                       std::initializer_list<Field> fields) {
  std::string line;
  line.reserve(384);
  line.append(R"({"time":")").append(base::FormatTimestamp(time));
  line.append(R"(","level":")").append(NameOf(level));
  line.append(R"(","message":)");
  AppendQuoted(line, message);
  for (const Field& field : fields) {
    line.push_back(',');
    AppendQuoted(line, field.key);
    line.push_back(':');
    std::visit(ValueWriter{line}, field.value);
  }
  line.push_back('}');
  return line;
}

void Log(Level level, std::string_view message, std::initializer_list<Field> fields) {
  if (!IsLogged(level)) return;
  const std::string line = FormatLine(base::SystemClock().Now(), level, message, fields);
  if (capturing.load(std::memory_order_acquire)) {
    const std::lock_guard lock(capture_mutex);
    if (capture) {
      capture(line);
      return;
    }
  }
  Stderr().log(spdlog::level::info, line);
}

void SetLeastLevel(Level level) { least_level.store(level, std::memory_order_relaxed); }

bool IsLogged(Level level) { return level >= least_level.load(std::memory_order_relaxed); }

LogCapture::LogCapture(std::function<void(std::string_view line)> sink) {
  const std::lock_guard lock(capture_mutex);
  capture = std::move(sink);
  capturing.store(true, std::memory_order_release);
}

LogCapture::~LogCapture() {
  const std::lock_guard lock(capture_mutex);
  capturing.store(false, std::memory_order_release);
  capture = nullptr;
}

}  // namespace cobuild::obs
