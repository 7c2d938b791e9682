#include "services/finance/engine/live_records.h"

#include <algorithm>

#include "common/base/status_macros.h"

namespace cobuild::finance {
namespace {

constexpr int kRecordsAtOnce = 2'000;

}  // namespace

absl::Status LiveRecords::CatchUp(Reader& reader) {
  COBUILD_ASSIGN_OR_RETURN(const Head head, reader.ReadHead());
  return CatchUpTo(head.position, [&](int64_t after, int64_t upto, int limit) {
    return reader.ReadRecords(after, upto, limit);
  });
}

absl::Status LiveRecords::CatchUpTo(int64_t head, const ReadAfter& read) {
  const std::lock_guard adding(adding_);
  if (head <= state_.position()) return absl::OkStatus();
  int64_t after = std::max(state_.position(), state_.loaded());
  while (true) {
    COBUILD_ASSIGN_OR_RETURN(std::vector<RecordStated> stated, read(after, head, kRecordsAtOnce));
    if (stated.empty()) break;
    after = stated.back().record.position;
    const bool is_last = static_cast<int>(stated.size()) < kRecordsAtOnce;
    AddNew(stated);
    if (is_last) break;
  }
  Advance(head);
  return absl::OkStatus();
}

void LiveRecords::Add(std::vector<RecordStated> stated, int64_t head) {
  const std::lock_guard adding(adding_);
  if (!stated.empty()) AddNew(stated);
  Advance(head);
}

void LiveRecords::Forget() {
  const std::lock_guard adding(adding_);
  const auto lock = mutex_.Changing();
  state_.Clear();
}

void LiveRecords::AddNew(std::vector<RecordStated>& stated) {
  const auto lock = mutex_.Changing();
  for (RecordStated& one : stated) {
    if (one.record.position > state_.loaded()) state_.Add(std::move(one));
  }
}

void LiveRecords::Advance(int64_t head) { state_.Advance(std::max(head, state_.position())); }

}  // namespace cobuild::finance
