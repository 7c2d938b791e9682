#include "common/mysql/migrations.h"

#include <cctype>
#include <string>
#include <vector>

#include "common/base/digest.h"
#include "common/base/status_macros.h"
#include "common/error/error.h"
#include "common/mysql/statement_split.h"
#include "fmt/format.h"

namespace cobuild::mysql {
namespace {

constexpr int kLockWaitSeconds = 10;

constexpr char kCreateTable[] =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "  number INT NOT NULL,"
    "  name VARCHAR(100) NOT NULL,"
    "  checksum CHAR(64) NOT NULL,"
    "  started_at DATETIME(6) NOT NULL,"
    "  finished_at DATETIME(6) NULL,"  // NULL: stopped half-way
    "  PRIMARY KEY (number)"
    ") ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

constexpr char kLock[] = "SELECT GET_LOCK(?, ?)";

constexpr char kFindTable[] =
    "SELECT COUNT(*) FROM information_schema.tables"
    " WHERE table_schema = DATABASE() AND table_name = 'schema_migrations'";

constexpr char kReadRecords[] =
    "SELECT number, name, checksum, finished_at IS NOT NULL"
    " FROM schema_migrations ORDER BY number";

constexpr char kInsertRecord[] =
    "INSERT INTO schema_migrations (number, name, checksum, started_at)"
    " VALUES (?, ?, ?, UTC_TIMESTAMP(6))";

constexpr char kFinishRecord[] =
    "UPDATE schema_migrations SET finished_at = UTC_TIMESTAMP(6) WHERE number = ?";

struct Record {
  int64_t number;
  std::string name;
  std::string checksum;
  bool finished;
};

absl::Status Mismatch(std::string_view message) {
  return error::Make(absl::StatusCode::kFailedPrecondition, kSchemaMismatch, message);
}

std::string ChecksumOf(const base::EmbeddedFile& file) {
  return base::ToHex(base::Sha256(file.content));
}

// The program's own files: a wrong name is a mistake of the build, found by the first test.
absl::Status CheckNames(std::span<const base::EmbeddedFile> files) {
  for (size_t i = 0; i < files.size(); ++i) {
    if (!files[i].name.starts_with(fmt::format("{:04}_", i + 1)) ||
        !files[i].name.ends_with(".sql")) {
      return Mismatch(
          fmt::format("migration file {} should be named {:04}_*.sql", files[i].name, i + 1));
    }
  }
  return absl::OkStatus();
}

// Every record names the file of ours with its number, unchanged and finished.
absl::Status CheckRecords(const std::vector<Record>& records,
                          std::span<const base::EmbeddedFile> files) {
  for (size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    if (record.number != static_cast<int64_t>(i + 1)) {
      return Mismatch(fmt::format("schema_migrations goes from {} to {}", i, record.number));
    }
    if (i >= files.size()) {
      return Mismatch(
          fmt::format("the schema has {}, which this program does not know: it is "
                      "newer than the program",
                      record.name));
    }
    if (record.name != files[i].name || record.checksum != ChecksumOf(files[i])) {
      return Mismatch(fmt::format("the schema has another {} than this program's {}", record.name,
                                  files[i].name));
    }
    if (!record.finished) {
      return Mismatch(
          fmt::format("{} stopped half-way: complete or undo its statements by hand, "
                      "then set its finished_at or delete its row",
                      record.name));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Record>> ReadRecords(Session& session) {
  COBUILD_ASSIGN_OR_RETURN(const Rows found, session.Query(kFindTable));
  std::vector<Record> records;
  if (found.at(0).Int64(0) == 0) return records;
  COBUILD_ASSIGN_OR_RETURN(const Rows rows, session.Query(kReadRecords));
  for (const Row& row : rows) {
    records.push_back({row.Int64(0), row.Text(1), row.Text(2), row.Int64(3) != 0});
  }
  return records;
}

// Held until the session closes.
absl::Status TakeLock(Session& session, const std::string& schema) {
  COBUILD_ASSIGN_OR_RETURN(const Rows rows,
                           session.Query(kLock, {"migrate " + schema, kLockWaitSeconds}));
  if (rows.at(0).OptionalInt64(0) == 1) return absl::OkStatus();
  return error::Make(absl::StatusCode::kAborted, "MIGRATION_RUNNING",
                     fmt::format("another run migrates schema {}", schema));
}

absl::Status Apply(Session& session, const base::EmbeddedFile& file, int64_t number) {
  COBUILD_RETURN_IF_ERROR(
      session.Execute(kInsertRecord, {number, file.name, ChecksumOf(file)}).status());
  int count = 0;
  for (const std::string& statement : SplitStatements(file.content)) {
    const absl::Status status = session.ExecuteText(statement);
    ++count;
    if (!status.ok()) {
      return error::Make(status.code(), error::ReasonOf(status),
                         fmt::format("{}, statement {}: {}", file.name, count, status.ToString()));
    }
  }
  return session.Execute(kFinishRecord, {number}).status();
}

}  // namespace

absl::StatusOr<int> Migrate(const Options& options, std::span<const base::EmbeddedFile> files) {
  COBUILD_RETURN_IF_ERROR(CheckNames(files));
  Options unlimited = options;
  unlimited.statement_time_limit_ms = 0;  // altering a large table takes as long as it takes
  COBUILD_ASSIGN_OR_RETURN(const auto session, Session::Open(unlimited));
  COBUILD_RETURN_IF_ERROR(TakeLock(*session, options.schema));
  COBUILD_RETURN_IF_ERROR(session->ExecuteText(kCreateTable));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Record> records, ReadRecords(*session));
  COBUILD_RETURN_IF_ERROR(CheckRecords(records, files));
  for (size_t i = records.size(); i < files.size(); ++i) {
    COBUILD_RETURN_IF_ERROR(Apply(*session, files[i], static_cast<int64_t>(i + 1)));
  }
  return static_cast<int>(files.size() - records.size());
}

absl::Status CheckSchema(Session& session, std::span<const base::EmbeddedFile> files) {
  COBUILD_RETURN_IF_ERROR(CheckNames(files));
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Record> records, ReadRecords(session));
  COBUILD_RETURN_IF_ERROR(CheckRecords(records, files));
  if (records.size() == files.size()) return absl::OkStatus();
  return Mismatch(fmt::format("the schema lacks {}: run migrate", files[records.size()].name));
}

}  // namespace cobuild::mysql
