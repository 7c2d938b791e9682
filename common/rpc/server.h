// A gRPC server that admits by certificate only, takes people's tokens on top of it, and stops
// without dropping a call.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/obs/metrics.h"
#include "common/rpc/directory.h"
#include "common/rpc/method.h"
#include "common/rpc/router.h"
#include "common/rpc/tls.h"

namespace cobuild::token {
class Verifier;
}

namespace cobuild::rpc {

// Threads of a lane, and the calls it admits at a time, running ones included; one more is shed
// with OVERLOADED.
struct LaneOptions {
  int workers = 4;
  int calls = 64;
};

struct ServerOptions {
  std::string listen_address;  // "127.0.0.1:7101"; port 0 lets the system choose
  TlsFiles tls;
  LaneOptions read;
  LaneOptions write;
  int watches = 32;  // streams of the watch lane at a time, one thread each
  // A stream whose client takes nothing for so long is cut off.
  std::chrono::milliseconds write_timeout{30'000};
  int max_connections = 1000;
  bool reflection = false;
  std::chrono::seconds drain_timeout{20};  // then calls still running are cancelled
};

// What the server uses and does not own; all of it outlives the server.
struct ServerParts {
  const Router& router;
  const Directory& directory;
  const base::Clock& clock;
  obs::Metrics& metrics;
  // Says whose the tokens are that calls bring along; null: they are refused.
  token::Verifier* tokens = nullptr;
  // Called by each worker thread before its first call and after its last: sessions are opened and
  // closed here.
  std::function<void(Lane)> on_worker_start = nullptr;
  std::function<void(Lane)> on_worker_exit = nullptr;
  // Told of each call that does not end OK, and of Call::NoteRefusal, before the call is answered.
  // Runs on the call's thread, also on gRPC's own: it never waits.
  std::function<void(const Call&, const absl::Status&)> on_failure = nullptr;
};

class Server {
 public:
  // Listens; health is NOT_SERVING. UNAVAILABLE when the address is taken, INVALID_ARGUMENT for
  // files that cannot be read, a method registered twice or an option out of range.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const ServerParts& parts);
  // Drains.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const;

  // What grpc.health.v1 answers, for "" and for every service.
  void SetServing(bool serving);

  // Health NOT_SERVING, new calls refused with UNAVAILABLE DRAINING, watches told to end, calls
  // under way finished (after the drain timeout: cancelled), then every worker joined. Once; later
  // calls do nothing.
  void Drain();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace cobuild::rpc
