#include "common/rpc/server.h"

#include <fmt/format.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/impl/server_builder_option.h>
#include <grpcpp/impl/server_builder_plugin.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <csignal>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "common/base/status_macros.h"
#include "common/obs/log.h"
#include "common/rpc/acceptor.h"
#include "common/rpc/library_logs.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/table_service.h"
#include "common/rpc/wire.h"

namespace cobuild::rpc {
namespace {

constexpr int kStreamsPerConnection = 1000;
constexpr int kHandshakeTimeoutMs = 10'000;
// A client may ping every 10 s; we ping a silent one after 60 s and drop it 20 s later.
constexpr int kLeastPingIntervalMs = 10'000;
constexpr int kKeepaliveMs = 60'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
// Clients reconnect now and then, so that load spreads over new servers; streams have the grace to
// end by themselves.
constexpr int kConnectionAgeMs = 30 * 60'000;
constexpr int kConnectionAgeGraceMs = 5 * 60'000;

// Linking gRPC's reflection library is enough to switch it on; this takes it off again.
class WithoutReflection final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    std::erase_if(*plugins,
                  [](const auto& plugin) { return plugin->name() == "proto_server_reflection"; });
  }
};

absl::Status CheckOptions(const ServerOptions& options) {
  const auto within = [](int value, int most) { return value >= 1 && value <= most; };
  for (const LaneOptions& lane : {options.read, options.write}) {
    if (!within(lane.workers, 256) || !within(lane.calls, 100'000) || lane.calls < lane.workers) {
      return absl::InvalidArgumentError(fmt::format(
          "a lane has 1 to 256 workers and from that many to 100000 calls, not {} and {}",
          lane.workers, lane.calls));
    }
  }
  if (!within(options.watches, 1024)) {
    return absl::InvalidArgumentError(fmt::format("watches: 1 to 1024, not {}", options.watches));
  }
  if (!within(options.max_connections, 100'000)) {
    return absl::InvalidArgumentError(
        fmt::format("connections: 1 to 100000, not {}", options.max_connections));
  }
  return absl::OkStatus();
}

bool FitsLane(Route::Shape shape, Lane lane) {
  switch (shape) {
    case Route::Shape::kUnary:
      return lane != Lane::kWatch;
    case Route::Shape::kUnaryAsync:
    case Route::Shape::kClientStream:
      return lane == Lane::kRead || lane == Lane::kWrite;
    case Route::Shape::kServerStream:
      return lane != Lane::kInline;
  }
  return false;
}

absl::Status CheckRoutes(const std::vector<Route>& routes) {
  if (routes.empty()) return absl::InvalidArgumentError("there is no method to serve");
  std::set<std::string_view> names;
  for (const Route& route : routes) {
    const Method& method = *route.method;
    if (!names.insert(method.name).second) {
      return absl::InvalidArgumentError(fmt::format("{} is routed twice", method.name));
    }
    if (!FitsLane(route.shape, method.lane)) {
      return absl::InvalidArgumentError(
          fmt::format("{} cannot run on the {} lane", method.name, NameOf(method.lane)));
    }
  }
  return absl::OkStatus();
}

// Every client must prove who it is before a byte of a call is read.
std::shared_ptr<grpc::ServerCredentials> MakeCredentials(const TlsFiles& contents) {
  grpc::SslServerCredentialsOptions ssl(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  ssl.pem_root_certs = contents.authorities;
  ssl.pem_key_cert_pairs.push_back({contents.key, contents.certificate});
  return grpc::SslServerCredentials(ssl);
}

void Configure(grpc::ServerBuilder& builder, bool reflection) {
  builder.SetMaxReceiveMessageSize(kTransportLimitBytes);
  builder.SetMaxSendMessageSize(kMessageLimitBytes);
  // A compressed message could be a thousand times as long as what was received.
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnection);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             kLeastPingIntervalMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, kConnectionAgeMs);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kConnectionAgeGraceMs);
  if (!reflection) builder.SetOption(std::make_unique<WithoutReflection>());
}

}  // namespace

class Server::Impl {
 public:
  Impl(const ServerOptions& options, const ServerParts& parts, std::unique_ptr<Acceptor> acceptor)
      : drain_timeout_(options.drain_timeout),
        acceptor_(std::move(acceptor)),
        pipeline_(options, parts) {
    for (Endpoint& endpoint : pipeline_.endpoints()) {
      services_[std::string(ServiceOf(endpoint.method))].Serve(pipeline_, endpoint);
    }
  }

  absl::Status Start(const TlsFiles& tls, bool reflection) {
    grpc::EnableDefaultHealthCheckService(true);
    if (reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::ServerBuilder builder;
    Configure(builder, reflection);
    for (auto& [name, service] : services_) builder.RegisterService(&service);
    auto connections = builder.experimental().AddExternalConnectionAcceptor(
        grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD,
        MakeCredentials(tls));
    server_ = builder.BuildAndStart();
    if (server_ == nullptr) return absl::InternalError("gRPC refused to start; its log says why");
    SetServing(false);
    acceptor_->Start(std::move(connections));
    return absl::OkStatus();
  }

  int port() const { return acceptor_->port(); }

  void SetServing(bool serving) {
    grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
    health->SetServingStatus("", serving);
    for (const auto& [name, service] : services_) health->SetServingStatus(name, serving);
  }

  void Drain() {
    if (server_ == nullptr || std::exchange(drained_, true)) return;
    SetServing(false);
    pipeline_.StopAdmission();
    acceptor_->Stop();
    // Returns when every call is finished, so no job is left that could touch gRPC.
    server_->Shutdown(std::chrono::system_clock::now() + drain_timeout_);
    server_->Wait();
    pipeline_.StopLanes();
  }

 private:
  const std::chrono::seconds drain_timeout_;
  const std::unique_ptr<Acceptor> acceptor_;
  Pipeline pipeline_;
  std::map<std::string, TableService> services_;
  std::unique_ptr<grpc::Server> server_;
  bool drained_ = false;
};

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const ServerParts& parts) {
  SendLibraryLogsToOurs();
  COBUILD_RETURN_IF_ERROR(CheckOptions(options));
  COBUILD_RETURN_IF_ERROR(CheckRoutes(parts.router.routes()));
  COBUILD_ASSIGN_OR_RETURN(const TlsFiles tls, ReadTlsFiles(options.tls));
  COBUILD_ASSIGN_OR_RETURN(auto acceptor, Acceptor::Listen(options.listen_address,
                                                           options.max_connections, parts.metrics));
  auto impl = std::make_unique<Impl>(options, parts, std::move(acceptor));
  COBUILD_RETURN_IF_ERROR(impl->Start(tls, options.reflection));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() { Drain(); }

int Server::port() const { return impl_->port(); }
void Server::SetServing(bool serving) { impl_->SetServing(serving); }
void Server::Drain() { impl_->Drain(); }

}  // namespace cobuild::rpc
