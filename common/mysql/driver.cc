#include "common/mysql/driver.h"

#include <cppconn/connection.h>
#include <cppconn/driver.h>

namespace cobuild::mysql {
namespace {

// A network that swallows packets is noticed this much after the server should have given up.
constexpr int kReadTimeoutMarginSeconds = 10;

// get_driver_instance is not thread-safe; the initialisation of a static is.
sql::Driver& TheDriver() {
  static sql::Driver* const driver = get_driver_instance();
  return *driver;
}

struct DriverThread {
  DriverThread() { TheDriver().threadInit(); }
  ~DriverThread() { TheDriver().threadEnd(); }
};

// Misspelt names are ignored and wrong types throw, so this is the only place that spells them.
sql::ConnectOptionsMap ConnectOptions(const Options& options) {
  sql::ConnectOptionsMap map;
  map["hostName"] = sql::SQLString(options.url);
  map["userName"] = sql::SQLString(options.user);
  map["password"] = sql::SQLString(options.password);
  map["schema"] = sql::SQLString(options.schema);
  map["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
  map["OPT_LOCAL_INFILE"] = 0;
  map["OPT_CONNECT_TIMEOUT"] = options.connect_timeout_s;
  if (options.statement_time_limit_ms > 0) {
    const int timeout_s = options.statement_time_limit_ms / 1'000 + kReadTimeoutMarginSeconds;
    map["OPT_READ_TIMEOUT"] = timeout_s;
    map["OPT_WRITE_TIMEOUT"] = timeout_s;
  }
  if (!options.ca_file.empty()) {
    // Only these two together enforce TLS: OPT_SSL_MODE is ignored and sslEnforce falls back.
    map["sslCA"] = sql::SQLString(options.ca_file);
    map["sslVerify"] = true;
  }
  return map;
}

}  // namespace

void EnterDriverThread() { static thread_local DriverThread thread; }

std::unique_ptr<sql::Connection> ConnectDriver(const Options& options) {
  EnterDriverThread();
  sql::ConnectOptionsMap map = ConnectOptions(options);
  return std::unique_ptr<sql::Connection>(TheDriver().connect(map));
}

}  // namespace cobuild::mysql
