#include "services/cli/connection.h"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

#include "common/base/status_macros.h"
#include "common/rpc/client.h"
#include "services/cli/failure.h"
#include "services/cli/secret_file.h"

namespace cobuild::cli {
namespace {

struct Setting {
  std::string_view variable;
  std::string_view flag;
  std::string_view value;
};

constexpr std::array<Setting, kServices.size()> kAddressSettings = {
    Setting{"COBUILD_REGISTRY", "--registry", ""},
    Setting{"COBUILD_FINANCE", "--finance", ""},
    Setting{"COBUILD_ASSESSMENT", "--assessment", ""},
    Setting{"COBUILD_PROJECTS", "--projects", ""},
    Setting{"COBUILD_RECONCILIATION", "--reconciliation", ""},
};

size_t IndexOf(Service service) { return static_cast<size_t>(service); }

std::string Environment(const char* variable) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nothing sets any
  return value == nullptr ? "" : value;
}

}  // namespace

std::string_view NameOf(Service service) {
  switch (service) {
    case Service::kRegistry:
      return "registry";
    case Service::kFinance:
      return "finance";
    case Service::kAssessment:
      return "assessment";
    case Service::kProjects:
      return "projects";
    case Service::kReconciliation:
      return "reconciliation";
  }
  return "";
}

absl::StatusOr<Service> ServiceNamed(const std::string& name) {
  for (const Service service : kServices) {
    if (NameOf(service) == name) return service;
  }
  return UsageError(fmt::format(
      "SERVICE is registry, finance, assessment, projects or reconciliation, not \"{}\"", name));
}

ConnectionSettings SettingsFromEnvironment() {
  ConnectionSettings settings;
  settings.addresses = {Environment("COBUILD_REGISTRY"), Environment("COBUILD_FINANCE"),
                        Environment("COBUILD_ASSESSMENT"), Environment("COBUILD_PROJECTS"),
                        Environment("COBUILD_RECONCILIATION")};
  settings.tls = {.certificate = Environment("COBUILD_CERT"),
                  .key = Environment("COBUILD_KEY"),
                  .authorities = Environment("COBUILD_CA")};
  return settings;
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Connections::To(Service service) {
  std::shared_ptr<grpc::Channel>& channel = channels_[IndexOf(service)];
  if (channel != nullptr) return channel;
  Setting address = kAddressSettings[IndexOf(service)];
  address.value = settings_.addresses[IndexOf(service)];
  std::string missing;
  for (const Setting& setting : {address, Setting{"COBUILD_CA", "--ca", settings_.tls.authorities},
                                 Setting{"COBUILD_CERT", "--cert", settings_.tls.certificate},
                                 Setting{"COBUILD_KEY", "--key", settings_.tls.key}}) {
    if (!setting.value.empty()) continue;
    missing +=
        fmt::format("{}{} ({})", missing.empty() ? "" : ", ", setting.variable, setting.flag);
  }
  if (!missing.empty()) return UsageError(fmt::format("not set: {}", missing));
  COBUILD_ASSIGN_OR_RETURN(const std::string token, Token());
  auto made = rpc::MakeChannel({.address = std::string(address.value),
                                .tls = settings_.tls,
                                .server_name = "",
                                .token = token});
  if (!made.ok()) return UsageError(std::string(made.status().message()));
  channel = *std::move(made);
  return channel;
}

void Connections::UseToken(std::string token) {
  token_ = std::move(token);
  channels_ = {};
}

absl::StatusOr<std::string> Connections::Token() {
  if (token_) return *token_;
  std::string found;
  if (!settings_.token_file.empty()) {
    absl::StatusOr<std::string> kept = ReadSecretFile(settings_.token_file);
    if (!kept.ok() && !absl::IsNotFound(kept.status())) return kept.status();
    if (kept.ok()) found = kept->substr(0, kept->find('\n'));
  }
  token_ = found;
  return found;
}

}  // namespace cobuild::cli
