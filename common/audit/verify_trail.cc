#include "common/audit/verify_trail.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/base/status_macros.h"
#include "common/error/error.h"

namespace cobuild::audit {
namespace {

absl::Status RecordAheadOfHead(int64_t number, int64_t head) {
  return error::Make(absl::StatusCode::kOutOfRange, "RECORD_AHEAD_OF_HEAD",
                     fmt::format("record {} is beyond the head, {}", number, head),
                     {{"number", std::to_string(number)}, {"head_number", std::to_string(head)}});
}

// The chain as it is stored up to record `number`.
absl::StatusOr<base::ChainEnd> EndAt(Trail& trail, int64_t number) {
  if (number == 0) return base::ChainEnd();
  COBUILD_ASSIGN_OR_RETURN(const std::vector<Record> records, trail.Read(number - 1, 1));
  if (records.empty() || records[0].number != number) return base::ChainEnd{number, {}};
  return base::ChainEnd{number, records[0].chain_digest};
}

std::optional<Break> HeadBreak(const TrailCheck& check) {
  if (check.last == check.head) return std::nullopt;
  return Break{check.head.number, "the trail's head names another digest"};
}

}  // namespace

absl::StatusOr<TrailCheck> VerifyTrail(Trail& trail, int64_t from, int64_t to,
                                       const std::function<bool()>& stop) {
  TrailCheck check;
  COBUILD_ASSIGN_OR_RETURN(check.head, trail.ReadHead());
  const int64_t head = check.head.number;
  if (from > head + 1) return RecordAheadOfHead(from, head);
  if (to > head) return RecordAheadOfHead(to, head);
  const int64_t end = std::min(to == 0 ? head : to, from - 1 + kMostRecordsVerified);
  COBUILD_ASSIGN_OR_RETURN(const base::ChainEnd before, EndAt(trail, from - 1));
  ChainCheck chain(trail.form(), before);
  while (!chain.broken() && chain.last().number < end) {
    const int64_t after = chain.last().number;
    const auto wanted = static_cast<int>(std::min<int64_t>(end - after, kMaxRecordsRead));
    COBUILD_ASSIGN_OR_RETURN(const std::vector<Record> records, trail.Read(after, wanted));
    for (const Record& record : records) {
      ++check.records_checked;
      if (!chain.Take(record)) break;
    }
    if (!chain.broken() && static_cast<int>(records.size()) < wanted) {
      check.broken = Break{chain.last().number + 1, "the record is missing"};
      break;
    }
    if (stop()) break;
  }
  check.last = chain.last();
  check.unchained = chain.unchained();
  if (chain.broken()) check.broken = chain.broken();
  if (!check.broken && check.last.number == head) check.broken = HeadBreak(check);
  return check;
}

}  // namespace cobuild::audit
