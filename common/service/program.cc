#include "common/service/program.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>
#include <variant>

#include "absl/synchronization/mutex.h"
#include "common/base/status_macros.h"
#include "common/feed/changes_within.h"
#include "common/feed/service.h"
#include "common/mysql/errors.h"
#include "common/mysql/migrations.h"
#include "common/mysql/server_check.h"
#include "common/obs/log.h"
#include "common/rpc/client.h"
#include "common/rpc/grants_first.h"
#include "common/rpc/server.h"
#include "common/rpc/signals.h"
#include "common/service/auditing.h"
#include "common/token/verifier.h"

namespace cobuild::service {
namespace {

absl::StatusOr<std::string> ReadPassword(const std::string& path) {
  std::ifstream file(path);
  std::stringstream content;
  if (!(content << file.rdbuf())) {
    return absl::NotFoundError(fmt::format("cannot read the password in {}", path));
  }
  std::string password = content.str();
  if (password.ends_with('\n')) password.pop_back();
  return password;
}

absl::StatusOr<mysql::Options> DatabaseOptions(const rpc::DatabaseFlags& flags) {
  mysql::Options options;
  options.url = flags.url;
  options.user = flags.user;
  options.schema = flags.schema;
  COBUILD_ASSIGN_OR_RETURN(options.password, ReadPassword(flags.password_file));
  return options;
}

absl::Status Migrate(const Program& program, const rpc::ServiceFlags& flags) {
  COBUILD_ASSIGN_OR_RETURN(const mysql::Options options, DatabaseOptions(flags.database));
  COBUILD_ASSIGN_OR_RETURN(const int applied, mysql::Migrate(options, program.migrations));
  obs::Log(obs::Level::kInfo, "schema is up to date", {{"applied", applied}});
  return absl::OkStatus();
}

absl::Status CheckDatabase(const Program& program, mysql::Database& database) {
  COBUILD_ASSIGN_OR_RETURN(mysql::Session * session, database.Local());
  COBUILD_ASSIGN_OR_RETURN(const mysql::ServerFacts facts, mysql::CheckServer(*session));
  COBUILD_RETURN_IF_ERROR(mysql::CheckSchema(*session, program.migrations));
  obs::Log(obs::Level::kInfo, "database is fit to serve from", {{"version", facts.version}});
  return absl::OkStatus();
}

absl::Status Serve(const Program& program, const rpc::ServiceFlags& flags) {
  COBUILD_ASSIGN_OR_RETURN(mysql::Options options, DatabaseOptions(flags.database));
  COBUILD_ASSIGN_OR_RETURN(const auto database, mysql::Database::Create(std::move(options)));
  COBUILD_RETURN_IF_ERROR(CheckDatabase(program, *database));
  COBUILD_ASSIGN_OR_RETURN(rpc::Grants grants, rpc::Grants::FromFile(flags.grants_file));
  Host host(program.name, flags, *database, std::move(grants));
  return program.serve(host);
}

absl::Status Execute(const Program& program, const rpc::ServiceFlags& flags) {
  const bool migrate = flags.command == rpc::ServiceFlags::Command::kMigrate;
  return migrate ? Migrate(program, flags) : Serve(program, flags);
}

// Null when no tokens are to be accepted.
absl::StatusOr<std::unique_ptr<token::Verifier>> MakeVerifier(const rpc::TokenFlags& flags,
                                                              base::Timestamp now) {
  if (flags.keys_file.empty()) return nullptr;
  return token::Verifier::Create(
      {.issuer = flags.issuer, .audience = flags.audience, .keys_file = flags.keys_file}, now);
}

}  // namespace

const std::string& Host::extra(const std::string& flag) const { return flags_.extras.at(flag); }

absl::StatusOr<std::shared_ptr<grpc::Channel>> Host::ChannelTo(const std::string& flag) const {
  return rpc::MakeChannel({.address = extra(flag), .tls = flags_.server.tls, .server_name = ""});
}

absl::Status Host::Serve(feed::Source& feed, audit::Trail& changes,
                         const rpc::Directory& directory) {
  const rpc::GrantsFirst known(grants_, directory);
  COBUILD_RETURN_IF_ERROR(metrics_.Expose(flags_.metrics_port));
  COBUILD_ASSIGN_OR_RETURN(const auto auditing, Auditing::Start(service_, flags_.audit, changes,
                                                                database_, clock_, metrics_));
  feed::RegisterFeedService(router_, feed);
  auditing->RegisterAt(router_, feed::ChangesWithin(feed));
  COBUILD_ASSIGN_OR_RETURN(const auto tokens, MakeVerifier(flags_.tokens, clock_.Now()));
  COBUILD_ASSIGN_OR_RETURN(
      const auto server,
      rpc::Server::Start(flags_.server, {.router = router_,
                                         .directory = known,
                                         .clock = clock_,
                                         .metrics = metrics_,
                                         .tokens = tokens.get(),
                                         .on_failure = [&auditing](const rpc::Call& call,
                                                                   const absl::Status& failure) {
                                           auditing->refusals().Take(call, failure);
                                         }}));
  rpc::RunUntilSignalled(*server);
  return absl::OkStatus();
}

int Run(const Program& program, int argc, const char* const* argv) {
  rpc::BlockStopSignals();
  // gRPC's mutexes are absl's, which look for cycles at each lock otherwise: for who works on gRPC.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  // Without it gRPC looks after a broken channel every 5 s only, while no call waits on it. Before
  // gRPC starts, and ours to overrule.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no thread has started yet
  ::setenv("GRPC_CLIENT_CHANNEL_BACKUP_POLL_INTERVAL_MS", "100", /*overwrite=*/0);
  mysql::SetErrorLog([](int code, std::string_view sqlstate, std::string_view text) {
    obs::Log(obs::Level::kError, "database",
             {{"code", code}, {"sqlstate", sqlstate}, {"text", text}});
  });
  const auto parsed = rpc::ParseServiceFlags(program.name, program.extra_flags, argc, argv);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const auto& flags = std::get<rpc::ServiceFlags>(parsed);
  rpc::LogConfiguration(program.name, flags);
  const absl::Status status = Execute(program, flags);
  if (!status.ok()) obs::Log(obs::Level::kError, "stopped", {{"why", status.ToString()}});
  return status.ok() ? 0 : 1;
}

}  // namespace cobuild::service
