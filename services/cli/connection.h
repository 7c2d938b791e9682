// Where the services are and who calls them.
#pragma once

#include <grpcpp/channel.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/rpc/server.h"

namespace cobuild::cli {

enum class Service { kRegistry, kFinance, kAssessment, kProjects, kReconciliation };

inline constexpr std::array kServices = {Service::kRegistry, Service::kFinance,
                                         Service::kAssessment, Service::kProjects,
                                         Service::kReconciliation};

// "registry", "finance", "assessment", "projects", "reconciliation".
std::string_view NameOf(Service service);
// A usage error for any other name.
absl::StatusOr<Service> ServiceNamed(const std::string& name);

struct ConnectionSettings {
  std::array<std::string, kServices.size()> addresses;  // host:port by service; empty: not given
  rpc::TlsFiles tls;
  // Where `cobuild login` keeps a person's token; calls come from that person while there is one.
  // Empty: none is kept or sent.
  std::string token_file = {};
};

// From COBUILD_REGISTRY, COBUILD_FINANCE, COBUILD_ASSESSMENT, COBUILD_PROJECTS,
// COBUILD_RECONCILIATION, COBUILD_CA, COBUILD_CERT and COBUILD_KEY; what is not set stays empty. So
// does token_file: what is no person's program calls as its certificate says.
ConnectionSettings SettingsFromEnvironment();

// Channels made when first asked for. One thread.
class Connections {
 public:
  explicit Connections(ConnectionSettings settings) : settings_(std::move(settings)) {}

  // A usage error naming every variable that is missing, or the file that cannot be read; also for
  // a kept token that others may read.
  absl::StatusOr<std::shared_ptr<grpc::Channel>> To(Service service);

  const std::string& token_file() const { return settings_.token_file; }
  // From now on calls come with this token and not with the one that is kept.
  void UseToken(std::string token);

 private:
  absl::StatusOr<std::string> Token();

  ConnectionSettings settings_;
  std::optional<std::string> token_;  // "": none; nullopt: not looked for yet
  std::array<std::shared_ptr<grpc::Channel>, kServices.size()> channels_;
};

}  // namespace cobuild::cli
