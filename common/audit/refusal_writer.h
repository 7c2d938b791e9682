// Takes refused calls as the pipeline tells of them, and writes them to the trail of refusals a
// moment later: refusing costs the caller no transaction.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "absl/status/status.h"
#include "common/audit/refusal_log.h"
#include "common/base/clock.h"
#include "common/obs/metrics.h"
#include "common/rpc/call.h"

namespace cobuild::audit {

// Whether a failed call is a refusal that the trail holds: a named one of a change, and whatever
// was denied for want of a permission. What nobody decided (overload, deadlines, mistakes of ours)
// is counted by the pipeline's metrics alone.
bool IsRecorded(const rpc::Method& method, absl::StatusCode code);

// Thread-safe.
class RefusalWriter {
 public:
  // Records that wait at most; what comes beyond is counted, and the count recorded.
  static constexpr size_t kMostWaiting = 4'096;

  // All outlive it.
  RefusalWriter(RefusalLog& log, const base::Clock& clock, obs::Metrics& metrics);
  // Flushes.
  ~RefusalWriter();
  RefusalWriter(const RefusalWriter&) = delete;
  RefusalWriter& operator=(const RefusalWriter&) = delete;

  // Never waits for the log. Refusals of one principal, method and reason that wait together become
  // one record with their count. One of nobody (UNAUTHENTICATED) is only counted.
  void Take(const rpc::Call& call, const absl::Status& refusal);

  // Writes what waits; called every second. What fails waits on. After COMMIT_UNKNOWN that means:
  // rather twice than not at all.
  absl::Status Flush();

 private:
  using Key = std::tuple<std::string, std::string, std::string, std::string>;
  using Waiting = std::map<Key, Record>;

  void Add(Key key, Record record);
  void PutBack(Waiting waiting, int64_t dropped);
  void Drop(int64_t count);

  RefusalLog& log_;
  const base::Clock& clock_;
  obs::Counter recorded_;
  obs::Counter dropped_total_;
  obs::Counter unattributable_;
  std::mutex flushing_;  // one flush at a time; taken before mutex_
  std::mutex mutex_;     // held for moments; guards what follows
  Waiting waiting_;
  int64_t dropped_ = 0;  // since the last flush that succeeded
};

}  // namespace cobuild::audit
