// TLS to the server is verified or there is no connection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "common/mysql/errors.h"
#include "common/mysql/session.h"
#include "common/testing/private_database.h"
#include "common/testing/status_matchers.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

using ::cobuild::test::HasViolation;
using ::cobuild::test::PrivateDatabase;
using ::cobuild::test::Refuses;
using Code = absl::StatusCode;

namespace fs = std::filesystem;

void Run(const std::string& command) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread asks for a child's end
  ASSERT_EQ(std::system((command + " 2>/dev/null").c_str()), 0) << command;
}

// <name>.key and the self-signed <name>.pem.
void MakeAuthority(const fs::path& folder, const std::string& name) {
  Run(
      fmt::format("cd {} && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
                  "-keyout {}.key -out {}.pem -days 2 -subj /CN={}",
                  folder.string(), name, name, name));
}

// server.key and server.pem for the host "localhost", signed by `authority`.
void MakeServerCertificate(const fs::path& folder, const std::string& authority) {
  Run(
      fmt::format("cd {} && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
                  "-keyout server.key -out server.csr -subj /CN=server && "
                  "printf subjectAltName=DNS:localhost > san && openssl x509 -req -in server.csr "
                  "-CA {}.pem -CAkey {}.key -CAcreateserial -days 2 -extfile san -out server.pem",
                  folder.string(), authority, authority));
}

class TlsTest : public ::testing::Test {
 public:
  ~TlsTest() override { fs::remove_all(folder_); }

 protected:
  TlsTest() {
    std::string pattern = fs::temp_directory_path() / "cobuild-tls-XXXXXX";
    folder_ = mkdtemp(pattern.data());
    MakeAuthority(folder_, "ours");
    MakeAuthority(folder_, "theirs");
    MakeServerCertificate(folder_, "ours");
  }

  void StartServer(bool tls) {
    PrivateDatabase::Settings settings;
    settings.tcp = true;
    if (tls) {
      settings.server_flags = {"--ssl-cert=" + (folder_ / "server.pem").string(),
                               "--ssl-key=" + (folder_ / "server.key").string()};
    }
    server_ = std::make_unique<PrivateDatabase>(settings);
    options_ = server_->CreateSchema("tls");
    Address("localhost", "ours");
  }

  void Address(const std::string& host, const std::string& authority) {
    options_.url = fmt::format("tcp://{}:{}", host, server_->tcp_port());
    options_.ca_file = folder_ / (authority + ".pem");
  }

  fs::path folder_;
  std::unique_ptr<PrivateDatabase> server_;
  Options options_;
};

TEST_F(TlsTest, RightAuthorityAndHost_IsEncrypted) {
  StartServer(true);
  ASSERT_OK_AND_ASSIGN(const auto session, Session::Open(options_));
  ASSERT_OK_AND_ASSIGN(const Rows rows, session->Query("SHOW SESSION STATUS LIKE 'Ssl_cipher'"));
  EXPECT_NE(rows.at(0).Text(1), "");
}

TEST_F(TlsTest, WrongAuthorityHostOrNone_IsRefused) {
  StartServer(true);
  const auto refuses = Refuses(Code::kUnavailable, kStoreUnavailable);
  Address("localhost", "theirs");
  EXPECT_STATUS(Session::Open(options_), refuses);
  Address("127.0.0.1", "ours");  // the certificate is for localhost
  EXPECT_STATUS(Session::Open(options_), refuses);
  Address("localhost", "missing");
  EXPECT_STATUS(Session::Open(options_), refuses);
  options_.ca_file.clear();
  EXPECT_STATUS(Session::Open(options_), HasViolation("ca_file", "REQUIRED"));
}

TEST_F(TlsTest, ServerWithoutTls_IsRefused) {
  StartServer(false);
  EXPECT_STATUS(Session::Open(options_), Refuses(Code::kUnavailable, kStoreUnavailable));
}

}  // namespace
}  // namespace cobuild::mysql
