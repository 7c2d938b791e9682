// How one service calls another.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/obs/trace.h"
#include "common/rpc/call.h"
#include "common/rpc/status.h"  // FromGrpc, for what the stub returns
#include "common/rpc/tls.h"

namespace cobuild::rpc {

struct ChannelOptions {
  std::string address;  // "127.0.0.1:7101" or "dns:///finance:7101"; several addresses take turns
  TlsFiles tls;         // `authorities`: who may certify the server
  std::string
      server_name;  // name that the server's certificate must hold; empty: the host of the address
  std::string token = {};  // a person's, sent with every call; empty: none
};

// Connects when first used and again after a loss, within a second. Calls that a server could not
// take (UNAVAILABLE, or CANCELLED by a server that stops) are repeated, up to four times in all
// with rising pauses, as long as most calls succeed: every method is safe to repeat (Repeat in
// method.h). A stream is repeated until its first response, and what was sent only up to 256 KiB.
// INVALID_ARGUMENT for files that cannot be read.
absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const ChannelOptions& options);

// For a call made on behalf of `call`: its deadline, so that it never outlives it, and its span as
// the callee's parent.
std::unique_ptr<grpc::ClientContext> ContextFor(const Call& call);

// For a call that nobody's call stands behind: the command line, a feed follower, a schedule.
std::unique_ptr<grpc::ClientContext> ContextFor(std::chrono::milliseconds timeout,
                                                const obs::TraceContext& trace);

}  // namespace cobuild::rpc
