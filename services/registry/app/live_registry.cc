#include "services/registry/app/live_registry.h"

#include <algorithm>
#include <utility>

#include "common/base/status_macros.h"
#include "services/registry/domain/errors.h"

namespace cobuild::registry {
namespace {

// Positions that go in while readers wait.
constexpr int64_t kPositionsPerAdd = 1'000;

}  // namespace

absl::Status LiveRegistry::CatchUp() {
  COBUILD_ASSIGN_OR_RETURN(const feed::Head head, store_.ReadHead());
  return CatchUpTo(head.position,
                   [this](int64_t after, int64_t upto) { return store_.ReadRows(after, upto); });
}

absl::Status LiveRegistry::CatchUpTo(int64_t position, const ReadRows& read_rows) {
  const std::lock_guard adding(adding_);
  for (int64_t after = registry_.loaded(); after < position; after += kMaxRowsRead) {
    const int64_t upto = std::min(position, after + kMaxRowsRead);
    COBUILD_ASSIGN_OR_RETURN(Rows rows, read_rows(after, upto));
    Add(rows, upto);
    if (registry_.loaded() != upto) return RowsMissing(registry_.loaded());
  }
  Show(position);
  return absl::OkStatus();
}

absl::Status LiveRegistry::Write(const WriteBody& body) {
  Rows recorded;
  const absl::Status status = store_.ReadWrite([&](Writer& writer) -> absl::Status {
    COBUILD_ASSIGN_OR_RETURN(const feed::Head head, writer.log().LockHead());
    COBUILD_RETURN_IF_ERROR(CatchUpTo(
        head.position, [&](int64_t after, int64_t upto) { return writer.ReadRows(after, upto); }));
    COBUILD_ASSIGN_OR_RETURN(recorded, body(writer, head));
    return absl::OkStatus();
  });
  if (status.code() == absl::StatusCode::kUnavailable) {
    // The caller is told of the write's failure; what cannot be read now, the refresher will.
    CatchUp().IgnoreError();
  }
  if (!status.ok()) return status;
  const int64_t last = LastPositionOf(recorded);
  const std::lock_guard adding(adding_);
  Add(recorded, last);
  Show(last);
  return absl::OkStatus();
}

void LiveRegistry::Add(Rows& rows, int64_t upto) {
  for (int64_t next = registry_.loaded(); next < upto;) {
    next = std::min(upto, next + kPositionsPerAdd);
    const auto lock = Changing();
    registry_.Apply(rows, next);
  }
}

void LiveRegistry::Show(int64_t position) {
  {
    const auto lock = Changing();
    registry_.Advance(position);
    position = registry_.position();
  }
  shown_.Advance(position);
}

void LiveRegistry::WaitBeyond(int64_t after, std::chrono::steady_clock::time_point deadline) {
  shown_.WaitBeyond(after, deadline);
}

}  // namespace cobuild::registry
