// The answer that an asynchronous handler still owes.
#pragma once

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"

namespace google::protobuf {
class Message;
}

namespace cobuild::rpc {

// A call that waits for its answer; the pipeline's, or a test's. Destroyed unanswered it answers
// INTERNAL.
class PendingCall {
 public:
  virtual ~PendingCall() = default;
  virtual Call& call() = 0;
  virtual void Answer(const google::protobuf::Message& response) = 0;
  virtual void Refuse(const absl::Status& status) = 0;
};

// Move-only; answers once, from any thread. Dropped unanswered it answers INTERNAL, so no caller
// waits for ever. Answering serialises and sends on the thread that answers.
template <class Resp>
class Reply {
 public:
  explicit Reply(std::unique_ptr<PendingCall> pending) : pending_(std::move(pending)) {}

  // The call to answer; lives until it is answered.
  Call& call() { return pending_->call(); }

  void operator()(const absl::StatusOr<Resp>& outcome) {
    const std::unique_ptr<PendingCall> pending = std::move(pending_);
    if (outcome.ok()) {
      pending->Answer(*outcome);
    } else {
      pending->Refuse(outcome.status());
    }
  }

 private:
  std::unique_ptr<PendingCall> pending_;
};

}  // namespace cobuild::rpc
