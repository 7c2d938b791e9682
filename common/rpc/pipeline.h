// Every call's way from its first byte to its last. The stages, in order, each where it is for a
// reason:
//
//   1 deadline    min(the caller's, the method's budget): nothing after it may outlast it
//   2 identity    who the certificate names, and the person whose token comes with the call:
//                 refusals and log lines need a name
//   3 permission  before room is taken, so that who may not call cannot crowd out who may
//   4 admission   room in the lane, before any byte is parsed: shedding must stay cheap
//   5 recheck     on the worker: what expired or was cancelled in the queue costs no database work
//   6 parse       on the worker, since the gRPC threads are few; the inline lane parses as it runs
//   7 handler     behind a firewall: an exception becomes INTERNAL and is logged, not told
//   8 status      the one mapping to google.rpc.Status
//   9 record      one log line, one count, one histogram sample, and what audits refusals is told:
//                 all with the outcome the caller sees
//  10 finish      last: nothing of gRPC's is touched after it
//
// Exchange is one call in it; reactors.cc joins exchanges to gRPC's callbacks.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "common/obs/metrics.h"
#include "common/rpc/lane.h"
#include "common/rpc/router.h"
#include "common/rpc/server.h"

namespace cobuild::rpc {

// How often one method ended with each code. A code's series appears with its first call.
class CodeCounters {
 public:
  CodeCounters(const Method& method, obs::Metrics& metrics) : method_(method), metrics_(metrics) {}
  void Count(absl::StatusCode code);

 private:
  static constexpr size_t kCodes = 17;
  const Method& method_;
  obs::Metrics& metrics_;
  std::array<std::once_flag, kCodes> made_;
  std::array<std::optional<obs::Counter>, kCodes> counters_;
};

// A route as it runs.
struct Endpoint {
  Endpoint(const Route& served, WorkerLane* worker_lane, obs::Metrics& metrics);

  const Route& route;
  const Method& method;
  WorkerLane* const lane;    // null: the inline lane
  const std::string domain;  // of its errors
  CodeCounters outcomes;
  obs::Histogram duration;  // seconds
};

class Pipeline {
 public:
  // Starts the lanes' threads. Options and routes are valid.
  Pipeline(const ServerOptions& options, const ServerParts& parts);

  const ServerParts& parts() const { return parts_; }
  std::deque<Endpoint>& endpoints() { return endpoints_; }
  // The longest that one message of a stream may wait for its client.
  std::chrono::milliseconds write_timeout() const { return write_timeout_; }

  // From now on no call is admitted, and watches are told to end.
  void StopAdmission() { draining_.store(true, std::memory_order_relaxed); }
  bool draining() const { return draining_.load(std::memory_order_relaxed); }

  // Ends the threads. Only when gRPC has no call left.
  void StopLanes();

 private:
  WorkerLane* LaneOf(Lane lane);

  const ServerParts parts_;
  const std::chrono::milliseconds write_timeout_;
  std::atomic<bool> draining_{false};
  WorkerLane read_;
  WorkerLane write_;
  WorkerLane watch_;
  std::deque<Endpoint> endpoints_;  // a deque: they stay where they are
};

}  // namespace cobuild::rpc
