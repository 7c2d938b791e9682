// What the tests of starting and stopping share: plain echo routes, health as a number, and a
// server made by hand.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "common/base/clock.h"
#include "common/rpc/testdata/echo/calls.h"
#include "common/rpc/testdata/echo/methods.h"
#include "common/testing/certificates.h"

namespace cobuild::echo {

inline absl::StatusOr<EchoResponse> Answer(const EchoRequest& request) {
  EchoResponse response;
  response.set_text(request.text());
  return response;
}

inline void AddEcho(rpc::Router& router) {
  router.Unary<EchoRequest, EchoResponse>(
      kEcho, [](rpc::Call&, const EchoRequest& request) { return Answer(request); });
}

// 1 is SERVING, 2 is NOT_SERVING; 0 when the call fails.
inline int HealthOf(const std::shared_ptr<grpc::Channel>& channel, const std::string& service) {
  const std::string request =
      service.empty() ? "" : "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
  std::string answer;
  const grpc::Status status =
      CallWithBytes(channel, "/grpc.health.v1.Health/Check", request, &answer);
  return status.ok() && answer.size() == 2 ? answer[1] : 0;
}

// A server made by hand, for what TestServer does not offer.
class BareServer {
 public:
  absl::StatusOr<std::unique_ptr<rpc::Server>> Start(rpc::ServerOptions options) {
    if (options.listen_address.empty()) options.listen_address = "127.0.0.1:0";
    if (options.tls.certificate.empty()) options.tls = certificates_.ForServer();
    return rpc::Server::Start(
        options, {.router = router_, .directory = grants_, .clock = clock_, .metrics = metrics_});
  }
  void Grant(const std::string& principal, const std::string& role) {
    grants_ = rpc::Grants::FromJson(R"({"principals":[{"name":")" + principal + R"(","roles":[")" +
                                    role + R"("]}]})")
                  .value();
  }
  rpc::Router& router() { return router_; }
  test::Certificates& certificates() { return certificates_; }

 private:
  test::Certificates certificates_;
  rpc::Router router_;
  rpc::Grants grants_;
  base::SystemClock clock_;
  obs::Metrics metrics_;
};

}  // namespace cobuild::echo
