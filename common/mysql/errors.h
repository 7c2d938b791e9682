// The one place where a failure of the database becomes a status. The driver's own text goes to
// the error log and never into a status: it may hold data and names that no caller may see.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace cobuild::mysql {

// Reasons, as error::ReasonOf gives them.
inline constexpr std::string_view kDuplicateKey = "DUPLICATE_KEY";                // ALREADY_EXISTS
inline constexpr std::string_view kTransactionConflict = "TRANSACTION_CONFLICT";  // ABORTED
inline constexpr std::string_view kStoreUnavailable = "STORE_UNAVAILABLE";        // UNAVAILABLE
inline constexpr std::string_view kStoreReadOnly = "STORE_READ_ONLY";             // UNAVAILABLE
inline constexpr std::string_view kCommitUnknown = "COMMIT_UNKNOWN";              // UNAVAILABLE
inline constexpr std::string_view kStoreFull = "STORE_FULL";              // RESOURCE_EXHAUSTED
inline constexpr std::string_view kStoreTimeLimit = "STORE_TIME_LIMIT";   // DEADLINE_EXCEEDED
inline constexpr std::string_view kStoreConstraint = "STORE_CONSTRAINT";  // INTERNAL: our checks
                                                                          // should have caught it
inline constexpr std::string_view kStoreFailure = "STORE_FAILURE";        // INTERNAL

// What the driver said. `code` is the server's (1000 up), the client library's (2000 to 2999), or
// 0 when the driver itself objected.
struct DriverError {
  int code = 0;
  std::string sqlstate;
  std::string text;
};

// The server's code for a statement over max_allowed_packet; we look before we send one.
inline constexpr int kPacketTooLarge = 1153;

// The status for `error`, after telling the error log. Never OK.
absl::Status Translate(const DriverError& error);

// The status when COMMIT failed with `error`. A conflict was rolled back for certain; after
// anything else nobody knows whether the transaction stands: COMMIT_UNKNOWN.
absl::Status TranslateAtCommit(const DriverError& error);

// True when a connection that reported `code` must not be used again.
bool EndsSession(int code);

// The name of the unique key that a DUPLICATE_KEY status is about ("PRIMARY", "uq_request_id"),
// without its table; nullopt for any other status.
std::optional<std::string> DuplicateKeyOf(const absl::Status& status);

// Where driver text goes; set once, before the first session opens. The default drops it.
using ErrorLog = std::function<void(int code, std::string_view sqlstate, std::string_view text)>;
void SetErrorLog(ErrorLog log);

}  // namespace cobuild::mysql
