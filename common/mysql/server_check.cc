#include "common/mysql/server_check.h"

#include <cstdio>
#include <tuple>

#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

constexpr char kFacts[] =
    "SELECT VERSION(), @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog";

absl::Status Unfit(std::string_view message) {
  return error::Make(absl::StatusCode::kFailedPrecondition, "STORE_UNFIT", message);
}

// From "10.11.19-MariaDB-0+deb12u1" or "8.0.36-commercial"; zeros where there is no number.
std::tuple<int, int, int> VersionNumber(const std::string& version) {
  int major = 0;
  int minor = 0;
  int patch = 0;
  std::sscanf(version.c_str(), "%d.%d.%d", &major, &minor, &patch);
  return {major, minor, patch};
}

}  // namespace

absl::Status CheckVersion(const ServerFacts& facts) {
  const auto oldest = facts.is_mariadb ? std::tuple(10, 11, 0) : std::tuple(8, 0, 16);
  if (VersionNumber(facts.version) >= oldest) return absl::OkStatus();
  return Unfit(
      fmt::format("server {} is too old: MariaDB 10.11 or MySQL 8.0.16 and later keep "
                  "the rules that the schema states",
                  facts.version));
}

absl::StatusOr<ServerFacts> CheckServer(Session& session) {
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, session.Query(kFacts));
  const Row& row = rows.at(0);
  ServerFacts facts{row.Text(0), row.Text(0).find("MariaDB") != std::string::npos};
  COBUILD_RETURN_IF_ERROR(CheckVersion(facts));
  if (row.Int64(1) != 1) {
    return Unfit("the server must flush at commit: set innodb_flush_log_at_trx_commit = 1");
  }
  if (row.Int64(2) != 0 && row.Int64(3) != 1) {
    return Unfit("the server must sync the binary log that it writes: set sync_binlog = 1");
  }
  return facts;
}

}  // namespace cobuild::mysql
