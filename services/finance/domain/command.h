// What callers ask of the books. One poster decides commands in one order.
#pragma once

#include <string>
#include <variant>

#include "common/base/time.h"
#include "common/money/money.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/transfer.h"
#include "services/finance/domain/unit.h"

namespace cobuild::finance {

// With a chart, opens every account of it too, each under its code.
struct CreateLedger {
  LedgerFacts facts;
};

struct OpenAccount {
  AccountFacts facts;
};

struct CloseAccount {
  std::string ledger;
  std::string id;
};

struct PostTransfer {
  Transfer transfer;  // reverses nothing
};

struct ReverseTransfer {
  std::string ledger;
  std::string id;  // of the reversal
  std::string original;
  base::Date effective_date;
  std::string reason;
};

struct RecordIncome {
  IncomeKey key;
  money::Fen amount;  // above zero
  std::string source;
  DataOrigin origin = DataOrigin::kRecorded;
  RequestClaim request;
};

struct CorrectIncome {
  IncomeKey key;
  money::Fen amount;  // from zero
  std::string reason;
  std::string etag;  // "" for whatever stands
  RequestClaim request;
};

using Command = std::variant<CreateLedger, OpenAccount, CloseAccount, PostTransfer, ReverseTransfer,
                             RecordIncome, CorrectIncome, ChangeRecords>;

// The most journal entries that the command can become.
int MostEntriesOf(const Command& command);

// The claim of a request on its id: unique per principal and method. `content` is the digest of
// what is asked for.
RequestClaim ClaimOf(std::string_view principal, std::string_view method, std::string request_id,
                     const base::Digest& content);
// An id that follows from the request, as of a transfer of its unit: unique in one ledger.
std::string IdFrom(std::string_view prefix, const RequestClaim& request);
base::Digest ContentDigestOf(const RecordIncome& command);
base::Digest ContentDigestOf(const CorrectIncome& command);

}  // namespace cobuild::finance
