#include "common/rpc/acceptor.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "common/base/status_macros.h"
#include "common/obs/log.h"

namespace cobuild::rpc {
namespace {

constexpr int kBacklog = 512;
constexpr int kPauseMs = 100;  // before accepting again when the system is out of descriptors
constexpr rlim_t kOtherDescriptors = 256;  // files, database sessions, calls to peers

std::string Problem(const std::string& what) {
  return fmt::format("{}: {}", what, std::generic_category().message(errno));
}

struct AddressFreer {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, AddressFreer>;

absl::StatusOr<AddressList> Resolve(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) {
    return absl::InvalidArgumentError(fmt::format("\"{}\" is not host:port", address));
  }
  std::string host = address.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  const int error = getaddrinfo(host.c_str(), address.c_str() + colon + 1, &hints, &list);
  if (error != 0) {
    return absl::InvalidArgumentError(fmt::format("\"{}\": {}", address, gai_strerror(error)));
  }
  return AddressList(list);
}

// Each connection takes two descriptors, gRPC's and our duplicate.
absl::Status RaiseDescriptorLimit(int max_connections) {
  const rlim_t needed = 2 * static_cast<rlim_t>(max_connections) + kOtherDescriptors;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return absl::InternalError(Problem("getrlimit"));
  if (limit.rlim_cur >= needed) return absl::OkStatus();
  limit.rlim_cur = needed;
  if (needed > limit.rlim_max || setrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return absl::ResourceExhaustedError(
        fmt::format("{} connections need {} descriptors, and the process may have {}",
                    max_connections, needed, limit.rlim_max));
  }
  return absl::OkStatus();
}

int PortOf(int socket) {
  sockaddr_storage bound{};
  socklen_t length = sizeof bound;
  if (getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &length) != 0) return 0;
  const in_port_t port = bound.ss_family == AF_INET6
                             ? reinterpret_cast<const sockaddr_in6&>(bound).sin6_port
                             : reinterpret_cast<const sockaddr_in&>(bound).sin_port;
  return ntohs(port);
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

int Descriptor::Release() { return std::exchange(number_, -1); }

absl::StatusOr<std::unique_ptr<Acceptor>> Acceptor::Listen(const std::string& address,
                                                           int max_connections,
                                                           obs::Metrics& metrics) {
  COBUILD_RETURN_IF_ERROR(RaiseDescriptorLimit(max_connections));
  COBUILD_ASSIGN_OR_RETURN(const AddressList list, Resolve(address));
  Descriptor listener(socket(list->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  // SO_REUSEADDR lets a restarted server take its port back; without SO_REUSEPORT a second one is
  // refused.
  if (listener.number() < 0 ||
      setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(listener.number(), list->ai_addr, list->ai_addrlen) != 0 ||
      listen(listener.number(), kBacklog) != 0) {
    return absl::UnavailableError(Problem(fmt::format("cannot listen on {}", address)));
  }
  const int port = PortOf(listener.number());
  std::unique_ptr<Acceptor> acceptor(
      new Acceptor(std::move(listener), port, max_connections, metrics));
  COBUILD_RETURN_IF_ERROR(acceptor->Prepare());
  return acceptor;
}

Acceptor::Acceptor(Descriptor listener, int port, int max_connections, obs::Metrics& metrics)
    : listener_(std::move(listener)),
      port_(port),
      max_connections_(static_cast<size_t>(max_connections)),
      open_(metrics.MakeGauge("cobuild_rpc_connections", "Open connections.", {})),
      refused_(metrics.MakeCounter("cobuild_rpc_connections_refused_total",
                                   "Connections closed at once for want of room.", {})),
      events_(epoll_create1(EPOLL_CLOEXEC)),
      stop_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Acceptor::~Acceptor() {
  Stop();
  for (const int watch : watches_) close(watch);
}

absl::Status Acceptor::Prepare() {
  for (const int watched : {listener_.number(), stop_.number()}) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = watched;
    if (epoll_ctl(events_.number(), EPOLL_CTL_ADD, watched, &event) != 0) {
      return absl::InternalError(Problem("epoll_ctl"));
    }
  }
  return absl::OkStatus();
}

void Acceptor::Start(std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> server) {
  server_ = std::move(server);
  thread_ = std::thread([this] { Loop(); });
}

void Acceptor::Stop() {
  if (!thread_.joinable()) return;
  if (eventfd_write(stop_.number(), 1) != 0) {
    obs::Log(obs::Level::kError, Problem("eventfd_write"));
  }
  thread_.join();
  listener_ = Descriptor();
}

void Acceptor::Loop() {
  std::array<epoll_event, 64> events;
  while (true) {
    const int count = epoll_wait(events_.number(), events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      const int ready = events[static_cast<size_t>(i)].data.fd;
      if (ready == stop_.number()) return;
      if (ready == listener_.number()) {
        AcceptAll();
      } else {
        Forget(ready);
      }
    }
  }
}

void Acceptor::AcceptAll() {
  while (true) {
    Descriptor connection(
        accept4(listener_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (connection.number() >= 0) {
      Admit(std::move(connection));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return;
    } else if (errno != EINTR && errno != ECONNABORTED) {
      // Out of descriptors or memory. The connection stays in the backlog; wait for some to be
      // given back.
      obs::Log(obs::Level::kError, Problem("accept"));
      pollfd stopped{.fd = stop_.number(), .events = POLLIN, .revents = 0};
      poll(&stopped, 1, kPauseMs);
      return;
    }
  }
}

void Acceptor::Admit(Descriptor connection) {
  Descriptor watch(
      watches_.size() < max_connections_ ? fcntl(connection.number(), F_DUPFD_CLOEXEC, 0) : -1);
  const int on = 1;
  epoll_event event{};
  event.events = EPOLLONESHOT;  // the end of the connection is always told, and nothing else
  event.data.fd = watch.number();
  if (watch.number() < 0 ||
      setsockopt(connection.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 ||
      epoll_ctl(events_.number(), EPOLL_CTL_ADD, watch.number(), &event) != 0) {
    refused_.Increment();
    return;
  }
  watches_.insert(watch.Release());
  open_.Set(static_cast<double>(watches_.size()));
  grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters parameters;
  parameters.listener_fd = listener_.number();
  parameters.fd = connection.Release();
  server_->HandleNewConnection(&parameters);
}

void Acceptor::Forget(int watch) {
  // Closing alone would leave the entry while gRPC still holds the connection.
  if (epoll_ctl(events_.number(), EPOLL_CTL_DEL, watch, nullptr) != 0) {
    obs::Log(obs::Level::kError, Problem("epoll_ctl"));
  }
  close(watch);
  watches_.erase(watch);
  open_.Set(static_cast<double>(watches_.size()));
}

}  // namespace cobuild::rpc
