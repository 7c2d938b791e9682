#include "services/finance/app/verify_journal.h"

#include <algorithm>

#include "common/base/status_macros.h"
#include "services/finance/domain/errors.h"

namespace cobuild::finance {
namespace {

constexpr int kEntriesAtOnce = 2'000;

// The head as it stood at `position`.
absl::StatusOr<Head> LinkAt(Reader& reader, int64_t position) {
  if (position == 0) return Head();
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Entry> entries, reader.ListEntries(position - 1, 1));
  if (entries.empty()) return Head{position, {}, {}};
  return Head{position, entries[0].chain_digest, entries[0].stamp.time};
}

base::Digest Recomputed(const Head& last, Entry entry) {
  entry.content_digest = DigestOf(entry.content);
  return ChainDigestOf(last.digest, entry);
}

// Counts `entry` in; false when it does not follow from `last`, which otherwise becomes it.
bool Check(const Entry& entry, Head& last, JournalCheck& check) {
  const int64_t position = last.position + 1;
  const bool follows = Follows(last, entry, check.problem);
  ++check.entries_checked;
  check.last_position = position;
  check.digest = Recomputed(last, entry);
  if (!follows) check.first_broken_position = position;
  last = {position, entry.chain_digest, entry.stamp.time};
  return follows;
}

}  // namespace

absl::StatusOr<JournalCheck> VerifyJournal(Reader& reader, int64_t from, int64_t to) {
  COBUILD_ASSIGN_OR_RETURN(const Head head, reader.ReadHead());
  if (from > head.position + 1) return errors::PositionAheadOfHead(from, head.position);
  if (to > head.position) return errors::PositionAheadOfHead(to, head.position);
  const int64_t end = to == 0 ? std::min(head.position, from + kMostEntriesVerified - 1) : to;
  COBUILD_ASSIGN_OR_RETURN(Head last, LinkAt(reader, from - 1));
  JournalCheck check;
  check.last_position = last.position;
  check.digest = last.digest;
  while (last.position < end) {
    const int wanted = static_cast<int>(std::min<int64_t>(end - last.position, kEntriesAtOnce));
    COBUILD_ASSIGN_OR_RETURN(const std::vector<Entry> entries,
                             reader.ListEntries(last.position, wanted));
    for (const Entry& entry : entries) {
      if (!Check(entry, last, check)) return check;
    }
    if (static_cast<int>(entries.size()) < wanted) {
      check.first_broken_position = last.position + 1;
      check.problem = "the entry is missing";
      return check;
    }
  }
  if (end == head.position && last.digest != head.digest) {
    check.first_broken_position = end;
    check.problem = "the journal's head names another digest";
  }
  return check;
}

}  // namespace cobuild::finance
