#include "common/audit/chain_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cobuild::audit {

namespace {

// A change that was recorded when nothing more was kept than what the feed tells.
bool IsOfBeforeTheChain(Form form, const Record& record) {
  return form == Form::kChange && record.chain_digest == base::Digest{} &&
         record.command_digest == base::Digest{} && record.method.empty() && record.peer.empty();
}

}  // namespace

bool ChainCheck::Take(const Record& record) {
  if (broken_) return false;
  const int64_t number = last_.number + 1;
  if (record.number != number) {
    return Fail(number, fmt::format("record {} stands here: one is missing, inserted or moved",
                                    record.number));
  }
  if (last_.digest == base::Digest{} && IsOfBeforeTheChain(form_, record)) {
    ++unchained_;
    last_.number = number;
    return true;
  }
  const base::Digest digest = ChainDigestOf(form_, last_.digest, record);
  if (digest != record.chain_digest) {
    return Fail(number, "it is not what was recorded: its digest does not follow");
  }
  last_ = {number, digest};
  return true;
}

bool ChainCheck::Fail(int64_t number, std::string problem) {
  broken_ = {number, std::move(problem)};
  return false;
}

CheckpointCheck::CheckpointCheck(std::vector<Checkpoint> checkpoints)
    : checkpoints_(std::move(checkpoints)) {
  std::sort(checkpoints_.begin(), checkpoints_.end(),
            [](const Checkpoint& a, const Checkpoint& b) { return a.end.number < b.end.number; });
}

bool CheckpointCheck::Take(const base::ChainEnd& end) {
  if (broken_) return false;
  for (; next_ < checkpoints_.size() && checkpoints_[next_].end.number <= end.number; ++next_) {
    // What lies before the first record that is told is not compared.
    if (checkpoints_[next_].end.number < end.number) continue;
    if (checkpoints_[next_].end.digest == end.digest) {
      ++agreed_;
      continue;
    }
    broken_ = {end.number, fmt::format("the checkpoint of {} names another digest: it or a record "
                                       "before it was rewritten",
                                       base::FormatTimestamp(checkpoints_[next_].time))};
    return false;
  }
  return true;
}

bool CheckpointCheck::End(const base::ChainEnd& head) {
  if (broken_) return false;
  if (next_ == checkpoints_.size()) return true;
  const Checkpoint& last = checkpoints_.back();
  broken_ = {head.number + 1,
             fmt::format("the trail ends at {}, and at {} it had {} records: its end was cut off",
                         head.number, base::FormatTimestamp(last.time), last.end.number)};
  return false;
}

}  // namespace cobuild::audit
