#include "common/rpc/config.h"

#include <CLI/CLI.hpp>

#include "common/obs/log.h"

namespace cobuild::rpc {
namespace {

void AddDatabase(CLI::App& command, DatabaseFlags& database) {
  command
      .add_option("--database-url", database.url, "tcp://host:port or unix:///path of the socket")
      ->required();
  command.add_option("--database-user", database.user, "account of this service")->required();
  command
      .add_option("--database-password-file", database.password_file,
                  "file that holds the password and nothing else")
      ->required()
      ->check(CLI::ExistingFile);
  command.add_option("--database-schema", database.schema, "schema of this service")->required();
}

void AddLane(CLI::App& serve, const std::string& name, LaneOptions& lane) {
  serve.add_option("--" + name + "-workers", lane.workers, "threads of the " + name + " lane")
      ->capture_default_str();
  serve
      .add_option("--" + name + "-calls", lane.calls,
                  "calls that the " + name + " lane admits at a time, running ones included")
      ->capture_default_str();
}

void AddTokens(CLI::App& serve, TokenFlags& tokens) {
  CLI::Option* file =
      serve.add_option("--token-keys-file", tokens.keys_file,
                       "JWKS file: keys of whoever issues tokens of people; read again when it "
                       "changes; without it no token is accepted");
  CLI::Option* issuer =
      serve.add_option("--token-issuer", tokens.issuer, "whose tokens are accepted: their iss");
  file->needs(issuer);
  issuer->needs(file);
  serve
      .add_option("--token-audience", tokens.audience,
                  "whom accepted tokens are meant for: one aud")
      ->capture_default_str();
}

void AddServer(CLI::App& serve, ServiceFlags& flags, int& drain_timeout_s) {
  ServerOptions& server = flags.server;
  serve.add_option("--listen", server.listen_address, "host:port to serve on")->required();
  serve.add_option("--certificate", server.tls.certificate, "PEM file: our certificate chain")
      ->required();
  serve.add_option("--key", server.tls.key, "PEM file: the certificate's key")->required();
  serve
      .add_option("--authorities", server.tls.authorities,
                  "PEM file: who may certify callers and the servers we call")
      ->required();
  serve.add_option("--grants", flags.grants_file, "JSON file: principals and their roles")
      ->required();
  serve
      .add_option("--audit-checkpoints", flags.audit.checkpoint_folder,
                  "folder, outside the database, for signed checkpoints of the audit trails")
      ->required();
  serve
      .add_option("--audit-key", flags.audit.key_file,
                  "PEM file: private Ed25519 key that signs the checkpoints")
      ->required();
  AddTokens(serve, flags.tokens);
  AddLane(serve, "read", server.read);
  AddLane(serve, "write", server.write);
  serve.add_option("--watches", server.watches, "streams of the watch lane at a time")
      ->capture_default_str();
  serve.add_option("--max-connections", server.max_connections, "open connections")
      ->capture_default_str();
  serve
      .add_option("--drain-timeout-s", drain_timeout_s,
                  "seconds that calls under way have left once the server is told to stop")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  serve.add_option("--metrics-port", flags.metrics_port, "127.0.0.1 port of /metrics; 0: none")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  serve.add_flag("--reflection", server.reflection, "serve gRPC reflection");
}

void AddExtras(CLI::App& serve, const std::vector<ExtraFlag>& extras, ServiceFlags& flags) {
  for (const ExtraFlag& extra : extras) {
    std::string& value = flags.extras[extra.name];
    value = extra.fallback;
    CLI::Option* option = serve.add_option("--" + extra.name, value, extra.description);
    if (extra.fallback.empty()) {
      option->required();
    } else {
      option->capture_default_str();
    }
  }
}

}  // namespace

std::variant<ServiceFlags, int> ParseServiceFlags(const std::string& service,
                                                  const std::vector<ExtraFlag>& extras, int argc,
                                                  const char* const* argv) {
  ServiceFlags flags;
  int drain_timeout_s = static_cast<int>(flags.server.drain_timeout.count());
  CLI::App app("The " + service + " service of Cobuild.", service);
  app.require_subcommand(1);
  CLI::App* serve = app.add_subcommand("serve", "serve until SIGTERM or SIGINT");
  CLI::App* migrate = app.add_subcommand("migrate", "bring the schema up to date, then leave");
  AddServer(*serve, flags, drain_timeout_s);
  AddExtras(*serve, extras, flags);
  AddDatabase(*serve, flags.database);
  AddDatabase(*migrate, flags.database);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {  // the request for help is one too
    return app.exit(stop);
  }
  flags.command = *migrate ? ServiceFlags::Command::kMigrate : ServiceFlags::Command::kServe;
  flags.server.drain_timeout = std::chrono::seconds(drain_timeout_s);
  return flags;
}

void LogConfiguration(const std::string& service, const ServiceFlags& flags) {
  const ServerOptions& server = flags.server;
  const DatabaseFlags& database = flags.database;
  obs::Log(obs::Level::kInfo, "configuration",
           {{"service", service},
            {"command", flags.command == ServiceFlags::Command::kServe ? "serve" : "migrate"},
            {"database_url", database.url},
            {"database_user", database.user},
            {"database_password_file", database.password_file},
            {"database_schema", database.schema},
            {"listen", server.listen_address},
            {"certificate", server.tls.certificate},
            {"key", server.tls.key},
            {"authorities", server.tls.authorities},
            {"grants", flags.grants_file},
            {"token_keys_file", flags.tokens.keys_file},
            {"token_issuer", flags.tokens.issuer},
            {"token_audience", flags.tokens.audience},
            {"audit_checkpoints", flags.audit.checkpoint_folder},
            {"audit_key", flags.audit.key_file},
            {"read_workers", server.read.workers},
            {"read_calls", server.read.calls},
            {"write_workers", server.write.workers},
            {"write_calls", server.write.calls},
            {"watches", server.watches},
            {"max_connections", server.max_connections},
            {"drain_timeout_s", server.drain_timeout.count()},
            {"metrics_port", flags.metrics_port},
            {"reflection", server.reflection}});
  for (const auto& [name, value] : flags.extras) {
    obs::Log(obs::Level::kInfo, "configuration",
             {{"service", service}, {"flag", name}, {"value", value}});
  }
}

}  // namespace cobuild::rpc
