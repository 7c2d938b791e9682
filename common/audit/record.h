// A record of an audit trail, and how records are chained. README.md says what each field is and
// what its bytes are, so that others can check a trail without this code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/digest.h"
#include "common/base/signed_chain.h"
#include "common/base/time.h"

namespace cobuild::audit {

// Every service keeps two: what it has changed, and what it has refused.
enum class TrailKind { kChanges, kRefusals };

// "changes", "refusals".
std::string_view NameOf(TrailKind kind);
std::optional<TrailKind> FindTrailKind(std::string_view name);

struct Record {
  // Contiguous from 1 in its trail. A change's is its position.
  int64_t number = 0;
  base::Timestamp record_time;    // of a refusal: when it happened last
  std::string actor;              // principal, as "machine/cli"; at most 128 characters
  std::string peer;               // where the call came from, as "ipv4:127.0.0.1:48622"; at most 64
  std::string method;             // "cobuild.registry.v1.VillageService/OpenCategory"; at most 128
  std::string resource_name;      // "villages/420115010201"; at most 255
  std::string request_id;         // at most 64; of several refusals that of the first
  base::Digest command_digest{};  // of a change: over every field of what was asked for

  // Of refusals alone. Those of one principal, method and reason within a second are one record.
  std::string code;            // "FAILED_PRECONDITION"
  std::string reason;          // "ETAG_MISMATCH"; at most 64
  std::string trace_id;        // of the first, as in the log
  int64_t count = 0;           // how many
  base::Timestamp first_time;  // when it happened first

  base::Digest content_digest{};  // only where the trail's form is kJournalEntry
  base::Digest chain_digest{};    // over this record and, by the one before, over all before it

  bool operator==(const Record&) const = default;
};

// What a trail's records say, and so what their digests are made of.
enum class Form {
  kChange,        // changes of a service whose feed is common/feed's
  kJournalEntry,  // changes of finance: the content digest is the journal's own
  kRefusal,
};

// The chained digest of `record`, whatever it has as its own, when it follows `before`.
base::Digest ChainDigestOf(Form form, const base::Digest& before, const Record& record);

// Gives `record` the number and the digest that follow `last`, which becomes them.
void Chain(Form form, base::ChainEnd& last, Record& record);

// The first `most` characters; text that is not UTF-8 is told as such.
std::string Shortened(std::string_view text, size_t most);

}  // namespace cobuild::audit
