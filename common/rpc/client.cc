#include "common/rpc/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include "common/base/status_macros.h"
#include "common/rpc/wire.h"

namespace cobuild::rpc {
namespace {

constexpr int kKeepaliveMs = 30'000;  // the server allows a ping every 10 s
constexpr int kKeepaliveTimeoutMs = 10'000;
constexpr int kFirstReconnectMs = 100;
constexpr int kLongestReconnectMs = 5'000;

// CANCELLED: gRPC 1.51 answers so, before any handler, to calls that cross the good-bye of a server
// that stops; a call that its own caller cancelled is not repeated. Throttled: a caller whose calls
// mostly fail stops repeating them, so that repeats never keep a server down.
constexpr char kServiceConfig[] = R"({
  "loadBalancingConfig": [{"round_robin": {}}],
  "methodConfig": [{
    "name": [{}],
    "retryPolicy": {
      "maxAttempts": 4,
      "initialBackoff": "0.05s",
      "maxBackoff": "1s",
      "backoffMultiplier": 3,
      "retryableStatusCodes": ["UNAVAILABLE", "CANCELLED"]
    }
  }],
  "retryThrottling": {"maxTokens": 100, "tokenRatio": 0.1}
})";

grpc::ChannelArguments Arguments(const std::string& server_name) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMessageLimitBytes);
  arguments.SetMaxSendMessageSize(kMessageLimitBytes);
  arguments.SetServiceConfigJSON(kServiceConfig);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kFirstReconnectMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestReconnectMs);
  if (!server_name.empty()) arguments.SetSslTargetNameOverride(server_name);
  return arguments;
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::Channel>> MakeChannel(const ChannelOptions& options) {
  COBUILD_ASSIGN_OR_RETURN(const TlsFiles tls, ReadTlsFiles(options.tls));
  grpc::SslCredentialsOptions ssl;
  ssl.pem_root_certs = tls.authorities;
  ssl.pem_private_key = tls.key;
  ssl.pem_cert_chain = tls.certificate;
  std::shared_ptr<grpc::ChannelCredentials> credentials = grpc::SslCredentials(ssl);
  if (!options.token.empty()) {
    credentials =
        grpc::CompositeChannelCredentials(credentials, grpc::AccessTokenCredentials(options.token));
  }
  return grpc::CreateCustomChannel(options.address, credentials, Arguments(options.server_name));
}

std::unique_ptr<grpc::ClientContext> ContextFor(const Call& call) {
  return ContextFor(call.remaining(), call.trace());
}

std::unique_ptr<grpc::ClientContext> ContextFor(std::chrono::milliseconds timeout,
                                                const obs::TraceContext& trace) {
  auto context = std::make_unique<grpc::ClientContext>();
  context->set_deadline(std::chrono::system_clock::now() + timeout);
  context->AddMetadata("traceparent", obs::FormatTraceparent(trace));
  return context;
}

}  // namespace cobuild::rpc
