// What a handler may know of the call that it serves. Nothing here is gRPC's, so that a test makes
// one without a server.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "absl/status/status.h"
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
  // Which rows the principal's grants of the method's permission reach: all of them where the
  // method is open, since these are the same for everybody.
  scope::Reach reach() const {
    return method_->scope == Scope::kOpen ? scope::Reach::Everything()
                                          : ReachOf(*principal_, method_->permission);
  }
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

  // Where the call comes from, as "ipv4:127.0.0.1:48622"; "" when nobody knows.
  virtual std::string peer() const { return ""; }

  // What a change asks for, as far as its request names it: what is told of it when it is refused.
  // Each at most kMostNotedBytes; "" when it names nothing, or nothing as short.
  const std::string& request_id() const { return request_id_; }
  const std::string& resource_name() const { return resource_name_; }
  void NoteRequest(std::string_view request_id, std::string_view resource_name) {
    if (request_id.size() <= kMostNotedBytes) request_id_ = request_id;
    if (resource_name.size() <= kMostNotedBytes) resource_name_ = resource_name;
  }
  static constexpr size_t kMostNotedBytes = 256;

  // For a call that ends OK and yet refuses some of what it was asked for, as a batch with a result
  // each: told of each refusal before the call is answered, as if it were the call's own.
  virtual void NoteRefusal(const absl::Status& /*refusal*/) {}

 protected:
  void set_principal(const Principal& principal) { principal_ = &principal; }

 private:
  const Method* method_;
  const Principal* principal_;
  TimePoint deadline_;
  base::Timestamp received_;
  obs::TraceContext trace_;
  std::string request_id_;
  std::string resource_name_;
};

}  // namespace cobuild::rpc
