#include "common/mysql/options.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "common/error/error.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

constexpr size_t kMaxSchemaLength = 48;  // leaves room for a prefix in GET_LOCK's 64

bool IsSchemaName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxSchemaLength &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

// "host:port" with a port of 1 to 65535.
bool IsHostAndPort(std::string_view address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view digits = address.substr(colon + 1);
  int port = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return failure == std::errc() && end == digits.data() + digits.size() && port >= 1 &&
         port <= 65'535;
}

void CheckRange(error::Violations& violations, const char* field, int value, int low, int high) {
  if (value >= low && value <= high) return;
  violations.Add(field, "OUT_OF_RANGE", fmt::format("must be {} to {}, is {}", low, high, value));
}

void CheckAddress(error::Violations& violations, const Options& options) {
  const std::string_view url = options.url;
  if (url.starts_with("unix:///")) {
    if (!options.ca_file.empty()) {
      violations.Add("ca_file", "UNEXPECTED", "a unix socket has no TLS; leave it empty");
    }
  } else if (url.starts_with("tcp://") && IsHostAndPort(url.substr(6))) {
    if (options.ca_file.empty()) {
      violations.Add("ca_file", "REQUIRED", "tcp needs the authority that TLS is verified against");
    }
  } else {
    violations.Add("url", "MALFORMED", "must be unix:///path/to.sock or tcp://host:port");
  }
}

}  // namespace

absl::Status Validate(const Options& options) {
  error::Violations violations;
  CheckAddress(violations, options);
  if (options.user.empty()) violations.Add("user", "REQUIRED", "must not be empty");
  if (!IsSchemaName(options.schema)) {
    violations.Add("schema", "MALFORMED",
                   fmt::format("must be 1 to {} of a-z, 0-9 and _", kMaxSchemaLength));
  }
  CheckRange(violations, "connect_timeout_s", options.connect_timeout_s, 1, 60);
  CheckRange(violations, "lock_wait_timeout_s", options.lock_wait_timeout_s, 1, 60);
  CheckRange(violations, "statement_time_limit_ms", options.statement_time_limit_ms, 0, 600'000);
  CheckRange(violations, "transaction_time_limit_ms", options.transaction_time_limit_ms, 1,
             600'000);
  return std::move(violations).Finish();
}

}  // namespace cobuild::mysql
