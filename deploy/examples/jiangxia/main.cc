#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "deploy/examples/jiangxia/load.h"
#include "services/cli/failure.h"
#include "services/cli/output/print.h"

namespace cobuild::jiangxia {
namespace {

void PrintSummary(uint64_t seed, const std::vector<Loaded>& loaded) {
  std::vector<cli::Json> rows;
  for (const Loaded& each : loaded) {
    rows.push_back({{"what", each.what}, {"added", each.added}, {"there", each.there}});
  }
  std::cout << fmt::format("江夏示例 / Jiangxia example, seed {}    [示例数据 / example data]\n",
                           seed)
            << cli::FormatTable({{"what", "LOADED"},
                                 {"added", "NEW", cli::Column::Align::kRight},
                                 {"there", "THERE ALREADY", cli::Column::Align::kRight}},
                                rows);
}

void Explain(uint64_t seed, const absl::Status& failure) {
  cli::PrintFailure(std::cerr, failure);
  if (IsOtherData(failure)) {
    std::cerr << fmt::format(
        "Other data is there already: the example of another seed than {0}, or of seed {0} loaded "
        "under another certificate. Load into empty services, or with the seed that is there.\n",
        seed);
  } else if (cli::ExitCodeOf(failure) != cli::kExitUsage) {
    std::cerr << "Nothing is lost: run the same command again once the cause is removed.\n";
  }
}

int Run(uint64_t seed, const std::string& principals) {
  const auto callers = SettingsOfCallers(cli::SettingsFromEnvironment(), principals);
  Progress progress(std::cerr, isatty(STDERR_FILENO) == 1);
  const absl::StatusOr<Programme> programme = ReadProgramme();
  if (!programme.ok()) {
    cli::PrintFailure(std::cerr, programme.status());
    return cli::ExitCodeOf(programme.status());
  }
  const auto loaded = Load(MakeRequests(seed, *programme), LoadOptions(), callers, progress);
  if (!loaded.ok()) {
    Explain(seed, loaded.status());
    return cli::ExitCodeOf(loaded.status());
  }
  PrintSummary(seed, *loaded);
  return cli::kExitOk;
}

}  // namespace
}  // namespace cobuild::jiangxia

int main(int argc, char** argv) {
  // gRPC moves a broken connection forward while some thread waits in a call, and otherwise every 5
  // s: too seldom where all threads pause between two tries.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no thread has started yet
  setenv("GRPC_CLIENT_CHANNEL_BACKUP_POLL_INTERVAL_MS", "100", /*replace=*/0);
  CLI::App app(
      "Loads the Jiangxia example into the services that COBUILD_REGISTRY, COBUILD_FINANCE, "
      "COBUILD_ASSESSMENT and COBUILD_PROJECTS name. Loading twice changes nothing.",
      "cobuild-jiangxia");
  uint64_t seed = 1;
  app.add_option("--seed", seed, "of the synthesised facts; default 1");
  std::string principals;
  app.add_option("--principals", principals,
                 "folder of the certificates of those who decide and approve, as in "
                 "machine/reviewer/certificate.pem and key.pem")
      ->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? cobuild::cli::kExitOk : cobuild::cli::kExitUsage;
  }
  return cobuild::jiangxia::Run(seed, principals);
}
