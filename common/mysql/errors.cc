#include "common/mysql/errors.h"

#include <map>
#include <utility>

#include "common/error/error.h"

namespace cobuild::mysql {
namespace {

// What a code means to us. Server codes by their MariaDB and MySQL numbers, which never clash.
enum class Meaning {
  kDuplicate,
  kConflict,
  kUnavailable,
  kReadOnly,
  kFull,
  kTimeLimit,
  kConstraint,
  kFailure
};

Meaning MeaningOf(int code) {
  switch (code) {
    case 1062:  // duplicate entry
    case 1586:  // duplicate entry, with the key's name
      return Meaning::kDuplicate;
    case 1020:  // the row changed since the snapshot (MariaDB, innodb_snapshot_isolation)
    case 1205:  // lock wait timeout
    case 1213:  // deadlock
    case 3572:  // NOWAIT (MySQL)
      return Meaning::kConflict;
    case 1040:  // too many connections
    case 1053:  // server shutdown
    case 1158:  // network read error
    case 1159:  // network read timeout
    case 1160:  // network write error
    case 1161:  // network write timeout
    case 1203:  // too many connections of this user
    case 1927:  // connection killed (MariaDB)
    case 2002:  // no server on the socket
    case 2003:  // no server at the address
    case 2005:  // unknown host
    case 2006:  // server has gone away
    case 2012:  // handshake
    case 2013:  // lost connection
    case 2026:  // TLS
    case 2055:  // lost connection, with the system's error
      return Meaning::kUnavailable;
    case 1290:  // read-only server
    case 1836:  // read-only mode (MySQL)
      return Meaning::kReadOnly;
    case 1021:  // disk full
    case 1114:  // table full
      return Meaning::kFull;
    case 1317:  // interrupted
    case 1969:  // time limit (MariaDB)
    case 3024:  // time limit (MySQL)
      return Meaning::kTimeLimit;
    case 1048:  // column cannot be NULL
    case kPacketTooLarge:
    case 1264:  // out of range
    case 1366:  // incorrect value, such as malformed UTF-8
    case 1406:  // too long
    case 1451:  // a child row refers to it
    case 1452:  // no parent row
    case 3819:  // CHECK (MySQL)
    case 4025:  // CHECK (MariaDB)
      return Meaning::kConstraint;
    default:
      return Meaning::kFailure;
  }
}

// The text ends in: for key 'name', where MySQL writes 'table.name'.
std::string KeyNameIn(std::string_view text) {
  const size_t end = text.rfind('\'');
  if (end == std::string_view::npos || end == 0) return "";
  const size_t begin = text.rfind('\'', end - 1);
  if (begin == std::string_view::npos) return "";
  const std::string_view name = text.substr(begin + 1, end - begin - 1);
  return std::string(name.substr(name.rfind('.') + 1));
}

absl::Status StatusFor(const DriverError& error) {
  using Code = absl::StatusCode;
  switch (MeaningOf(error.code)) {
    case Meaning::kDuplicate:
      return error::Make(Code::kAlreadyExists, kDuplicateKey, "a row with this key exists",
                         {{"key", KeyNameIn(error.text)}});
    case Meaning::kConflict:
      return error::Make(Code::kAborted, kTransactionConflict,
                         "another transaction was in the way; try again");
    case Meaning::kUnavailable:
      return error::Make(Code::kUnavailable, kStoreUnavailable, "the database cannot be reached");
    case Meaning::kReadOnly:
      return error::Make(Code::kUnavailable, kStoreReadOnly, "the database takes no writes now");
    case Meaning::kFull:
      return error::Make(Code::kResourceExhausted, kStoreFull, "the database is full");
    case Meaning::kTimeLimit:
      return error::Make(Code::kDeadlineExceeded, kStoreTimeLimit,
                         "the database did not finish in time");
    case Meaning::kConstraint:
      return error::Make(Code::kInternal, kStoreConstraint, "the database refused a value");
    case Meaning::kFailure:
      break;
  }
  return error::Make(Code::kInternal, kStoreFailure, "the database failed");
}

ErrorLog& TheErrorLog() {
  static ErrorLog log;
  return log;
}

// A duplicate is an expected answer, and its text quotes the row.
void Report(const DriverError& error) {
  const ErrorLog& log = TheErrorLog();
  if (log && MeaningOf(error.code) != Meaning::kDuplicate) {
    log(error.code, error.sqlstate, error.text);
  }
}

}  // namespace

absl::Status Translate(const DriverError& error) {
  Report(error);
  return StatusFor(error);
}

absl::Status TranslateAtCommit(const DriverError& error) {
  if (MeaningOf(error.code) == Meaning::kConflict) return Translate(error);
  Report(error);
  return error::Make(absl::StatusCode::kUnavailable, kCommitUnknown,
                     "the database did not say whether it kept the change; send the same request "
                     "again to find out");
}

bool EndsSession(int code) {
  if (code < 1000 || (code >= 2000 && code < 3000))
    return true;                             // the driver or the client library
  if (code == kPacketTooLarge) return true;  // the server hangs up
  if (code == 1243) return true;             // the server forgot a statement that we keep
  const Meaning meaning = MeaningOf(code);
  return meaning == Meaning::kUnavailable || meaning == Meaning::kReadOnly;
}

std::optional<std::string> DuplicateKeyOf(const absl::Status& status) {
  auto detail = error::DetailOf(status);
  if (!detail || detail->reason != kDuplicateKey) return std::nullopt;
  return std::move(detail->metadata["key"]);
}

void SetErrorLog(ErrorLog log) { TheErrorLog() = std::move(log); }

}  // namespace cobuild::mysql
