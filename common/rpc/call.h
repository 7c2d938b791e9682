// What a handler may know of the call that it serves. Nothing here is gRPC's, so that a test makes
// one without a server.
#pragma once

#include <chrono>

#include "common/base/time.h"
#include "common/obs/trace.h"
#include "common/rpc/method.h"
#include "common/rpc/principal.h"

namespace cobuild::rpc {

class Call {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  // `method` and `principal` outlive the call.
  Call(const Method& method, const Principal& principal, TimePoint deadline,
       base::Timestamp received, const obs::TraceContext& trace)
      : method_(&method),
        principal_(&principal),
        deadline_(deadline),
        received_(received),
        trace_(trace) {}
  virtual ~Call() = default;
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  const Method& method() const { return *method_; }
  const Principal& principal() const { return *principal_; }
  // The earlier of the caller's deadline and the method's budget.
  TimePoint deadline() const { return deadline_; }
  // Until the deadline; zero when it has passed.
  std::chrono::milliseconds remaining() const;
  // When the call arrived, by the server's clock: the `now` of its decisions.
  base::Timestamp received() const { return received_; }
  // The span of this call; calls made on its behalf are its children.
  const obs::TraceContext& trace() const { return trace_; }
  // True once nobody waits for the answer: the deadline has passed, the client is gone, or (on the
  // watch lane) the server is about to stop. Cheap; long work asks from time to time. Thread-safe.
  virtual bool Cancelled() const;

 protected:
  void set_principal(const Principal& principal) { principal_ = &principal; }

 private:
  const Method* method_;
  const Principal* principal_;
  TimePoint deadline_;
  base::Timestamp received_;
  obs::TraceContext trace_;
};

}  // namespace cobuild::rpc
