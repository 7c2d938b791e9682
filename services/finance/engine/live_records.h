// The records in memory, kept up with the journal. The poster adds what it has committed before it
// answers, so a caller reads its own writes; what other processes commit comes in by CatchUp.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/records/fair_mutex.h"
#include "services/finance/engine/record_state.h"
#include "services/finance/store/reader.h"

namespace cobuild::finance {

// Thread-safe.
class LiveRecords {
 public:
  // Adds what the journal has beyond memory. On an error memory stays behind.
  absl::Status CatchUp(Reader& reader);

  // The same up to a head that is known; `read` gives the records after a position, at most `limit`
  // of them.
  using ReadAfter = std::function<absl::StatusOr<std::vector<RecordStated>>(
      int64_t after, int64_t upto, int limit)>;
  absl::Status CatchUpTo(int64_t head, const ReadAfter& read);

  // What was committed at positions up to `head`, which follow what is here. Takes no lock when
  // `stated` is empty.
  void Add(std::vector<RecordStated> stated, int64_t head);

  // Everything: the journal is another than the one that was known, as after a restore.
  void Forget();

  // Gives what `body(const RecordState&)` returns. What it points to in the state ends with it.
  template <class Body>
  auto Read(Body&& body) const {
    const auto lock = mutex_.Reading();
    return std::forward<Body>(body)(std::as_const(state_));
  }

 private:
  // Those that are not there yet, all at once.
  void AddNew(std::vector<RecordStated>& stated);
  void Advance(int64_t head);

  std::mutex adding_;                 // who adds, one at a time; taken before mutex_
  mutable records::FairMutex mutex_;  // guards state_, but for its head; held for moments only
  RecordState state_;
};

}  // namespace cobuild::finance
