// Where the services are and who calls them.
#pragma once

#include <grpcpp/channel.h>

#include <array>
#include <memory>
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
};

// From COBUILD_REGISTRY, COBUILD_FINANCE, COBUILD_ASSESSMENT, COBUILD_PROJECTS,
// COBUILD_RECONCILIATION, COBUILD_CA, COBUILD_CERT and COBUILD_KEY; what is not set stays empty.
ConnectionSettings SettingsFromEnvironment();

// Channels made when first asked for. One thread.
class Connections {
 public:
  explicit Connections(ConnectionSettings settings) : settings_(std::move(settings)) {}

  // A usage error naming every variable that is missing, or the file that cannot be read.
  absl::StatusOr<std::shared_ptr<grpc::Channel>> To(Service service);

 private:
  ConnectionSettings settings_;
  std::array<std::shared_ptr<grpc::Channel>, kServices.size()> channels_;
};

}  // namespace cobuild::cli
