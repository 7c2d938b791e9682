// Listens for connections and hands them to gRPC, at most so many at a time.
//
// gRPC 1.51 has no bound on connections, and its own listener ends for good when the process runs
// out of descriptors (CVE-2023-4785), which any stranger can bring about: connecting needs no
// certificate. So we accept ourselves.
#pragma once

#include <grpcpp/server_builder.h>

#include <memory>
#include <string>
#include <thread>
#include <unordered_set>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/obs/metrics.h"

namespace cobuild::rpc {

// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(other.Release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  int number() const { return number_; }
  int Release();

 private:
  int number_;
};

class Acceptor {
 public:
  // Binds and listens on "host:port", "[host]:port" for IPv6. UNAVAILABLE when the address is taken
  // or not ours, INVALID_ARGUMENT when it is no address, RESOURCE_EXHAUSTED when the process may
  // not open descriptors enough.
  static absl::StatusOr<std::unique_ptr<Acceptor>> Listen(const std::string& address,
                                                          int max_connections,
                                                          obs::Metrics& metrics);
  // Stops.
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  int port() const { return port_; }

  // Accepts from now on, on a thread of its own. Until then connections wait in the system's
  // backlog.
  void Start(std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> server);

  // Accepts no more; connections that are open stay. Twice is once.
  void Stop();

 private:
  Acceptor(Descriptor listener, int port, int max_connections, obs::Metrics& metrics);

  absl::Status Prepare();
  void Loop();
  void AcceptAll();
  void Admit(Descriptor connection);
  void Forget(int watch);

  Descriptor listener_;
  const int port_;
  const size_t max_connections_;
  obs::Gauge open_;
  obs::Counter refused_;
  Descriptor events_;  // epoll
  Descriptor stop_;    // eventfd
  // Duplicates of the open connections' descriptors: the system tells through them when gRPC or the
  // client ends one.
  std::unordered_set<int> watches_;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> server_;
  std::thread thread_;
};

}  // namespace cobuild::rpc
