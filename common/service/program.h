// A service's program: flags, database, server. What is left for each service's main.cc is to say
// what it is made of.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/embedded_file.h"
#include "common/mysql/database.h"
#include "common/obs/metrics.h"
#include "common/rpc/config.h"
#include "common/rpc/directory.h"
#include "common/rpc/grants.h"
#include "common/rpc/router.h"

namespace grpc {
class Channel;
}

namespace cobuild::audit {
class Trail;
}
namespace cobuild::feed {
class Source;
}

namespace cobuild::service {

// What a service is built on. Lives as long as it serves.
class Host {
 public:
  // `service` is its name.
  Host(std::string service, const rpc::ServiceFlags& flags, mysql::Database& database,
       rpc::Grants grants)
      : service_(std::move(service)),
        flags_(flags),
        database_(database),
        grants_(std::move(grants)) {}

  mysql::Database& database() { return database_; }
  const base::Clock& clock() const { return clock_; }
  obs::Metrics& metrics() { return metrics_; }
  rpc::Router& router() { return router_; }
  // The operator's.
  const rpc::Grants& grants() const { return grants_; }

  // What the extra flag `flag` was given.
  const std::string& extra(const std::string& flag) const;
  // Calls to another service, at the address that the extra flag `flag` gives, with our own
  // certificate.
  absl::StatusOr<std::shared_ptr<grpc::Channel>> ChannelTo(const std::string& flag) const;

  // Serves what is registered at the router, the feed and the audit trails, until SIGINT or
  // SIGTERM, and drains. `changes` is the trail of what the service changes, of the positions that
  // `feed` has; that of what it refuses is kept here. Whom the operator's grants do not name
  // `directory` knows, and it outlives the call. Fails when no checkpoint can be written.
  absl::Status Serve(feed::Source& feed, audit::Trail& changes, const rpc::Directory& directory);

 private:
  const std::string service_;
  const rpc::ServiceFlags& flags_;
  mysql::Database& database_;
  const rpc::Grants grants_;
  base::SystemClock clock_;
  obs::Metrics metrics_;
  rpc::Router router_;
};

struct Program {
  std::string name;                                // "registry"
  std::vector<rpc::ExtraFlag> extra_flags;         // for serve
  std::span<const base::EmbeddedFile> migrations;  // the schema that it serves from
  // Builds the service's parts, registers them, and ends with host.Serve(feed, trail, directory).
  std::function<absl::Status(Host& host)> serve;
};

// What main returns: 0, or 1 after an error that the log tells, or what ParseServiceFlags says.
// `migrate` brings the schema up to date; `serve` refuses a database that has another schema or may
// lose what it acknowledged.
int Run(const Program& program, int argc, const char* const* argv);

}  // namespace cobuild::service
