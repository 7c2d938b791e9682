// Makes calls as their callers, and repeats them while a service is away.
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/channel.h>

#include <chrono>
#include <functional>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "deploy/examples/jiangxia/call.h"
#include "deploy/examples/jiangxia/retry.h"

namespace cobuild::jiangxia {

// Thread-safe when its functions are.
class Sender {
 public:
  using ChannelOf = std::function<std::shared_ptr<grpc::Channel>(Caller, cli::Service)>;
  using OnPassing = std::function<void(const absl::Status&)>;
  using OnAnswer = std::function<void(const Call&, const google::protobuf::Message&)>;

  struct Options {
    std::chrono::seconds call_timeout{20};
    RetryPolicy retry;
  };

  // `stop` ends the waiting. `on_passing` hears of each failure after which a call is repeated.
  Sender(ChannelOf channel_of, const Options& options, Stop& stop, OnPassing on_passing);

  // Makes the calls one after the other, and tells of each answer. The first failure that does not
  // pass ends the chain.
  absl::Status Walk(const Chain& chain, const OnAnswer& on_answer);

 private:
  using Answer = std::unique_ptr<google::protobuf::Message>;

  // `before` is the answer before, for what the call takes from it.
  absl::StatusOr<Answer> Send(const Call& call, const google::protobuf::Message* before);
  absl::StatusOr<Answer> SendOnce(const Call& call);

  const ChannelOf channel_of_;
  const Options options_;
  Stop& stop_;
  const OnPassing on_passing_;
};

}  // namespace cobuild::jiangxia
