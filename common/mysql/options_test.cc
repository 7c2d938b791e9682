#include "common/mysql/options.h"

#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::HasViolation;
using ::cobuild::test::IsOk;

Options Unix() {
  Options options;
  options.url = "unix:///run/database.sock";
  options.user = "finance";
  options.schema = "finance";
  return options;
}

Options Tcp() {
  Options options = Unix();
  options.url = "tcp://db.example:3306";
  options.ca_file = "/etc/ca.pem";
  return options;
}

TEST(Validate, UnixAndTcpWithAnAuthority_AreFine) {
  EXPECT_STATUS(Validate(Unix()), IsOk());
  EXPECT_STATUS(Validate(Tcp()), IsOk());
}

TEST(Validate, TcpWithoutAnAuthority_IsRefused) {
  Options options = Tcp();
  options.ca_file.clear();
  EXPECT_STATUS(Validate(options), HasViolation("ca_file", "REQUIRED"));
}

TEST(Validate, AuthorityForASocket_IsRefused) {
  Options options = Unix();
  options.ca_file = "/etc/ca.pem";
  EXPECT_STATUS(Validate(options), HasViolation("ca_file", "UNEXPECTED"));
}

TEST(Validate, MalformedUrl_IsRefused) {
  for (const char* url : {"", "localhost", "unix://relative.sock", "tcp://", "tcp://host",
                          "tcp://:3306", "tcp://host:", "tcp://host:0", "tcp://host:65536",
                          "tcp://host:33x", "http://host:80", "unix:/run/x.sock"}) {
    Options options = Tcp();
    options.url = url;
    EXPECT_STATUS(Validate(options), HasViolation("url", "MALFORMED")) << url;
  }
}

TEST(Validate, SchemaThatIsNoPlainName_IsRefused) {
  for (const std::string& schema : {std::string(), std::string("a`b"), std::string("A"),
                                    std::string("a-b"), std::string(49, 'a')}) {
    Options options = Unix();
    options.schema = schema;
    EXPECT_STATUS(Validate(options), HasViolation("schema", "MALFORMED")) << schema;
  }
}

TEST(Validate, EveryWrongField_IsListed) {
  Options options = Unix();
  options.user.clear();
  options.connect_timeout_s = 0;
  options.lock_wait_timeout_s = 61;
  options.statement_time_limit_ms = -1;
  options.transaction_time_limit_ms = 0;
  const absl::Status status = Validate(options);
  EXPECT_STATUS(status, HasViolation("user", "REQUIRED"));
  EXPECT_STATUS(status, HasViolation("connect_timeout_s", "OUT_OF_RANGE"));
  EXPECT_STATUS(status, HasViolation("lock_wait_timeout_s", "OUT_OF_RANGE"));
  EXPECT_STATUS(status, HasViolation("statement_time_limit_ms", "OUT_OF_RANGE"));
  EXPECT_STATUS(status, HasViolation("transaction_time_limit_ms", "OUT_OF_RANGE"));
}

}  // namespace
}  // namespace cobuild::mysql
