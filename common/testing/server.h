// A real server in the test's process: mTLS on 127.0.0.1, the whole pipeline, and channels of any
// principal.
#pragma once

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/obs/metrics.h"
#include "common/rpc/grants.h"
#include "common/rpc/router.h"
#include "common/rpc/server.h"
#include "common/testing/certificates.h"

namespace cobuild::token {
class Verifier;
}

namespace cobuild::test {

struct TestServerOptions {
  // Who may call, in the form of Grants::FromJson; empty: "machine/test",
  // "machine/township" and "machine/checker", which have every role.
  std::string grants_json = {};
  // Who may do what instead; outlives the server.
  const rpc::Directory* directory = nullptr;
  rpc::ServerOptions server = {};  // address and certificates are the test server's own
  std::function<void(rpc::Lane)> on_worker_start = nullptr;
  std::function<void(rpc::Lane)> on_worker_exit = nullptr;
  std::function<void(const rpc::Call&, const absl::Status&)> on_failure = nullptr;
  token::Verifier* tokens = nullptr;   // outlives the server
  const base::Clock* clock = nullptr;  // the system's when null; outlives the server
};

class TestServer {
 public:
  // Serves what `add_routes` registers, on a free port below 32768. Throws when it cannot. Health
  // is SERVING.
  explicit TestServer(const std::function<void(rpc::Router&)>& add_routes,
                      TestServerOptions options = {});

  // A new channel whose calls come from `principal`.
  std::shared_ptr<grpc::Channel> ChannelAs(const std::string& principal = "machine/test");
  // The same with any certificate.
  std::shared_ptr<grpc::Channel> ChannelWith(const rpc::TlsFiles& tls) const;

  std::string address() const;

  Certificates& certificates() { return certificates_; }
  obs::Metrics& metrics() { return metrics_; }
  rpc::Server& server() { return *server_; }
  // What it serves.
  const rpc::Router& router() const { return router_; }

 private:
  Certificates certificates_;
  base::SystemClock system_clock_;
  obs::Metrics metrics_;
  rpc::Router router_;
  rpc::Grants grants_;
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace cobuild::test
