#include "services/cli/commands/nouns.h"

#include <utility>

namespace cobuild::cli {

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  for (const auto& commands :
       {ReportCommands(), FigureCommands(), DivisionCommands(), VillageCommands(),
        CategoryCommands(), PerimeterCommands(), LedgerCommands(), AccountCommands(),
        TransferCommands(), IncomeCommands(), MetricCommands(), FeedCommands(), HealthCommands(),
        CompletionCommands()}) {
    all.insert(all.end(), commands.begin(), commands.end());
  }
  for (RpcCommand& rpc : RegistryRecordCommands()) all.push_back(CommandOf(std::move(rpc)));
  return all;
}

}  // namespace cobuild::cli
