// What one caller hands to the poster, and what it gets back.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "services/finance/domain/command.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance {

// What stands after a command: for CreateLedger and PostTransfer where and when it was recorded
// (the rest is the command's), for OpenAccount and CloseAccount the account, for ReverseTransfer
// the reversal, for income its record, for ChangeRecords the unit's last record.
using Outcome = std::variant<Stamp, Account, PostedTransfer, Income, AnyRecord>;
using Results = std::vector<absl::StatusOr<Outcome>>;

struct Item {
  Command command;
  bool linked = false;  // stands or falls with the next; false on the last
  // Not OK: why it is refused whatever stands, since its caller does not reach what it is about
  // (intake.h). In a chain it is refused when its turn comes.
  absl::Status refused = {};
};

struct Submission {
  std::vector<Item> items;  // decided in order; at least one
  std::string actor;        // principal
  bool validate_only = false;
  // Nobody waits for the answer any longer: not decided once it has passed.
  std::chrono::steady_clock::time_point deadline;
  // Called once, from any thread: with a result for each item, or with why none was decided
  // (Poster::Submit).
  std::function<void(absl::StatusOr<Results>)> done;
  // Where the call came from, as "ipv4:127.0.0.1:48622"; at most 64 characters.
  std::string peer = {};
};

// Journal entries that the submission can become at most.
int MostEntriesOf(const Submission& submission);

}  // namespace cobuild::finance
