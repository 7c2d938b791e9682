// cobuild-load: runs load scenarios against a finance server and prints what they found. tests/load
// starts the server.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/base/status_macros.h"
#include "common/base/ulid.h"
#include "common/rpc/client.h"
#include "tests/loadgen/figures.h"
#include "tests/loadgen/finance_load.h"
#include "tests/loadgen/raw_limit.h"

namespace cobuild::load {
namespace {

struct Flags {
  std::vector<std::string> scenarios;
  std::string format = "table";
  int seconds = 10;
  rpc::ChannelOptions finance;
  mysql::Options raw_schema;
  std::string raw_password_file;
};

struct Scenario {
  int accounts;
  int in_flight;
  int transfers_per_call;
  int raw_transfers_per_commit;  // about what shares a commit in finance
};

const std::map<std::string, Scenario>& Scenarios() {
  static const std::map<std::string, Scenario> scenarios = {
      {"finance-batch", {1'000, 4, 1'000, 1'000}},
      {"finance-unary", {1'000, 64, 1, 64}},
      {"finance-hot", {10, 64, 1, 64}},
  };
  return scenarios;
}

absl::StatusOr<std::vector<Figure>> RunScenario(const std::string& name, const Flags& flags) {
  const Scenario& scenario = Scenarios().at(name);
  const std::string run = base::NewUlid(base::SystemClock().Now());
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < 2; ++i) {
    COBUILD_ASSIGN_OR_RETURN(auto channel, rpc::MakeChannel(flags.finance));
    channels.push_back(std::move(channel));
  }
  TransferSource source(run, scenario.accounts, name);
  COBUILD_RETURN_IF_ERROR(CreateBooks(channels[0], run, scenario.accounts));
  COBUILD_ASSIGN_OR_RETURN(const LoadResult result,
                           PostTransfers(channels, source,
                                         {.in_flight = scenario.in_flight,
                                          .transfers_per_call = scenario.transfers_per_call,
                                          .duration = std::chrono::seconds(flags.seconds)}));
  COBUILD_ASSIGN_OR_RETURN(
      const double limit,
      MeasureRawLimit(flags.raw_schema,
                      {.transfers_per_commit = scenario.raw_transfers_per_commit,
                       .accounts = scenario.accounts,
                       .duration = std::chrono::seconds(std::max(1, flags.seconds / 2))}));
  std::vector<Figure> figures = {{name, "transfers_per_second",
                                  static_cast<double>(result.transfers) / flags.seconds,
                                  "transfer/s", limit}};
  for (Figure& figure : LatencyFigures(name, result.call_durations)) {
    figures.push_back(std::move(figure));
  }
  return figures;
}

absl::Status Run(const Flags& flags) {
  std::vector<Figure> figures;
  for (const std::string& name : flags.scenarios) {
    COBUILD_ASSIGN_OR_RETURN(const std::vector<Figure> found, RunScenario(name, flags));
    figures.insert(figures.end(), found.begin(), found.end());
  }
  fmt::print("{}", flags.format == "json" ? ToJson(figures) : ToTable(figures));
  return absl::OkStatus();
}

std::vector<std::string> ScenarioNames() {
  std::vector<std::string> names;
  for (const auto& [name, scenario] : Scenarios()) names.push_back(name);
  return names;
}

int Main(int argc, char** argv) {
  Flags flags;
  CLI::App app("Load on Cobuild's finance service.", "cobuild-load");
  app.add_option("scenarios", flags.scenarios)->required()->check(CLI::IsMember(ScenarioNames()));
  app.add_option("--format", flags.format)->check(CLI::IsMember({"table", "json"}));
  app.add_option("--seconds", flags.seconds, "length of a scenario")->check(CLI::Range(1, 3600));
  app.add_option("--finance-address", flags.finance.address)->required();
  app.add_option("--certificate", flags.finance.tls.certificate)->required();
  app.add_option("--key", flags.finance.tls.key)->required();
  app.add_option("--authorities", flags.finance.tls.authorities)->required();
  app.add_option("--raw-url", flags.raw_schema.url)->required();
  app.add_option("--raw-user", flags.raw_schema.user)->required();
  app.add_option("--raw-password-file", flags.raw_password_file)->required();
  app.add_option("--raw-schema", flags.raw_schema.schema, "has finance's tables, and no books")
      ->required();
  CLI11_PARSE(app, argc, argv);
  std::getline(std::ifstream(flags.raw_password_file), flags.raw_schema.password);
  const absl::Status status = Run(flags);
  if (!status.ok()) fmt::print(stderr, "{}\n", status.ToString());
  return status.ok() ? 0 : 1;
}

}  // namespace
}  // namespace cobuild::load

int main(int argc, char** argv) { return cobuild::load::Main(argc, argv); }
