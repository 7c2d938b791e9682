// Entries of the journal and the chain of their digests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "common/base/digest.h"
#include "services/finance/domain/income.h"
#include "services/finance/domain/ledger.h"
#include "services/finance/domain/records.h"
#include "services/finance/domain/transfer.h"

namespace cobuild::finance {

struct LedgerCreated {
  LedgerFacts facts;
};

struct AccountOpened {
  AccountFacts facts;
};

struct AccountClosed {
  AccountFacts facts;
  money::Fen turnover;  // sum of its debits, which is that of its credits
};

struct IncomeRecorded {
  IncomeFacts facts;
};

// A state of a record; its stamp is the entry's.
struct RecordStated {
  AnyRecord record;
  std::optional<RequestClaim> request;  // that this record answers
};

using Content = std::variant<LedgerCreated, AccountOpened, AccountClosed, Transfer, IncomeRecorded,
                             RecordStated>;

// Positions of the entries that made what an entry names; 0 where it names nothing.
struct References {
  int64_t ledger = 0;
  int64_t debit_account = 0;  // or the account that is opened or closed
  int64_t credit_account = 0;
  int64_t reverses = 0;
  bool operator==(const References&) const = default;
};

struct Entry {
  Stamp stamp;
  std::string request_id;  // of a request that carries one, else ""
  std::string peer;        // where the call came from; "" in entries of before it was told
  Content content;
  References references;
  base::Digest content_digest{};
  base::Digest chain_digest{};
};

// The last entry; position 0, an all-zero digest and the epoch before the first.
struct Head {
  int64_t position = 0;
  base::Digest digest{};
  base::Timestamp time{};
  bool operator==(const Head&) const = default;
};

// How the chain is made, as checkpoints name it.
inline constexpr std::string_view kChainAlgorithm = "sha256";

// Over what the entry says, whoever says it and whenever.
base::Digest DigestOf(const Content& content);

// Over the link before, the entry's content digest, its place, time, actor, request and, where it
// has one, its peer. common/audit computes the same of the entry's audit record.
base::Digest ChainDigestOf(const base::Digest& before, const Entry& entry);

// When the entry after `last` is recorded: the journal's time never stands still or goes back.
base::Timestamp NextTime(base::Timestamp last, base::Timestamp now);

// Whether `entry` follows `last` as its digests say; on false, `problem` says for a person what
// does not hold.
bool Follows(const Head& last, const Entry& entry, std::string& problem);

}  // namespace cobuild::finance
