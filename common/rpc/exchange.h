// One call in the pipeline (pipeline.h lists the stages).
#pragma once

#include <grpcpp/server_context.h>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/rpc/pipeline.h"

namespace cobuild::rpc {

class Exchange : public Call {
 public:
  // Stage 1. Neither argument is touched after Close.
  Exchange(const Pipeline& pipeline, Endpoint& endpoint, grpc::CallbackServerContext& context);

  // Stages 2 to 4. Anything but OK is what to close with.
  absl::Status Admit();

  // Stage 5, first thing on the worker. Anything but OK is what to close with.
  absl::Status Recheck();

  // Stages 8 and 9, and gives the lane's room back. Once; what remains is to finish with what it
  // returns.
  grpc::Status Close(const absl::Status& outcome);

  bool Cancelled() const override { return !Interrupted().ok(); }
  std::string peer() const override { return context_.peer(); }
  void NoteRefusal(const absl::Status& refusal) override;

  // Why nobody waits for the answer any more: DEADLINE_EXCEEDED, CANCELLED, or for a watch
  // UNAVAILABLE DRAINING, and what CheckCallerStands says. OK while somebody does.
  absl::Status Interrupted() const;

  Endpoint& endpoint() { return endpoint_; }
  grpc::CallbackServerContext& context() { return context_; }

 private:
  absl::Status Identify();
  // The person whose token the call brings along, by what is accepted at `now`, or else the
  // certificate's owner.
  absl::StatusOr<std::string> NameOfCaller(std::string_view name_in_certificate,
                                           base::Timestamp now) const;
  absl::Status CheckPermission() const;
  absl::Status CheckCallerStands() const;
  void Record(const absl::Status& outcome);

  const Pipeline& pipeline_;
  Endpoint& endpoint_;
  grpc::CallbackServerContext& context_;
  const std::chrono::steady_clock::time_point arrived_;
  std::chrono::steady_clock::time_point started_;  // on the worker
  bool entered_ = false;                           // holds room in the lane
  std::shared_ptr<const Principal> caller_;        // whom principal() is, once it is known
};

// Logs what a handler threw; INTERNAL.
absl::Status Thrown(const Method& method, const obs::TraceContext& trace, std::string_view what);

// Stage 7: what `handler`, a callable, returns as absl::Status, or INTERNAL when it throws.
template <class Handler>
absl::Status Guard(const Method& method, const obs::TraceContext& trace, const Handler& handler) {
  try {
    return handler();
  } catch (const std::exception& failure) {
    return Thrown(method, trace, failure.what());
  } catch (...) {
    return Thrown(method, trace, "not a std::exception");
  }
}

}  // namespace cobuild::rpc
